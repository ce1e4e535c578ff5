"""Word: real styles, real notes, real captions."""

from reportgen.diag import Bag
from reportgen.editions import Edition


def render(edition: Edition, bag: Bag) -> bytes | None:
    """The edition as a Word document; None, with a diagnostic, where it cannot be made."""
    from reportgen.word.document import document

    return document(edition, bag)
