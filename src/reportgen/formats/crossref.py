"""The article's metadata as a deposit at Crossref, version 5.4.0."""

from reportgen.diagnostics import Bag, Diagnostic
from reportgen.editions import Edition
from reportgen.formats import FormatSpec

FORMAT = FormatSpec(
    "crossref.xml", frozenset({"article"}), default=False, label="Crossref", publish=True,
    particulars=True,
)  # fmt: skip


def missing(edition: Edition) -> tuple[Diagnostic, ...]:
    """What the front matter lacks for a deposit."""
    from reportgen.deposits import crossref

    return crossref.missing(edition)


def render(edition: Edition, bag: Bag) -> bytes | None:
    """The deposit; None, with a diagnostic, where it cannot be made."""
    from reportgen.deposits import crossref
    from reportgen.deposits.crossref_versions import NEWEST

    return crossref.deposit(edition, NEWEST, bag)
