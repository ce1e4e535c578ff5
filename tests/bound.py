"""Parts and bound files, for the tests of binding."""

from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2

from reportgen import weasy
from tagged import Tagged, render

PIXEL = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgAB"
    "SK+kcQAAAABJRU5ErkJggg=="
)
CSS = (
    "@page { size: 300px 400px; margin: 30px; @bottom-center { content: counter(page) } }"
    ".footnote { float: footnote } img { image-rendering: crisp-edges }"
)
DATE = datetime(2026, 11, 24, tzinfo=UTC)
WHOLE = weasy.Record(
    title="Papers 12 (2)",
    authors=("The editors",),
    lang="en-US",
    publisher="The Press",
    date=DATE,
    publication=(("publicationName", "Papers"), ("volume", "12"), ("number", "2")),
)


def article(
    title: str, words: int, more: str = "", lang: str = "en-US", first: int = 1, **given: Any
) -> bytes:
    """An article with a heading, links, a note, a table, a picture and so many words."""
    body = (
        f'<body><h1>{title}</h1><p><a href="#end">to the end</a> one<sup><a id="noteref-1" '
        f'href="#note-1">1</a></sup> {more}</p><section><h2 id="part">Part</h2>'
        f'<p>{"word " * words}</p><img alt="a dot" src="{PIXEL}"><table><thead><tr><th>A</th>'
        "<th>B</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table></section>"
        '<section role="doc-endnotes"><h2>Notes</h2><div role="doc-endnote" id="note-1"><p>'
        '<a href="#noteref-1" role="doc-backlink">1</a> said</p></div></section>'
        '<p id="end">The end. <a href="#part">to the part</a></p></body>'
    )
    record = weasy.Record(title=title, lang=lang, date=DATE, first=first)
    css = f"{CSS} @page :first {{ counter-reset: page {first} }}"
    return render(body, css, lang, record=record, **given)


def annotations(pdf: pikepdf.Pdf) -> Iterator[tuple[int, Any]]:
    """The annotations of a PDF, with the indexes of their pages."""
    for number, page in enumerate(pdf.pages):
        for annotation in page.get("/Annots", []):
            yield number, annotation


def destinations(pdf: pikepdf.Pdf) -> dict[str, Any]:
    """The named destinations of a PDF."""
    return dict(pikepdf.NameTree(pdf.Root.Names.Dests).items())


def place(pdf: pikepdf.Pdf, given: Any) -> tuple[int, list[Any]]:
    """The index of the page that a destination is on, and where on it."""
    if isinstance(given, pikepdf.String):
        given = destinations(pdf)[str(given)]
    pages = {page.objgen: number for number, page in enumerate(pdf.pages)}
    return pages[given[0].objgen], list(given)[1:]


def labels(data: bytes) -> list[str]:
    """The labels of the pages, as a viewer shows them."""
    document = pypdfium2.PdfDocument(data)
    return [document.get_page_label(number) for number in range(len(document))]


def pictures(data: bytes) -> list[bytes]:
    """Each page, drawn."""
    return [bytes(page.render(scale=1).buffer) for page in pypdfium2.PdfDocument(data)]


def altered(data: bytes, change: Any) -> bytes:
    """A PDF that was changed."""
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        change(pdf)
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def shape(found: Tagged, tag: Any) -> Any:
    """A tag with all that is read of it: type, words, entries that name nothing, and kids."""
    entries = {
        key: value.unparse()
        for key, value in tag.entries.items()
        if key in ("/Lang", "/Alt", "/ActualText", "/E")
    }
    return tag.role, found.words(tag), entries, [shape(found, kid) for kid in tag.kids]
