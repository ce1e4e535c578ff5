"""A laid-out document -> PDF: drawn by WeasyPrint, tagged and described by us.

WeasyPrint's hooks are used as they are offered: `Page.paint` of each page tells which box got
which mark, `finisher` comes before the file is written, and the metadata write themselves. A page
is tagged as soon as it is painted, and has no boxes any more: WeasyPrint makes no tree of its own,
and a long document does not stand in memory twice.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from reportgen import __version__
from reportgen.weasy import cff, file, finish, instance, missing, second, structure, tags, text, xmp
from reportgen.weasy.record import File, Record
from reportgen.weasy.tree import Group, Tree, prune


def paint(document: Any, record: Record, files: tuple[File, ...], standard: str) -> bytes:
    """The bytes of the document, by the first or the second parts of the standards.

    The document's pages are empty when it is done.
    """
    later = standard == "ua-2"
    groups: list[list[Group]] = []
    done: list[bytes] = []
    _describe(document, record, f"{standard}+files" if later and files else standard)
    tree = tags.begin(document.metadata.lang or "")

    def finisher(_: Any, pdf: Any) -> None:
        heights = [page.height for page in document.pages]
        prune(tree.root)
        finish.footnotes(pdf, tree, heights)
        finish.links(pdf, tree)
        if later:
            second.reshape(tree.root)
        structure.write(pdf, tree, heights, groups)
        finish.labels(pdf, record)
        finish.attach(pdf, files, record)
        missing.show(pdf, document.fonts.values())
        cff.mend(pdf, document.fonts.values())
        finish.settle(pdf, record)
        if later:
            second.lift(pdf, tree, heights)
        pdf.write = lambda *_: done.append(file.write(pdf, b"2.0" if later else b"1.7"))

    for page in document.pages:
        page.paint = _watch(page, document, tree, groups)
    try:
        document.write_pdf(finisher=finisher, pdf_variant="pdf/a-3a", pdf_tags=True)
    finally:
        for page in document.pages:
            del page.paint
    return done[0]


def _watch(page: Any, document: Any, tree: Tree, groups: list[list[Group]]) -> Any:
    """The page's own `paint`, and then its tags."""
    draw = page.paint

    def paint(stream: Any, scale: float = 1) -> None:
        things = stream._resources["XObject"]  # of all pages so far
        before = len(things)
        draw(stream, scale)
        box, number = page._page_box, len(groups)
        marks = {marked: mark["mcid"] for marked, mark in stream._tags.items()}
        groups.append(list(_groups(islice(things.values(), before, None))))
        stream._tags, page._page_box = {}, box.copy_with_children([])
        kinds, broken = tags.page(tree, number, box, marks)
        for drawn in (stream, *(group.stream for group in groups[-1])):
            finish.artifacts(drawn, kinds)
            text.soften(drawn, broken)
            drawn.stream[:] = [file.joined(drawn)]
        if len(groups) == len(document.pages):
            missing.prepare(document.fonts.values())
            text.settle(document.fonts.values())
            instance.quicken(document.fonts.values())

    return paint


def _groups(things: Iterable[Any]) -> Iterator[Group]:
    """The streams among a page's resources in which marks stand."""
    for thing in things:
        if hasattr(thing, "stream"):
            marks = tuple(i["MCID"] for i in thing.stream if isinstance(i, dict) and "MCID" in i)
            if marks:
                yield Group(thing, marks)
            yield from _groups(thing.extra.get("Resources", {}).get("XObject", {}).values())


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
