"""Word: real styles, real notes, real captions."""

from dataclasses import replace

from reportgen.diagnostics import Bag, Diagnostic
from reportgen.editions import Edition
from reportgen.formats import FormatSpec
from reportgen.resolve.cited_sources import unwrapped

FORMAT = FormatSpec("docx", returned=True)


def render(edition: Edition, bag: Bag) -> bytes | None:
    """The edition as a Word document; None, with a diagnostic, where it cannot be made."""
    from reportgen.word import comment_places
    from reportgen.word.document import document

    general: tuple[Diagnostic, ...] = ()
    if edition.report.comments:
        edition, general = comment_places.mark(edition)
    prose = unwrapped(dict(edition.report.prose))
    plain = replace(
        edition,
        report=replace(edition.report, prose=prose),
        blocks=unwrapped(edition.blocks),
        notes=tuple(unwrapped(list(edition.notes))),
        bibliography=tuple(unwrapped(list(edition.bibliography))),
    )
    return document(plain, bag, general)
