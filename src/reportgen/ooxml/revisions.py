"""Tracked changes: which of them a reading takes (ISO/IEC 29500-1, 17.13.5)."""

from dataclasses import dataclass, field, replace
from typing import Any

from reportgen.ooxml.elements import attribute, called, dated
from reportgen.ooxml.model import Change, Revision

KINDS = {
    "ins": "inserted", "moveTo": "inserted", "cellIns": "inserted",
    "del": "deleted", "moveFrom": "deleted", "cellDel": "deleted",
}  # fmt: skip
LONGEST = 2_000
"""About how many characters of a change's words are kept."""


@dataclass
class Revisions:
    """The tracked changes met so far; `accept` is "all", "none" or an author's name."""

    accept: str
    found: list[Revision] = field(default_factory=list)

    def takes(self, author: str) -> bool:
        """Whether an author's changes are taken; else they are read as rejected."""
        return self.accept == "all" or (self.accept != "none" and author == self.accept)

    def keeps(self, change: Change | None) -> bool:
        """Whether what was changed is there in this reading."""
        return change is None or (change.kind == "inserted") == self.takes(change.author)

    def met(self, kind: str, author: str, date: str, words: str = "", more: bool = False) -> None:
        """Note a change, or `more` words of the last one."""
        if more and self.found:
            last = self.found[-1]
            if len(last.words) < LONGEST:
                self.found[-1] = replace(last, words=last.words + words)
        else:
            self.found.append(Revision(kind, author, date, words, self.takes(author)))


def change(element: Any) -> Change:
    """The change that an element records."""
    return Change(KINDS[called(element)], *who(element))


def who(element: Any) -> tuple[str, str]:
    """Author and date of a change."""
    return attribute(element, "author").strip(), dated(element)


def marks(properties: Any) -> list[Change]:
    """The changes that properties record of what they belong to: a mark, a row, a cell."""
    if properties is None:
        return []
    return [change(element) for element in properties if called(element) in KINDS]
