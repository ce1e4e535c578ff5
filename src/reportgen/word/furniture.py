"""The page: its size and margins, columns, running heads and page numbers."""

import re
from collections.abc import Mapping

from reportgen.settings import first_page
from reportgen.word.book import Book
from reportgen.word.notes import settings
from reportgen.word.runs import Run, field, run, say
from reportgen.word.styles import tabs
from reportgen.word.xml import root, twips, val

KINDS = {"first": "first", "odd": "default", "even": "even"}


def running(book: Book, values: Mapping[str, str]) -> dict[str, str]:
    """The parts of running heads and feet that the body's sections name."""
    width = book.recipe.measure
    stops = tabs([(width / 2, "center"), (width, "right")])
    out = {}
    for place, style, element in (("head", "Header", "hdr"), ("foot", "Footer", "ftr")):
        for kind in (*KINDS, "none"):
            if (style.lower(), f"{style.lower()}-{kind}.xml", False) not in book.document.related:
                continue
            cells = (book.recipe.running.get(kind) or {}).get(place) or []
            body = run("<w:tab/>").join(_cell(str(cell), values) for cell in cells)
            look = val("pStyle", style) + stops if body else val("pStyle", "Empty")
            paragraph = f"<w:p><w:pPr>{look}</w:pPr>{body}</w:p>"
            out[f"{style.lower()}-{kind}.xml"] = root(f"w:{element}", paragraph)
    return out


def section(book: Book, columns: int, fresh: bool, cover: bool = False) -> str:
    """The properties of a section: one that is fresh begins a page, and it has a first page.

    A cover has no running heads and no page number.
    """
    recipe, page = book.recipe, book.recipe.page
    m = {k: twips(float(v)) for k, v in page["margins"].items()}
    wide, high = (twips(side) for side in recipe.paper)
    heads = "".join(
        f'<w:{style}Reference w:type="{name}" '
        f'r:id="{book.document.relate(style, f"{style}-{_kind(kind, cover)}.xml")}"/>'
        for style in ("header", "footer")
        for kind, name in KINDS.items()
        if fresh
    )
    counted = settings(book, False) if book.edition.notes else ""
    gap = twips(float(page.get("gap", 18)))
    return (
        f"<w:sectPr>{heads}{counted}{val('type', 'nextPage' if fresh else 'continuous')}"
        f'<w:pgSz w:w="{wide}" w:h="{high}"/><w:pgMar w:top="{m["top"]}" w:right="{m["right"]}" '
        f'w:bottom="{m["bottom"]}" w:left="{m["left"]}" w:header="{m["header"]}" '
        f'w:footer="{m["footer"]}" w:gutter="0"/>{_start(book) if fresh and not cover else ""}'
        f'<w:cols w:num="{columns}" w:space="{gap}"/>{"<w:titlePg/>" if fresh else ""}</w:sectPr>'
    )


def _kind(kind: str, cover: bool) -> str:
    return "none" if cover else kind


def _start(book: Book) -> str:
    """The number of the first page: the journal's own, else 1 where a cover is not counted."""
    number = 1 if book.edition.pages else first_page(book.edition.report.front)
    return f'<w:pgNumType w:start="{number}"/>'


def broken(body: str, starts: tuple[int, ...]) -> str:
    """Paragraphs and tables of which those counted in `starts` begin a column."""
    at = -1

    def change(block: re.Match[str]) -> str:
        nonlocal at
        at += 1
        if at not in (0, *starts):
            return block[0]
        start = "</w:pPr>" + (run('<w:br w:type="column"/>') if at else "")
        # Every column begins at one height: no space stands before its first words.
        level = re.sub(
            r"(?=<w:ind |<w:jc |</w:pPr>)", '<w:spacing w:before="0"/>', block[0], count=1
        )
        return (level if "<w:spacing" not in block[0] else block[0]).replace("</w:pPr>", start, 1)

    return re.sub(r"<w:tbl>.*?</w:tbl>|<w:p>.*?</w:p>", change, body, flags=re.S)


def end(body: str, properties: str) -> str:
    """Paragraphs whose last one ends a section."""
    head, mark, tail = body.rpartition("</w:pPr>")
    return head + properties + mark + tail if mark else body


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
