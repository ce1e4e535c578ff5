"""What is known of a document while it is read, and a paragraph that is being read."""

from collections import Counter
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from reportgen.ooxml.model import Block, Field, Picture, Word
from reportgen.ooxml.package import Package
from reportgen.ooxml.revisions import Revisions
from reportgen.ooxml.styles import Styles
from reportgen.ooxml.words import Piece

SHOWN = 60
"""How many characters of the text a problem shows."""


@dataclass
class State:
    """What stories share: package, styles, changes, and what was found so far.

    `called` are the `Note.id` of the notes marked in this reading, by kind and the file's id;
    `gone` are those whose marker it leaves out.
    """

    package: Package
    styles: Styles
    revisions: Revisions
    called: dict[tuple[str, str], str] = field(default_factory=dict)
    gone: set[tuple[str, str]] = field(default_factory=set)
    fields: list[Field] = field(default_factory=list)
    pictures: dict[Picture, None] = field(default_factory=dict)
    hashes: dict[str, str] = field(default_factory=dict)
    formulas: dict[str, bytes] = field(default_factory=dict)
    boxes: list[tuple[Block, ...]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def problem(self, text: str) -> None:
        """Say what was read otherwise than it stands."""
        if len(self.problems) < 1000:
            self.problems.append(text)


@dataclass
class Draft:
    """A paragraph that is being read; one whose mark is gone goes on with the next one's words."""

    properties: Any = None
    style: str = ""
    pieces: list[Piece] = field(default_factory=list)
    bookmarks: list[str] = field(default_factory=list)

    def has_words(self, start: int = 0) -> bool:
        """Whether there is anything from a piece on."""
        pieces = islice(self.pieces, start, None) if start else self.pieces
        return any(p.there and (p.word.text or p.word.atom) for p in pieces)

    def text(self, start: int = 0) -> str:
        """The words from a piece on, as a problem shows them."""
        return short("".join(p.word.text for p in self.pieces[start : start + SHOWN] if p.there))


def short(text: str) -> str:
    """The beginning of a text, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= SHOWN else line[:SHOWN].rstrip() + "…"


EMPTY = Word("")
