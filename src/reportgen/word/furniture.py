"""The page: its size and margins, columns, running heads and page numbers."""

import re
from collections.abc import Mapping

from reportgen.word.book import Book, Part
from reportgen.word.runs import Run, field, run, say
from reportgen.word.styles import tabs
from reportgen.word.xml import root, twips, val

KINDS = {"first": "first", "odd": "default", "even": "even"}


def running(book: Book, values: Mapping[str, str]) -> dict[str, str]:
    """The parts of running heads and feet, by their names in the package."""
    width = book.recipe.measure
    stops = tabs([(width / 2, "center"), (width, "right")])
    out = {}
    for place, style, element in (("head", "Header", "hdr"), ("foot", "Footer", "ftr")):
        for kind in KINDS:
            cells = (book.recipe.running.get(kind) or {}).get(place) or []
            body = run("<w:tab/>").join(_cell(str(cell), values) for cell in cells)
            paragraph = f"<w:p><w:pPr>{val('pStyle', style if body else 'Empty')}{stops if body else ''}</w:pPr>{body}</w:p>"
            out[f"{style.lower()}-{kind}.xml"] = root(f"w:{element}", paragraph)
    return out


def section(book: Book, columns: int = 1, flows: bool = False, last: bool = True) -> str:
    """The properties of a section; its heads and feet are those of the whole document."""
    recipe, page = book.recipe, book.recipe.page
    m = {k: twips(float(v)) for k, v in page["margins"].items()}
    wide, high = (twips(side) for side in recipe.paper)
    heads = "".join(
        f'<w:{style}Reference w:type="{name}" r:id="{_part(book.document, style, kind)}"/>'
        for style in ("header", "footer")
        for kind, name in KINDS.items()
    )
    first = book.edition.report.front.journal.first_page
    start = (
        f' w:start="{first}"'
        if first and first.isdigit() and not flows and not book.edition.pages
        else ""
    )
    gap = twips(float(page.get("gap", 18)))
    from reportgen.word import notes

    counted = notes.settings(book, False) if book.edition.notes else ""
    return (
        f"<w:sectPr>{heads}{counted}"
        f"{val('type', 'continuous' if flows else 'nextPage')}"
        f'<w:pgSz w:w="{wide}" w:h="{high}"/><w:pgMar w:top="{m["top"]}" w:right="{m["right"]}" '
        f'w:bottom="{m["bottom"]}" w:left="{m["left"]}" w:header="{m["header"]}" '
        f'w:footer="{m["footer"]}" w:gutter="0"/><w:pgNumType{start}/>'
        f'<w:cols w:num="{columns}" w:space="{gap}"/><w:titlePg/></w:sectPr>'
    )


def end(body: str, properties: str) -> str:
    """Paragraphs whose last one ends a section."""
    head, mark, tail = body.rpartition("</w:pPr>")
    return head + properties + mark + tail if mark else body


def _part(document: Part, style: str, kind: str) -> str:
    return document.relate(style, f"{style}-{kind}.xml")


def _cell(form: str, values: Mapping[str, str]) -> str:
    """What stands in a running head: words, and the number of the page as a field."""
    out = []
    for piece in re.split(r"(\{[\w-]+\})", form):
        if piece == "{page}":
            out.append(field("PAGE", "1", Run(style="Page Number")))
        elif piece.startswith("{"):
            out.append(say(values.get(piece[1:-1], "")))
        else:
            out.append(say(piece))
    return "".join(out)
