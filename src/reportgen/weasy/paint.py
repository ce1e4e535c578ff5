"""A laid-out document -> PDF: drawn by WeasyPrint, tagged and described by us.

WeasyPrint's hooks are used as they are offered: `Page.paint` of each page tells which box got
which mark, `finisher` comes before the file is written, and the metadata write themselves. So that
WeasyPrint makes no tree of its own, a page that was painted has no boxes until the file is done.
"""

from typing import Any

from reportgen import __version__
from reportgen.weasy import cff, file, finish, instance, structure, tags, text, xmp
from reportgen.weasy.record import File, Record


def paint(document: Any, record: Record, files: tuple[File, ...]) -> bytes:
    """The bytes of the document."""
    painted: list[tuple[Any, Any, dict[Any, Any]]] = []
    done: list[bytes] = []
    _describe(document, record)

    def finisher(_: Any, pdf: Any) -> None:
        heights = [page.height for page in document.pages]
        tree = tags.tree([(box, marks) for box, _, marks in painted], document.metadata.lang or "")
        finish.artifacts([stream for _, stream, _ in painted], tree)
        for (_, stream, _), marks in zip(painted, tree.broken, strict=True):
            text.soften(stream, marks)
        finish.footnotes(pdf, tree, heights)
        finish.links(pdf, tree)
        structure.write(pdf, tree, heights)
        finish.labels(pdf, record)
        finish.attach(pdf, files, record)
        cff.mend(pdf, document.fonts.values())
        finish.settle(pdf, record)
        pdf.write = lambda *_: done.append(file.write(pdf))

    boxes = [page._page_box for page in document.pages]
    for page in document.pages:
        page.paint = _watch(page, document, painted)
    try:
        document.write_pdf(finisher=finisher, pdf_variant="pdf/a-3a", pdf_tags=True)
    finally:
        for page, box in zip(document.pages, boxes, strict=True):
            page._page_box = box
            del page.paint
    return done[0]


def _watch(page: Any, document: Any, painted: list[Any]) -> Any:
    """The page's own `paint`, and a note of what it marked."""
    draw = page.paint

    def paint(stream: Any, scale: float = 1) -> None:
        draw(stream, scale)
        box = page._page_box
        painted.append((box, stream, stream._tags))
        stream._tags, page._page_box = {}, box.copy_with_children([])
        if len(painted) == len(document.pages):
            text.settle(document.fonts.values())
            instance.quicken(document.fonts.values())

    return paint


def _describe(document: Any, record: Record) -> None:
    from weasyprint import __version__ as version

    told = document.metadata
    date = record.date.strftime("%Y-%m-%dT%H:%M:%SZ")
    told.title, told.authors = record.title or told.title, list(record.authors)
    told.description, told.keywords = record.description or None, list(record.keywords)
    told.generator, told.created, told.modified = f"reportgen {__version__}", date, date
    told.lang = told.lang or record.lang or "en"
    told.attachments = []
    body = xmp.packet(record, f"WeasyPrint {version}", told.generator)
    told.generate_rdf_metadata = lambda variant, version, conformance: body
