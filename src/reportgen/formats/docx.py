"""Word: real styles, real notes, real captions."""

from dataclasses import replace

from reportgen.diagnostics import Bag
from reportgen.editions import Edition
from reportgen.formats import FormatSpec
from reportgen.resolve.cited_sources import unwrapped

FORMAT = FormatSpec("docx", returned=True)


def render(edition: Edition, bag: Bag) -> bytes | None:
    """The edition as a Word document; None, with a diagnostic, where it cannot be made."""
    from reportgen.word.document import document

    if edition.revised is None:
        return document(_plain(edition), bag)
    before, after = _plain(edition.revised.before), _plain(edition.revised.after)
    revised = replace(edition.revised, before=before, after=after)
    return document(replace(after, revised=revised), bag)


def _plain(edition: Edition) -> Edition:
    """The edition without what a document says of its sources to other stages."""
    prose = unwrapped(dict(edition.report.prose))
    return replace(
        edition,
        report=replace(edition.report, prose=prose),
        blocks=unwrapped(edition.blocks),
        notes=tuple(unwrapped(list(edition.notes))),
        bibliography=tuple(unwrapped(list(edition.bibliography))),
    )
