"""Fenced blocks in a text, whatever stands behind their opening marks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_OPENING = re.compile(
    r"<!--.*?(?:-->|\Z)|^(?P<indent>[ \t>]*)(?:(?P<marks>`{3,}|~{3,})(?P<info>[^`\n]*)|"
    r"(?P<colons>:{3,})(?P<named>[ \t]*\{[A-Za-z][\w:.+-]*\}[^\n]*))(?:\n|\Z)",
    re.M | re.S,
)


@dataclass(frozen=True)
class Fence:
    """A fenced block: offsets of the whole, and of the lines `body` to `close` inside it.

    `info` is what stands behind the opening marks, `closed` whether the block ends before the text.
    """

    start: int
    info_start: int
    body: int
    close: int
    end: int
    indent: str
    marks: str
    info: str
    closed: bool


def fences(text: str, start: int = 0, end: int | None = None) -> Iterator[Fence]:
    """The outermost fenced blocks in a stretch of a text, those in comments left out.

    Colons fence a block where a name in braces follows them, as in MyST.
    """
    at, last = start, len(text) if end is None else end
    while found := _OPENING.search(text, at, last):
        at = found.end()
        marks = found["marks"] or found["colons"]
        if marks is None:
            continue
        closing = re.compile(rf"^[ \t>]*{marks[0]}{{{len(marks)},}}[ \t]*$", re.M)
        close = closing.search(text, at, last)
        body_end, at = close.span() if close else (last, last)
        info = "info" if found["marks"] else "named"
        yield Fence(
            found.start("indent"), found.start(info), found.end(), body_end, at,
            found["indent"], marks, found[info], close is not None,
        )  # fmt: skip
