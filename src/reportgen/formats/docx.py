"""Word: real styles, real notes, real captions."""

from dataclasses import replace
from typing import Any

from reportgen.diagnostics import Bag
from reportgen.editions import Edition
from reportgen.formats import FormatSpec
from reportgen.resolve.cited_sources import unwrapped, whole_citations

FORMAT = FormatSpec("docx")


def render(edition: Edition, bag: Bag) -> bytes | None:
    """The edition as a Word document; None, with a diagnostic, where it cannot be made."""
    from reportgen.word.document import document

    report = edition.report
    fields = report.front.docx.citations == "zotero"
    bare: Any = whole_citations if fields else unwrapped
    plain = replace(
        edition,
        report=replace(report, prose=bare(dict(report.prose))),
        blocks=bare(edition.blocks),
        notes=tuple(bare(list(edition.notes))),
        bibliography=tuple(bare(list(edition.bibliography))),
    )
    return document(plain, bag)
