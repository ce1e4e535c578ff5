"""The article's metadata as a deposit at DataCite."""

from reportgen.diagnostics import Bag, Diagnostic
from reportgen.editions import Edition
from reportgen.formats import FormatSpec

FORMAT = FormatSpec(
    "datacite.json", frozenset({"article"}), default=False, label="DataCite", publish=True,
    particulars=True,
)  # fmt: skip


def missing(edition: Edition) -> tuple[Diagnostic, ...]:
    """What the front matter lacks for a deposit."""
    from reportgen.deposits import datacite

    return datacite.missing(edition)


def render(edition: Edition, bag: Bag) -> bytes | None:
    """The deposit; None, with a diagnostic, where it cannot be made."""
    from reportgen.deposits import datacite

    return datacite.deposit(edition, bag)
