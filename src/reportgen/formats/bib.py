"""BibTeX: the article as an entry of a bibliography."""

from reportgen import metadata
from reportgen.diagnostics import Bag
from reportgen.editions import Edition
from reportgen.formats import FormatSpec

FORMAT = FormatSpec(
    "bib",
    editions=frozenset({"article"}),
    default=False,
    label="BibTeX",
    publish=True,
    particulars=True,
    citation=True,
)


def render(edition: Edition, bag: Bag) -> bytes | None:
    """The article's particulars as an entry."""
    from reportgen.metadata.bibtex import bibtex

    return bibtex(metadata.record_of(edition)).encode()
