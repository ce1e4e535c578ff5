"""Styles and lists: what a paragraph is, and how its words look (ISO/IEC 29500-1, 17.7, 17.9)."""

import re
from dataclasses import dataclass, field
from typing import Any

from reportgen.ooxml.elements import attribute, called, child, integer, is_on, value

HEADING = re.compile(r"heading ([1-9])")
CAPTION = re.compile(r"\bcaption\b")
CONTENTS = re.compile(r"toc (?:[1-9]|heading)|table of figures")
CODE_STYLE = re.compile(r"\b(?:code|verbatim|teletype|typewriter|source text)\b")
CODE_FACE = re.compile(r"\b(?:mono|monospace|courier(?: new)?|consolas|menlo|code)\b")
TOGGLES = {
    "b": "bold", "i": "italic", "smallCaps": "smallcaps", "strike": "strike", "dstrike": "strike",
}  # fmt: skip
POSITIONS = {"superscript": "superscript", "subscript": "subscript"}
WORDS_OWN = re.compile(
    r"(?:heading|toc|index) [1-9]|caption|header|footer|(?:foot|end)note (?:text|reference)|"
    r"annotation (?:text|reference|subject)|page number|table of figures|line number"
)
"""Names of Word's own styles that it writes in small letters ([MS-OI29500], 2.1.222)."""
LINKS = ("hyperlink", "followedhyperlink", "internet link", "visited internet link")
"""Styles whose line under the words says no more than that they are a link."""
DEEPEST = 50
"""How many styles may stand on one another."""


@dataclass(frozen=True)
class Kind:
    """What a paragraph is, as `Block` has it."""

    kind: str
    level: int = 0
    style: str = ""
    numbering: str = ""
    list: str = ""


