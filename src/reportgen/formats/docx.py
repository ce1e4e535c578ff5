"""Word: real styles, real notes, real captions."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from reportgen.diagnostics import Bag
from reportgen.editions import Edition
from reportgen.formats import FormatSpec
from reportgen.resolve.cited_sources import unwrapped, whole_citations

if TYPE_CHECKING:
    from reportgen.word.comments import Thread

FORMAT = FormatSpec("docx", returned=True)


def render(edition: Edition, bag: Bag) -> bytes | None:
    """The edition as a Word document; None, with a diagnostic, where it cannot be made."""
    from reportgen.word import comment_places
    from reportgen.word.document import document

    general: tuple[Thread, ...] = ()
    edition = replace(edition, blocks=comment_places.mark_threads(edition.blocks))
    if edition.report.comments:
        edition, general = comment_places.mark(edition)
    if edition.revised is None:
        return document(_plain(edition), bag, general)
    before, after = _plain(edition.revised.before), _plain(edition.revised.after)
    revised = replace(edition.revised, before=before, after=after)
    return document(replace(after, revised=revised), bag)


def _plain(edition: Edition) -> Edition:
    """The edition without what a document says of its sources to other stages."""
    report = edition.report
    fields = report.front.docx.citations == "zotero"
    bare: Any = whole_citations if fields else unwrapped
    return replace(
        edition,
        report=replace(report, prose=bare(dict(report.prose))),
        blocks=bare(edition.blocks),
        notes=tuple(bare(list(edition.notes))),
        bibliography=tuple(bare(list(edition.bibliography))),
    )
