"""Word: real styles, real notes, real captions."""

from reportgen import pandoc
from reportgen.diag import Bag
from reportgen.editions import Edition


def render(edition: Edition, bag: Bag) -> bytes | None:
    """The edition as a Word document."""
    return pandoc.write(edition.blocks, "docx")
