"""Text that an author wrote, and places in it.

A `Source` is one file's text under the name the author knows it by; a `Span` is a stretch of it.
Offsets are 0-based characters of the text, lines and columns 1-based characters, as an editor
shows them.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise
from unicodedata import normalize

MARKS = "\u0300-\u036f\u3099\u309a"
"""The accents and voicing marks that NFC joins with the letter before them: a character class."""


def nfc(text: str) -> str:
    """A name or a key with each letter in one character, where there is one (Unicode's NFC)."""
    return text if text.isascii() else normalize("NFC", text)


SEARCHED = 500_000_000
"""How many characters a `Finder` looks through before it finds nothing any more."""


@dataclass(frozen=True)
class Source:
    """One file's text; `name` is its path relative to the project, with forward slashes."""

    name: str
    text: str

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """The offset at which each line begins."""
        lines = self.text.split("\n")
        return tuple(accumulate((len(line) + 1 for line in lines[:-1]), initial=0))

    def place(self, offset: int) -> tuple[int, int]:
        """The line and column, both from 1, of an offset."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def offset(self, line: int, column: int = 1) -> int:
        """The offset of a line and column, both from 1; kept inside the text."""
        if line > len(self.starts):
            return len(self.text)
        return min(self.starts[max(line, 1) - 1] + column - 1, len(self.text))

    def line(self, number: int) -> str:
        """The text of a line, counted from 1, without its end; empty past the last one."""
        if not 1 <= number <= len(self.starts):
            return ""
        end = self.starts[number] if number < len(self.starts) else len(self.text)
        return self.text[self.starts[number - 1] : end].rstrip("\r\n")

    def span(self, start: int, end: int | None = None) -> "Span":
        """The stretch from `start` to `end` (one character where `end` is not given)."""
        return Span(self, start, start + 1 if end is None else end)

    def find(self, text: str, start: int = 0) -> "Span | None":
        """The first stretch at or after `start` that reads `text`, in whichever Unicode form."""
        found = self.locate(text, start)
        return self.span(*found) if found else None

    def locate(self, text: str, start: int = 0) -> tuple[int, int] | None:
        """The offsets in this text of what `find` finds."""
        for form in (text,) if text.isascii() else (text, nfc(text), normalize("NFD", text)):
            at = self.text.find(form, start)
            if at >= 0:
                return at, at + len(form)
        return None


@dataclass(frozen=True)
class Piece:
    """A part of a rewritten text that begins at `offset`, and the stretch that it comes from.

    It reads as the stretch `start` to `end` of `source` does where it is `exact`; otherwise it
    stands in the place of that stretch.
    """

    offset: int
    source: Source
    start: int
    end: int
    exact: bool


@dataclass(frozen=True)
class RewrittenSource(Source):
    """A text made of pieces of others: each of its places is one in the files of the author.

    `pieces` are in order, without gaps; the first begins at 0.
    """

    pieces: tuple[Piece, ...] = ()

    @cached_property
    def _offsets(self) -> tuple[int, ...]:
        return tuple(piece.offset for piece in self.pieces)

    def span(self, start: int, end: int | None = None) -> "Span":
        """The stretch of an author's file from which `start` to `end` of this text comes.

        Where the two ends come from different files it ends with the piece that holds `start`.
        """
        end = start + 1 if end is None else end
        first = bisect_right(self._offsets, start) - 1
        last = bisect_right(self._offsets, max(start, end - 1)) - 1
        begin = self._within(first, start, end)
        if last == first:
            return begin
        close = self._within(last, max(start, end - 1), end)
        same = close.source is begin.source and close.end >= begin.end
        return Span(begin.source, begin.start, close.end) if same else begin

    def _within(self, number: int, start: int, end: int) -> "Span":
        piece = self.pieces[max(number, 0)]
        if not piece.exact:
            return piece.source.span(piece.start, piece.end)
        shift = piece.start - piece.offset
        begin = min(start + shift, piece.end)
        return piece.source.span(begin, max(begin, min(end + shift, piece.end)))


class Finder:
    """Finds stretches of a source that are asked for in about their order in it."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._after = 0
        self._left = SEARCHED

    def find(self, text: str) -> "Span | None":
        """The first stretch behind the last one, or anywhere, that reads `text`."""
        found = self.locate(text)
        return self._source.span(*found) if found else None

    def locate(self, text: str) -> tuple[int, int] | None:
        """The offsets in the source's own text of what `find` finds."""
        for start in (self._after, 0) if self._after else (0,):
            if self._left <= 0:
                return None
            found = self._source.locate(text, start)
            self._left -= (found[1] if found else len(self._source.text)) - start
            if found:
                self._after = found[1]
                return found
        return None


@dataclass(frozen=True)
class Span:
    """A stretch of a source, from `start` up to but not including `end`."""

    source: Source
    start: int
    end: int

    @property
    def line(self) -> int:
        return self.source.place(self.start)[0]

    @property
    def column(self) -> int:
        return self.source.place(self.start)[1]

    @property
    def text(self) -> str:
        return self.source.text[self.start : self.end]


def heaviest(sources: Iterable[Source]) -> Span | None:
    """The first line of the longest stretch without a blank line in the longest of some texts."""
    source = max(sources, key=lambda one: len(one.text), default=None)
    if source is None:
        return None
    ends = [0, *(found.end() for found in re.finditer(r"\n[ \t]*\n", source.text))]
    ends.append(len(source.text))
    start = max(pairwise(ends), key=lambda pair: pair[1] - pair[0])[0]
    start += len(source.text[start:]) - len(source.text[start:].lstrip())
    end = source.text.find("\n", start)
    return source.span(start, max(start + 1, end if end >= 0 else len(source.text)))
