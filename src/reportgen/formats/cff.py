"""Citation File Format: the article as repositories show how to cite it."""

from reportgen import metadata
from reportgen.diagnostics import Bag
from reportgen.editions import Edition
from reportgen.formats import FormatSpec

FORMAT = FormatSpec(
    "cff",
    editions=frozenset({"article"}),
    default=False,
    label="CFF",
    publish=True,
    particulars=True,
    citation=True,
)


def render(edition: Edition, bag: Bag) -> bytes | None:
    """The article's particulars as a citation file."""
    from reportgen.metadata.cff import cff

    return cff(metadata.record_of(edition)).encode()
