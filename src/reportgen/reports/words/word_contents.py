"""The contents of a Word document (ISO/IEC 29500-1, 17)."""

import zipfile
from collections import Counter
from io import BytesIO
from typing import Any

from reportgen.reports.words.contents import LARGEST, OBJECT, Contents, UnreadableError, ordinal

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OMML = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
SOURCED, LINE = "SourcedCaption", "ExhibitLine"
"""The styles of a figure's caption with lines on its sources under it, and of those lines."""
SPACES = {f"{W}tab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}


def contents(data: bytes) -> Contents:
    """What a document shows; raises UnreadableError for what is none."""
    from lxml import etree

    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            parts = {
                name: etree.fromstring(_part(package, f"word/{name}.xml"), _parser())
                for name in ("document", "footnotes", "endnotes", "numbering")
                if f"word/{name}.xml" in package.NameToInfo
            }
    # NotImplementedError is what zipfile raises for a compression that it does not know.
    except (zipfile.BadZipFile, etree.LxmlError, NotImplementedError, EOFError) as error:
        raise UnreadableError("is no Word document that can be read") from error
    if "document" not in parts:
        raise UnreadableError("is no Word document")
    return _Document(parts).read()


def _part(package: zipfile.ZipFile, name: str) -> bytes:
    with package.open(name) as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise UnreadableError(f"holds more than {LARGEST / 1e6:.0f} MB")
    return data


def _parser() -> Any:
    from lxml import etree

    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)


class _Document:
    """A document that is being read: how far its lists have counted, and its notes' elements."""

    def __init__(self, parts: dict[str, Any]) -> None:
        self.body = parts["document"]
        self.found = Contents()
        self.notes = {
            (kind, note.get(f"{W}id")): note
            for kind in ("footnote", "endnote")
            for note in parts.get(f"{kind}s", ())
        }
        self.called: list[tuple[str, str]] = []
        self.counts: Counter[tuple[str, str]] = Counter()
        self.numbering = parts.get("numbering")
        self.sourced = False
        """Whether the paragraph read last belongs to the caption of a figure with such lines."""

    def read(self) -> Contents:
        self.element(self.body)
        for number, called in enumerate(self.called, 1):
            if called in self.notes:
                with self.found.note(str(number)):
                    self.inside(self.notes.pop(called))
        for (_, identifier), note in self.notes.items():
            if note.get(f"{W}type") is None:  # and no separator
                with self.found.note(str(identifier)):
                    self.inside(note)
        return self.found

    def element(self, element: Any) -> None:
        tag = element.tag
        if not isinstance(tag, str) or tag == FALLBACK:
            return
        if tag.startswith(OMML) or tag == f"{W}drawing":
            self.found.add(OBJECT)
            return
        if tag == f"{W}t":
            self.found.add(element.text or "")
        elif tag in SPACES:
            self.found.add(SPACES[tag])
        elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
            self.found.calls.append(str(len(self.called) + 1))
            self.called.append((tag[len(W) : -len("Reference")], element.get(f"{W}id")))
        elif tag == f"{W}tbl" and not _value(element, "tblPr", "tblStyle"):
            for cell in element.iter(f"{W}tc"):  # it puts panels side by side
                self.inside(cell)
        elif tag == f"{W}tc":
            if element.find(f"{W}tcPr/{W}vMerge") is None or _value(element, "tcPr", "vMerge"):
                with self.found.part(self.found.cells):
                    self.inside(element)
        elif tag == f"{W}p":
            self.paragraph(element)
        elif not (tag == f"{W}r" and _value(element, "rPr", "rStyle").endswith("Reference")):
            self.inside(element)
        else:
            for kid in element:
                if kid.tag.endswith("noteReference"):
                    self.element(kid)

    def inside(self, element: Any) -> None:
        for kid in element:
            self.element(kid)

    def paragraph(self, element: Any) -> None:
        style = _value(element, "pPr", "pStyle")
        number = self.number(element)
        if style.startswith("TOC"):
            return
        self.sourced = style == SOURCED or (self.sourced and style == LINE)
        if self.sourced and style == LINE:
            words: list[str] = []
            with self.found.part(words):
                self.inside(element)
            self.found.captions[-1] += "".join(words)
        elif style.endswith("Caption"):
            with self.found.part(self.found.captions):
                self.inside(element)
        elif number and not style.startswith("Heading"):
            with self.found.item(number):
                self.inside(element)
        else:
            self.found.add("\n")
            self.inside(element)
            self.found.add("\n")

    def number(self, paragraph: Any) -> str:
        """The number of a paragraph in an ordered list (17.9); empty where it has none."""
        given = paragraph.find(f"{W}pPr/{W}numPr")
        if given is None or self.numbering is None:
            return ""
        level, key = (_value(given, name) for name in ("ilvl", "numId"))
        found = [n for n in self.numbering.iterchildren(f"{W}num") if n.get(f"{W}numId") == key]
        if not found:
            return ""
        definition = _value(found[0], "abstractNumId")
        path = f"{W}abstractNum[@{W}abstractNumId='{definition}']/{W}lvl[@{W}ilvl='{level}']"
        form = self.numbering.find(path) if definition.isdigit() and level.isdigit() else None
        if form is None or _value(form, "numFmt") in ("bullet", "none", ""):
            return ""
        override = found[0].find(f"{W}lvlOverride[@{W}ilvl='{level}']/{W}startOverride")
        start = override.get(f"{W}val") if override is not None else _value(form, "start")
        count = self.counts[key, level] + (int(start) if start.isdigit() else 1)
        self.counts[key, level] += 1
        return ordinal(count, _value(form, "numFmt"))


def _value(element: Any, *path: str) -> str:
    """The value of an element below; empty where it is not there."""
    found = element.find("/".join(W + name for name in path))
    return "" if found is None else str(found.get(f"{W}val", ""))
