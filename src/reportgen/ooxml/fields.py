"""Fields: their beginnings and ends paired, and what they are (ISO/IEC 29500-1, 17.16)."""

import re
from dataclasses import dataclass, field
from typing import Any

from reportgen.ooxml.elements import attribute, called

REFERENCES = ("REF", "NOTEREF")
VALUES = ("SEQ", "PAGEREF", "PAGE", "NUMPAGES", "STYLEREF", "SECTION", "SECTIONPAGES")
"""Fields whose result is one value, which no one edits."""
_LINK = re.compile(r'HYPERLINK\s+(?:"([^"]*)"|([^\s"\\]\S*))?', re.I)
_PLACE = re.compile(r'\\l\s+(?:"([^"]*)"|(\S+))', re.I)
_ARGUMENT = re.compile(r'\S+\s+(?:"([^"]*)"|(\S+))')
_BLANK = re.compile(r"\s+")


@dataclass
class Open:
    """A field that is being read: its instruction so far, and whether its result has begun.

    `whole` says that it begins and ends in one paragraph.
    """

    whole: bool = True
    instruction: list[str] = field(default_factory=list)
    shown: bool = False
    id: str = ""
    text: list[str] = field(default_factory=list)

    @property
    def code(self) -> str:
        return "".join(self.instruction)

    @property
    def kind(self) -> str:
        words = self.code.split(None, 1)
        return words[0].upper() if words else ""

    @property
    def atom(self) -> str:
        """What kind of atom it is; empty where its result is words."""
        if not self.whole:
            return ""
        if self.kind in REFERENCES:
            return "reference"
        return "field" if self.kind in VALUES else ""

    @property
    def target(self) -> str:
        """The bookmark of a reference, the address of a link, the instruction of others."""
        if self.kind in REFERENCES:
            found = _ARGUMENT.match(self.code.strip())
            return (found[1] or found[2] or "") if found else ""
        if self.kind == "HYPERLINK":
            return link(self.code.strip())
        return _BLANK.sub(" ", self.code).strip()


def link(instruction: str) -> str:
    """The address that a HYPERLINK field leads to (17.16.5.25)."""
    found, place = _LINK.match(instruction), _PLACE.search(instruction)
    address = (found[1] or found[2] or "") if found else ""
    return address + (f"#{place[1] or place[2]}" if place else "")


@dataclass
class Pairs:
    """The `fldChar` elements of a story that belong together.

    `begins` are the beginnings by what separates and ends them, `whole` those beginnings whose end
    is in their own paragraph, `known` all marks of fields that end, `open` how many never end.
    """

    begins: dict[Any, Any] = field(default_factory=dict)
    whole: set[Any] = field(default_factory=set)
    known: set[Any] = field(default_factory=set)
    open: int = 0


def pairs(story: Any) -> Pairs:
    """The fields of a story. What stands in a text box is a story of its own."""
    found = Pairs()
    stack: list[tuple[Any, Any, list[Any]]] = []
    for element in _marks(story):
        kind = attribute(element, "fldCharType")
        if kind == "begin":
            stack.append((element, _paragraph(element), []))
        elif stack and kind == "separate":
            stack[-1][2].append(element)
        elif stack and kind == "end":
            begin, paragraph, between = stack.pop()
            found.begins |= {element: begin, **dict.fromkeys(between, begin)}
            found.known.update((begin, element, *between))
            if paragraph is _paragraph(element):
                found.whole.add(begin)
    found.open = len(stack)
    return found


def _marks(story: Any) -> list[Any]:
    return [e for e in story.iter("{*}fldChar") if called(e) == "fldChar" and not _boxed(e, story)]


def _boxed(element: Any, story: Any) -> bool:
    for above in element.iterancestors():
        if above is story:
            return False
        if called(above) in ("txbxContent", "mc:Fallback"):
            return True
    return False


def _paragraph(element: Any) -> Any:
    return next((above for above in element.iterancestors() if called(above) == "p"), None)
