"""EPUB 3.3: the article as a book for readers' own devices, the brief at its end."""

from reportgen.diagnostics import Bag
from reportgen.editions import Edition
from reportgen.formats import FormatSpec

FORMAT = FormatSpec(
    "epub",
    editions=frozenset({"article"}),
    default=False,
    medium="epub",
    cost=2,
    label="EPUB",
    publish=True,
    included=("brief",),
)


def render(edition: Edition, bag: Bag) -> bytes | None:
    """The publication; None, with a diagnostic, where a template is at fault."""
    from reportgen.epub.publication import publication

    return publication(edition, bag)
