"""A word of the source with its place and the markup round it, as values."""

import re
from dataclasses import dataclass

from reportgen.merge.mapped_text import MappedText


@dataclass(frozen=True)
class Run:
    """Markup round words: `kind` is that of a format of Word, "link" or "span".

    The offsets are those of the opening and the closing mark in the file.
    """

    kind: str
    start: int
    inner: int
    outer: int
    end: int


@dataclass(frozen=True)
class SourceWord:
    """A word, a mark or a space of the source, or an atom: what is printed as something else.

    `text` is what is printed, in its `normal` form; `atom` is "", "cite", "note", "reference",
    "picture", "formula", "break" or "hidden" (what prints nothing), `target` its keys or name,
    and `inner` the words within a note or a picture.
    """

    text: str
    start: int
    end: int
    runs: tuple[Run, ...] = ()
    atom: str = ""
    target: str = ""
    inner: MappedText | None = None


def closing(text: str, start: int, pair: str = "[]") -> int | None:
    """Where the bracket closes that opens at `start`; None where it does not."""
    depth = 0
    for found in re.compile(rf"\\.|`+|[{re.escape(pair)}]", re.S).finditer(text, start):
        if found[0] == pair[0]:
            depth += 1
        elif found[0] == pair[1]:
            depth -= 1
            if not depth:
                return found.start()
    return None
