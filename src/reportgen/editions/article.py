"""The article: everything that is not for the brief alone, with all its notes."""

from reportgen.diag import Bag
from reportgen.editions import Edition, notes
from reportgen.resolve import Report, without


def shows(report: Report) -> bool:
    return True


def make(report: Report, bag: Bag) -> Edition:
    blocks = without(report.blocks, "brief-only")
    return Edition("article", report, blocks, notes(blocks), tuple(report.bibliography))
