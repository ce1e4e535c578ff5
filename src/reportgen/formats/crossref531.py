"""The article's metadata as a deposit at Crossref, version 5.3.1, which DOAJ takes."""

from reportgen.diagnostics import Bag, Diagnostic
from reportgen.editions import Edition
from reportgen.formats import FormatSpec

FORMAT = FormatSpec(
    "crossref-5.3.1.xml", frozenset({"article"}), default=False, label="Crossref 5.3.1",
    particulars=True,
)  # fmt: skip


def missing(edition: Edition) -> tuple[Diagnostic, ...]:
    """What the front matter lacks for a deposit."""
    from reportgen.deposits import crossref

    return crossref.missing(edition)


def render(edition: Edition, bag: Bag) -> bytes | None:
    """The deposit; None, with a diagnostic, where it cannot be made."""
    from reportgen.deposits import crossref
    from reportgen.deposits.crossref_versions import OLDER

    return crossref.deposit(edition, OLDER, bag)
