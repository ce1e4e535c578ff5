"""What a merge comes to: changes of the author's files, and what is left to a person."""

from dataclasses import dataclass, replace
from typing import NamedTuple

from reportgen.diagnostics.source import Span

CITED = "citation inserted"
"""The kind of an edit that makes a citation of words that an editor typed: it prints others."""


@dataclass(frozen=True)
class Edit:
    """A change of one of the author's files: `new` in the place of `start` to `end`.

    `path` is the file's name as in `Sources`, the offsets are characters of its text. `words` are
    what the editor wrote, or took out where `new` has none of them; `what` names the kind of the
    change for a report (`words`, `paragraph inserted`, `note deleted`). `author` and `date` are
    those of the tracked change (ECMA-376-1, 17.13.5), and empty where nothing says who or when.
    `typed` is what `new` would be if a citation were left as the words that were typed.
    """

    path: str
    start: int
    end: int
    new: str
    author: str = ""
    date: str = ""
    words: str = ""
    what: str = "words"
    typed: str | None = None

    @property
    def as_typed(self) -> "Edit":
        """The edit that prints the editor's words where this one makes a citation of them."""
        return self if self.typed is None else replace(self, new=self.typed, typed=None)


@dataclass(frozen=True)
class Refusal:
    """A change in the edited document that is not brought back.

    `span` is the place that it concerns, as near as it is known; `words` are the editor's own;
    `reason` is a line in lower case, `remedy` starts with a verb.
    """

    span: Span | None
    author: str
    date: str
    words: str
    reason: str
    remedy: str


class Changes(NamedTuple):
    """All that differs between the document that was sent and the edited one."""

    edits: tuple[Edit, ...]
    refusals: tuple[Refusal, ...]
