"""A laid-out document -> PDF: drawn by WeasyPrint, tagged and described by us.

WeasyPrint's hooks are used as they are offered: `Page.paint` of each page tells which box became
which marked content, `finisher` comes before the file is written, and the metadata write
themselves. A page is tagged as soon as it is painted, and has no boxes any more: WeasyPrint makes
no structure tree of its own, and a long document does not stand in memory twice.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from reportgen._version import __version__
from reportgen.weasy import catalog, cidfonts, compat, instance, serialize
from reportgen.weasy.record import File, Record
from reportgen.weasy.tags import (
    annotations,
    marked_content,
    notdef,
    roles,
    sections,
    structure,
    tounicode,
    ua2,
    walk,
    xmp,
)  # fmt: skip
from reportgen.weasy.tags.tree import FormXObject, StructureTree, prune


def paint(document: Any, record: Record, files: tuple[File, ...], standard: str) -> bytes:
    """The bytes of the document, by the first or the second parts of the standards.

    The document's pages are empty when it is done. Raises `compat.IncompatibleError`.
    """
    is_ua2 = standard == "ua-2"
    forms: list[list[FormXObject]] = []
    done: list[bytes] = []
    _describe(document, record, f"{standard}+files" if is_ua2 and files else standard)
    tree = walk.new_tree(document.metadata.lang or "")

    def finisher(_: Any, pdf: Any) -> None:
        heights = [page.height for page in document.pages]
        prune(tree.root)
        sections.nest(tree.root)
        annotations.link_footnotes(pdf, tree, heights)
        annotations.describe_links(pdf, tree)
        if is_ua2:
            ua2.move_captions(tree.root)
        structure.write(pdf, tree, heights, forms)
        catalog.label_pages(pdf, record)
        catalog.attach(pdf, files, record)
        notdef.remap(pdf, document.fonts.values())
        cidfonts.embed(pdf, document.fonts.values())
        catalog.date(pdf, record)
        if is_ua2:
            ua2.upgrade(pdf, tree, heights)
        pdf.write = lambda *_: done.append(serialize.write(pdf, b"2.0" if is_ua2 else b"1.7"))

    with compat.explained():
        for page in document.pages:
            page.bookmarks = [
                (level, label.translate(roles.UNSEEN), *rest)
                for level, label, *rest in page.bookmarks
            ]
            page.paint = _tagging(page, document, tree, forms)
        try:
            document.write_pdf(finisher=finisher, pdf_variant="pdf/a-3a", pdf_tags=True)
        finally:
            for page in document.pages:
                del page.paint
    return done[0]


def _tagging(page: Any, document: Any, tree: StructureTree, forms: list[list[FormXObject]]) -> Any:
    """The page's own `paint`, and then its tags."""
    draw = page.paint

    def paint(stream: Any, scale: float = 1) -> None:
        drawn = compat.form_xobjects(stream)  # of all pages so far
        before = len(drawn)
        draw(stream, scale)
        box, number = compat.page_box(page), len(forms)
        mcids = compat.marked_boxes(stream)
        forms.append(list(_forms(islice(drawn.values(), before, None))))
        compat.drop_boxes(page)
        artifacts, hyphenated = walk.add_page(tree, number, box, mcids)
        for content in (stream, *(form.stream for form in forms[-1])):
            marked_content.mark_artifacts(content, artifacts)
            marked_content.mark_soft_hyphens(content, hyphenated)
            content.stream[:] = [serialize.joined(content)]
        if len(forms) == len(document.pages):
            notdef.prepare(document.fonts.values())
            tounicode.normalize(document.fonts.values())
            instance.replace_subsetting(document.fonts.values())

    return paint


def _forms(resources: Iterable[Any]) -> Iterator[FormXObject]:
    """The form XObjects among a page's resources that hold marked content."""
    for resource in resources:
        if hasattr(resource, "stream"):
            items = resource.stream
            mcids = tuple(i["MCID"] for i in items if isinstance(i, dict) and "MCID" in i)
            if mcids:
                yield FormXObject(resource, mcids)
            yield from _forms(resource.extra.get("Resources", {}).get("XObject", {}).values())


def _describe(document: Any, record: Record, standard: str) -> None:
    from weasyprint import __version__ as version

    date = record.date.strftime("%Y-%m-%dT%H:%M:%SZ")
    metadata = document.metadata
    metadata.title, metadata.authors = record.title or metadata.title, list(record.authors)
    metadata.description, metadata.keywords = record.description or None, list(record.keywords)
    metadata.generator = f"reportgen {__version__}"
    metadata.created = metadata.modified = date
    metadata.lang = metadata.lang or record.lang or "en"
    metadata.attachments = []
    body = xmp.packet(record, f"WeasyPrint {version}", metadata.generator, standard)
    metadata.generate_rdf_metadata = lambda variant, version, conformance: body
