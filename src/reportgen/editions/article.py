"""The article: everything that is not for the brief alone, with all its notes."""

from dataclasses import replace

from reportgen.diagnostics import Bag
from reportgen.editions import Edition, EditionSpec, notes
from reportgen.resolve import Report, bounds, without
from reportgen.tree.selection import Selection

EDITION = EditionSpec(
    Selection("article", whole=True, hides=frozenset({"brief-only"})), template="article"
)


def shows(report: Report) -> bool:
    return True


def make(report: Report, bag: Bag) -> Edition:
    blocks = without(report.blocks, *EDITION.selection.hides)
    bounds.check_article(report, blocks, bag)
    # What the brief alone says is no part of the article: a change of it changes nothing here.
    front = report.front.model_copy(update={"brief": None})
    standfirst = tuple(report.prose.get("standfirst", ()))
    prose = {name: said for name, said in report.prose.items() if name != "standfirst"}
    report = replace(report, front=front, prose=prose)
    return Edition(
        EDITION,
        report,
        blocks,
        title=front.title,
        date=front.date,
        summary=("abstract", "standfirst"),
        notes=notes(blocks),
        bibliography=tuple(report.bibliography),
        standfirst=standfirst,
    )
