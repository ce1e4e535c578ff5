"""A block of a chapter, or a value of the front matter, with its place."""

import re
from dataclasses import dataclass, field

from reportgen.diagnostics.source import Source
from reportgen.merge.mapped_text import MappedText
from reportgen.merge.source_tables import Row
from reportgen.merge.source_words import SourceWord


@dataclass
class Div:
    """A fenced Div: its first class, and the offsets of its lines."""

    name: str
    start: int
    end: int


@dataclass
class SourceBlock:
    """A block of a chapter, or a value of the front matter.

    `kind` is "paragraph", "heading", "item", "caption", "note", "table", "field" or "opaque";
    `start` and `end` are the offsets of its lines, without the line's end; `marker` is what stands
    before its first word (`## `, `- `), `divs` are the Divs around it, outermost first, `name` is
    a note's name, a heading's label or a field's path.
    """

    kind: str
    source: Source
    start: int
    end: int
    text: MappedText
    words: list[SourceWord] = field(default_factory=list)
    level: int = 0
    marker: str = ""
    divs: tuple[Div, ...] = ()
    name: str = ""
    rows: list[Row] = field(default_factory=list)

    @property
    def place(self) -> tuple[int, int]:
        """The offsets of its words."""
        if not self.text.starts:
            return self.start, self.end
        return self.text.starts[0], self.text.ends[-1]


def next_marker(marker: str) -> str:
    """What stands before the item behind the one with this marker: a number is one more."""
    return re.sub(r"\d+", lambda number: str(int(number[0]) + 1), marker, count=1)
