"""Titles and abstracts of a deposit at Crossref, with the markup that it takes."""

from collections.abc import Mapping

from lxml import etree

from reportgen.deposits.xml_text import append_text, child, fill, line
from reportgen.editions import Edition
from reportgen.pandoc.formulas import Formula
from reportgen.tree.nodes import Node, line_of, plain_text

JATS = "http://www.ncbi.nlm.nih.gov/JATS1"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_FACES = {
    "Emph": "i", "Strong": "b", "Underline": "u", "Superscript": "sup", "Subscript": "sub",
    "SmallCaps": "scp", "Code": "tt", "Math": "",
}  # fmt: skip
_MARKS = {
    "Emph": "italic", "Strong": "bold", "Underline": "underline", "Superscript": "sup",
    "Subscript": "sub", "SmallCaps": "sc", "Code": "monospace", "Strikeout": "strike",
    "Math": "inline-formula",
}  # fmt: skip


def titles(parent: etree._Element, edition: Edition) -> None:
    """Put title and subtitle into an article, and that of the work that it translates.

    Titles in other languages stand behind it, each by itself.
    """
    front = edition.report.front
    made = child(parent, "titles")
    title = child(made, "title")
    if front.retraction:
        append_text(title, f"{edition.report.words['retracted']} ")
    _title(title, edition, "title", front.title)
    if front.subtitle:
        _title(child(made, "subtitle"), edition, "subtitle", front.subtitle)
    original = next((r for r in front.relations if r.type == "isTranslationOf" and r.title), None)
    if original and original.title:
        child(made, "original_language_title", original.title)
    for tag, said in front.translations.items():
        if said.title and line(said.title):
            other = child(parent, "titles")
            _title(child(other, "title"), edition, f"translation-{tag}-title", said.title)
            if said.subtitle:
                name = f"translation-{tag}-subtitle"
                _title(child(other, "subtitle"), edition, name, said.subtitle)


def abstract(parent: etree._Element, edition: Edition) -> None:
    """Put the abstract into an article, paragraph by paragraph, and those in other languages."""
    front, blocks = edition.report.front, edition.report.prose.get("abstract", [])
    if plain_text(blocks):
        made = child(parent, f"{{{JATS}}}abstract")
        made.set(_LANG, front.lang or "en-US")
        _paragraphs(made, blocks, edition.report.math)
    for tag in front.translations:
        blocks = edition.report.prose.get(f"translation-{tag}-abstract", [])
        if plain_text(blocks):
            made = child(parent, f"{{{JATS}}}abstract")
            made.set(_LANG, tag)
            _paragraphs(made, blocks, edition.report.math)


def _title(element: etree._Element, edition: Edition, name: str, plain: str) -> None:
    if blocks := edition.report.prose.get(name, []):
        fill(element, line_of(blocks), _FACES, edition.report.math)
    else:
        append_text(element, line(plain))


def _paragraphs(
    parent: etree._Element, blocks: list[Node], formulas: Mapping[Formula, str]
) -> None:
    """Each paragraph as one; what is no paragraph is text in paragraphs of its own."""
    for block in blocks:
        kind = block["t"]
        if kind in ("Para", "Plain"):
            fill(child(parent, "p"), block["c"], _MARKS, formulas)
        elif kind in ("Div", "Figure"):
            _paragraphs(parent, block["c"][-1], formulas)
        elif kind == "BlockQuote":
            _paragraphs(parent, block["c"], formulas)
        elif kind in ("BulletList", "OrderedList"):
            for item in block["c"] if kind == "BulletList" else block["c"][1]:
                _paragraphs(parent, item, formulas)
        elif said := plain_text([block]):
            child(parent, "p", said)
