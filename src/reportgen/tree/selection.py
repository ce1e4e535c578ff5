"""Which parts of a manuscript an edition shows, by the classes of its Divs and Spans."""

from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True)
class Selection:
    """What an edition shows: the whole work, or only what stands in one of the classes `shows`.

    What stands in one of the classes `hides` is left out of both.
    """

    edition: str
    whole: bool
    shows: frozenset[str] = frozenset()
    hides: frozenset[str] = frozenset()

    def includes(self, classes: Collection[str]) -> bool:
        """Whether the edition shows what stands in these classes."""
        if not self.hides.isdisjoint(classes):
            return False
        return self.whole or not self.shows.isdisjoint(classes)
