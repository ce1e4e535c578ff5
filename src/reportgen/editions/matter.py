"""A text before or behind the articles of an issue: a masthead, a call for papers, contributors.

It is the whole text, on pages without what stands at the head of an article.
"""

from dataclasses import replace

from reportgen.diagnostics import Bag
from reportgen.editions import Edition, EditionSpec, notes
from reportgen.resolve import Report, without
from reportgen.tree.selection import Selection

EDITION = EditionSpec(
    Selection("matter", whole=True, hides=frozenset({"brief-only"})),
    template="matter",
    default=False,
    media=frozenset({"print"}),
    matter=True,
)


def shows(report: Report) -> bool:
    return False


def make(report: Report, bag: Bag) -> Edition:
    blocks = without(report.blocks, *EDITION.selection.hides)
    report = replace(report, front=report.front.model_copy(update={"brief": None}))
    return Edition(
        EDITION,
        report,
        blocks,
        title=report.front.title,
        date=report.front.date,
        summary=("abstract",),
        notes=notes(blocks),
        bibliography=tuple(report.bibliography),
    )
