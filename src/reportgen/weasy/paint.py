"""A laid-out document -> PDF: drawn by WeasyPrint, tagged and described by us.

WeasyPrint's hooks are used as they are offered: `Page.paint` of each page tells which box got
which mark, `finisher` comes before the file is written, and the metadata write themselves. So that
WeasyPrint makes no tree of its own, a page that was painted has no boxes until the file is done.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from reportgen import __version__
from reportgen.weasy import cff, file, finish, instance, missing, second, structure, tags, text, xmp
from reportgen.weasy.record import File, Record


@dataclass(frozen=True)
class _Painted:
    """A page that was drawn: its boxes, the marks of each, and the streams they stand in.

    `groups` are what is drawn apart, to be laid over the page half transparent.
    """

    box: Any
    marks: dict[Any, Any]
    stream: Any
    groups: list[Any] = field(default_factory=list)


def paint(document: Any, record: Record, files: tuple[File, ...], standard: str) -> bytes:
    """The bytes of the document, by the first or the second parts of the standards."""
    later = standard == "ua-2"
    painted: list[_Painted] = []
    done: list[bytes] = []
    _describe(document, record, f"{standard}+files" if later and files else standard)

    def finisher(_: Any, pdf: Any) -> None:
        heights = [page.height for page in document.pages]
        tree = tags.tree([(p.box, p.marks) for p in painted], document.metadata.lang or "")
        for page, kinds, broken in zip(painted, tree.artifacts, tree.broken, strict=True):
            for stream in (page.stream, *page.groups):
                finish.artifacts(stream, kinds)
                text.soften(stream, broken)
        finish.footnotes(pdf, tree, heights)
        finish.links(pdf, tree)
        if later:
            second.reshape(tree.root)
        structure.write(pdf, tree, heights, [p.groups for p in painted])
        finish.labels(pdf, record)
        finish.attach(pdf, files, record)
        missing.show(pdf, document.fonts.values())
        cff.mend(pdf, document.fonts.values())
        finish.settle(pdf, record)
        if later:
            second.lift(pdf, tree, heights)
        pdf.write = lambda *_: done.append(file.write(pdf, b"2.0" if later else b"1.7"))

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


def _watch(page: Any, document: Any, painted: list[_Painted]) -> Any:
    """The page's own `paint`, and a note of what it marked."""
    draw = page.paint

    def paint(stream: Any, scale: float = 1) -> None:
        draw(stream, scale)
        box = page._page_box
        known = {id(group) for before in painted for group in before.groups}
        groups = list(_groups(stream._resources["XObject"], known))
        painted.append(_Painted(box, stream._tags, stream, groups))
        stream._tags, page._page_box = {}, box.copy_with_children([])
        if len(painted) == len(document.pages):
            missing.prepare(document.fonts.values())
            text.settle(document.fonts.values())
            instance.quicken(document.fonts.values())

    return paint


def _groups(things: Any, known: set[int]) -> Iterator[Any]:
    """The streams among a page's resources in which marks stand, as `known` does not hold yet."""
    for thing in things.values():
        if hasattr(thing, "stream") and id(thing) not in known:
            if any(isinstance(item, dict) and "MCID" in item for item in thing.stream):
                yield thing
            yield from _groups(thing.extra.get("Resources", {}).get("XObject", {}), known)


def _describe(document: Any, record: Record, standard: str) -> None:
    from weasyprint import __version__ as version

    told = document.metadata
    date = record.date.strftime("%Y-%m-%dT%H:%M:%SZ")
    told.title, told.authors = record.title or told.title, list(record.authors)
    told.description, told.keywords = record.description or None, list(record.keywords)
    told.generator, told.created, told.modified = f"reportgen {__version__}", date, date
    told.lang = told.lang or record.lang or "en"
    told.attachments = []
    body = xmp.packet(record, f"WeasyPrint {version}", told.generator, standard)
    told.generate_rdf_metadata = lambda variant, version, conformance: body
