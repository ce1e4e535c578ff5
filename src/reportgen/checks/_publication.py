"""What the checks of an article's publication have in common."""

from reportgen.parse import Manuscript
from reportgen.parse.front_matter.publication_types import NOTICES

_UNSIGNED = frozenset({"editorial", "news", *NOTICES})
"""The types of articles that need no author to write to."""


def deposited(manuscript: Manuscript) -> bool:
    """Whether it is an article for a journal that deposits what it publishes."""
    journal = manuscript.front.journal
    return not manuscript.matter_asked and bool(
        journal.prefix or journal.depositor or journal.registrant
    )


def signed(manuscript: Manuscript) -> bool:
    """Whether it is an article of a type whose readers may write to its authors."""
    return not manuscript.matter_asked and manuscript.front.type not in _UNSIGNED
