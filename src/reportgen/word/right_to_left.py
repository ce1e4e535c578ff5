"""A document that is written from right to left: its paragraphs, runs, tables and sections.

Word has a mark for each (ISO 29500-1, 17.3.1.6 `bidi`, 17.3.2.30 `rtl`, 17.4.1 `bidiVisual`,
17.6.1 `bidi`); alignments, indents and tab stops then count from the right.
"""

import unicodedata
from collections.abc import Iterable

from reportgen.fonts import scripts
from reportgen.word.design import Design
from reportgen.word.elements import Element, w
from reportgen.word.languages import REGIONS

_BEHIND = {
    "pPr": (
        "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents",
        "jc", "textAlignment", "outlineLvl", "rPr", "sectPr", "pPrChange",
    ),
    "rPr": ("cs", "em", "lang", "eastAsianLayout", "specVanish", "oMath"),
    "tblPr": (
        "tblStyleRowBandSize", "tblStyleColBandSize", "tblW", "jc", "tblCellSpacing", "tblInd",
        "tblBorders", "shd", "tblLayout", "tblCellMar", "tblLook", "tblCaption", "tblDescription",
    ),
    "sectPr": ("rtlGutter", "docGrid"),
}  # fmt: skip
"""What stands behind each mark in the properties that hold it, by the schema's order."""


def turn(parts: Iterable[Element], design: Design, lang: str) -> None:
    """Mark all of the parts' paragraphs, runs, tables and sections that are not marked yet."""
    for part in parts:
        for paragraph in part.iter(w.name("p")):
            _mark(paragraph, "pPr", "bidi")
        for run in part.iter(w.name("r")):
            if _turned("".join(str(text) for text in run.itertext())):
                _mark(run, "rPr", "rtl")
        for table in part.iter(w.name("tbl")):
            _mark(table, "tblPr", "bidiVisual")
            for place in table.iterfind(f"{w.name('tblPr')}/{w.name('jc')}"):
                place.getparent().remove(place)  # type: ignore[union-attr] # at the right, then
        for section in part.iter(w.name("sectPr")):
            _insert(section, "sectPr", w("bidi"))
        _complex_faces(part, design, lang)
        for said in part.iter(w.name("lang")):
            if said.get(w.name("bidi")):
                said.set(w.name("bidi"), REGIONS.get(lang, lang))


def _turned(words: str) -> bool:
    """Whether a run goes from right to left: it has letters that do, or none at all."""
    kinds = {unicodedata.bidirectional(character) for character in words}
    return bool(kinds & {"R", "AL"}) or "L" not in kinds


def _mark(element: Element, properties: str, name: str) -> None:
    held = element.find(w.name(properties))
    if held is None:
        held = w(properties)
        element.insert(0, held)
    if held.find(w.name(name)) is None:
        _insert(held, properties, w(name))


def _insert(held: Element, kind: str, mark: Element) -> None:
    behind = [w.name(name) for name in _BEHIND[kind]]
    at = next((i for i, child in enumerate(held) if child.tag in behind), len(held))
    held.insert(at, mark)


def _complex_faces(part: Element, design: Design, lang: str) -> None:
    """Have styles name the faces of the document's script."""
    script = scripts.by_language(lang)
    if script is None:
        return
    sans = {family.latin for family in design.faces.values() if family.kind != "roman"}
    for fonts in part.iter(w.name("rFonts")):
        latin = fonts.get(w.name("ascii"))
        if latin is not None:
            fonts.set(w.name("cs"), script.sans if latin in sans else script.serif)
