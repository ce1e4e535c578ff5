"""RIS: the article as reference managers import it."""

from reportgen import metadata
from reportgen.diagnostics import Bag
from reportgen.editions import Edition
from reportgen.formats import FormatSpec

FORMAT = FormatSpec(
    "ris",
    editions=frozenset({"article"}),
    default=False,
    label="RIS",
    publish=True,
    particulars=True,
    citation=True,
)


def render(edition: Edition, bag: Bag) -> bytes | None:
    """The article's particulars as an entry."""
    from reportgen.metadata.ris import ris

    return ris(metadata.record_of(edition)).encode()
