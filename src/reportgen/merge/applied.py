"""Edits -> the bytes of the author's files, in which nothing else changes."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import accumulate

from reportgen.merge.edits import Edit

BOM = "\ufeff"


def edited(text: str, edits: Iterable[Edit]) -> str:
    """A text with edits of it, none of which overlaps another."""
    ordered = sorted(enumerate(edits), key=lambda one: (one[1].start, one[1].end, one[0]))
    out, at = [], 0
    for _, edit in ordered:
        out += [text[at : edit.start], edit.new]
        at = max(at, edit.end)
    return "".join([*out, text[at:]])


def file_bytes(data: bytes, edits: Sequence[Edit]) -> bytes:
    """The bytes of a file with edits of its text, whose offsets count each end of a line as one.

    What is added has the ends of lines that the file has. Raises UnicodeDecodeError where the file
    is no text.
    """
    raw = data.decode()
    body = raw.removeprefix(BOM)
    head = raw[: len(raw) - len(body)]
    if "\r" not in body:
        return (head + edited(body, edits)).encode()
    ends = "\r\n" if body.count("\r\n") * 2 >= body.count("\r") + body.count("\n") else "\n"
    places = _places(body)
    moved = [Edit(e.path, places[e.start], places[e.end], e.new.replace("\n", ends)) for e in edits]
    return (head + edited(body, moved)).encode()


def _places(raw: str) -> list[int]:
    """Where each character stands in a text some of whose lines end with two."""
    widths = []
    i = 0
    while i < len(raw):
        width = 2 if raw.startswith("\r\n", i) else 1
        widths.append(width)
        i += width
    return list(accumulate(widths, initial=0))


def plain(data: bytes) -> str:
    """The text of a file, whose lines end with a line feed alone. Raises UnicodeDecodeError."""
    text = data.decode().removeprefix(BOM)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def beside(notes: Iterable[Edit], edits: Sequence[Edit]) -> list[Edit]:
    """Insertions that stand within no edit of the same text: behind it where they did."""
    out = []
    for note in notes:
        over = (edit.end for edit in edits if edit.start < note.start < edit.end)
        at = next(over, note.start)
        out.append(replace(note, start=at, end=at))
    return out
