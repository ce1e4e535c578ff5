"""CSL-JSON: the article as citation processors read it."""

from reportgen import metadata
from reportgen.diagnostics import Bag
from reportgen.editions import Edition
from reportgen.formats import FormatSpec

FORMAT = FormatSpec(
    "csl.json",
    editions=frozenset({"article"}),
    default=False,
    label="CSL-JSON",
    publish=True,
    particulars=True,
    citation=True,
)


def render(edition: Edition, bag: Bag) -> bytes | None:
    """The article's particulars as an item."""
    from reportgen.metadata.csl import csl_json

    return csl_json(metadata.record_of(edition)).encode()