@dataclass
class Styles:
    """The styles and lists of a document."""

    elements: dict[str, Any] = field(default_factory=dict)
    defaults: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, Any] = field(default_factory=dict)
    abstract: dict[str, Any] = field(default_factory=dict)
    _formats: dict[str, dict[str, bool]] = field(default_factory=dict)
    _kinds: dict[tuple[str, ...], Kind] = field(default_factory=dict)

    @classmethod
    def read(cls, styles: Any, numbering: Any) -> "Styles":
        """Those of two parts, each of which may be None."""
        made = cls()
        for element in styles if styles is not None else ():
            if called(element) == "style":
                key = attribute(element, "styleId")
                made.elements.setdefault(key, element)
                if attribute(element, "default").lower() in ("1", "true", "on"):
                    made.defaults.setdefault(attribute(element, "type"), key)
        for element in numbering if numbering is not None else ():
            if called(element) == "num":
                made.numbers.setdefault(attribute(element, "numId"), element)
            elif called(element) == "abstractNum":
                made.abstract.setdefault(attribute(element, "abstractNumId"), element)
        return made

    def name(self, key: str) -> str:
        """The name of a style; its identifier where it has none.

        One that Word has of itself is as Word has it: LibreOffice writes some with capitals.
        """
        found = value(self.elements.get(key), "name") or key
        return found.lower() if WORDS_OWN.fullmatch(found.lower()) else found

    def chain(self, key: str) -> list[str]:
        """A style and those that it stands on, the nearest first."""
        found: list[str] = []
        while key and key not in found and len(found) < DEEPEST:
            found.append(key)
            key = value(self.elements.get(key), "basedOn")
        return found

    def kind(self, properties: Any, listed: bool = True) -> Kind:
        """What a paragraph with these properties is; its own number counts if it is `listed`."""
        key = value(properties, "pStyle") or self.defaults.get("paragraph", "")
        own = child(properties, "numPr") if listed else None
        number, level = value(own, "numId"), value(own, "ilvl")
        outline = value(properties, "outlineLvl")
        asked = (key, number, level, outline)
        if asked not in self._kinds:
            self._kinds[asked] = self._kind(*asked)
        return self._kinds[asked]

    def _kind(self, key: str, number: str, level: str, outline: str) -> Kind:
        style = self.name(key)
        chain = self.chain(key)
        for name in (self.name(k).lower() for k in chain):
            heading = HEADING.fullmatch(name)
            if heading and not (outline and integer(outline) > 8):
                return Kind("heading", int(heading[1]), style)
            if CONTENTS.fullmatch(name):
                return Kind("contents", 0, style)
            if CAPTION.search(name):
                return Kind("caption", 0, style)
        for k in chain:
            properties = child(self.elements.get(k), "pPr")
            outline = outline or value(properties, "outlineLvl")
            listed = child(properties, "numPr")
            if not number and listed is not None:
                number = value(listed, "numId")
                level = level or value(listed, "ilvl") or self._level_of(number, k)
        if outline and integer(outline, 9) < 9:
            return Kind("heading", integer(outline) + 1, style)
        if number and number != "0":
            depth = integer(level, most=8)
            return Kind("list-item", depth + 1, style, self._numbering(number, depth), number)
        return Kind("paragraph", 0, style)

    def _levels(self, number: str) -> Any:
        """The definition of a list's levels, which may stand with a style (17.9.21)."""
        found = self.abstract.get(value(self.numbers.get(number), "abstractNumId"))
        link = value(found, "numStyleLink")
        if link:
            styled = child(child(self.elements.get(link), "pPr"), "numPr")
            other = self.abstract.get(
                value(self.numbers.get(value(styled, "numId")), "abstractNumId")
            )
            return found if other is None else other
        return found

    def _level_of(self, number: str, style: str) -> str:
        """The level of a list that belongs to a style (17.9.23)."""
        levels = self._levels(number)
        for level in levels if levels is not None else ():
            if called(level) == "lvl" and value(level, "pStyle") == style:
                return attribute(level, "ilvl")
        return ""

    def _numbering(self, number: str, depth: int) -> str:
        levels = self._levels(number)
        over = self.numbers.get(number)
        own = [child(o, "lvl") for o in (over if over is not None else ())
               if called(o) == "lvlOverride"]  # fmt: skip
        for level in [*own, *(levels if levels is not None else ())]:
            if level is None or called(level) != "lvl":
                continue
            if integer(attribute(level, "ilvl")) == depth:
                return value(level, "numFmt") or "decimal"
        return "decimal"

    def look(self, key: str) -> dict[str, bool]:
        """What a style says of its words: formats that are on or off."""
        if key not in self._formats:
            found: dict[str, bool] = {}
            for k in reversed(self.chain(key)):
                element = self.elements.get(k)
                found |= look(child(element, "rPr"))
                if CODE_STYLE.search(self.name(k).lower()):
                    found["code"] = True
                if self.name(k).lower() in LINKS:
                    found.pop("underline", None)
            self._formats[key] = found
        return self._formats[key]

    def format(self, properties: Any, paragraph: str) -> frozenset[str]:
        """How a run looks beyond what the style of its paragraph says."""
        style = value(properties, "rStyle")
        if properties is None or not len(properties):
            return frozenset()
        own = look(properties)
        base = self.look(paragraph)
        if style:
            own = {**self.look(style), **own}
            if self.name(style).lower() in LINKS:
                own.pop("underline", None)
        return frozenset(name for name, on in own.items() if on and not base.get(name))


def look(properties: Any) -> dict[str, bool]:
    """The formats that properties of a run switch on or off."""
    found: dict[str, bool] = {}
    for element in properties if properties is not None else ():
        name = called(element)
        if name in TOGGLES:
            found[TOGGLES[name]] = bool(is_on(properties, name))
        elif name == "vertAlign":
            found["superscript"] = found["subscript"] = False
            position = attribute(element, "val")
            if position in POSITIONS:
                found[POSITIONS[position]] = True
        elif name == "u":
            found["underline"] = attribute(element, "val") not in ("none", "")
        elif name == "rFonts":
            face = attribute(element, "ascii") or attribute(element, "hAnsi")
            if face:
                found["code"] = bool(CODE_FACE.search(face.lower()))
    return found
