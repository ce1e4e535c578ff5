"""A text put together of stretches of a file, each character with its offset there."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from unicodedata import normalize

from reportgen.diagnostics.source import Source, Span

MARKS = str.maketrans(
    {
        "“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "‚": "'",
        "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2011": "-", "\t": " ", "\n": " ",
        "\u00ad": None, "\u200b": None, "\u2060": None, "\ufeff": None,
    }
)  # fmt: skip


def normal(text: str) -> str:
    """A word or mark as it is compared: one form of each letter, quote, hyphen and space.

    Typesetting puts quotes, no-break spaces and points of ellipsis where the author types others.
    """
    return normalize("NFC", text).translate(MARKS).replace("...", "…")


@dataclass(frozen=True)
class MappedText:
    """A text of stretches of `source`; `offsets` has one place a character, and one for the end.

    `host` says within what new words are written there: "paragraph", "heading", "caption", "cell",
    "note" (in the brackets of an inline note), or a scalar of YAML ("plain", "single", "double",
    "block"). `prefix` begins each further line.
    """

    source: Source
    text: str
    offsets: tuple[int, ...]
    host: str = "paragraph"
    prefix: str = ""

    def cut(self, start: int, end: int, host: str = "") -> "MappedText":
        """The part from `start` to `end`."""
        offsets = self.offsets[start : end + 1]
        if end > start:  # the end stands behind the last character, and not at the next one
            offsets = (*offsets[:-1], self.offsets[end - 1] + self.width(end - 1))
        return MappedText(
            self.source, self.text[start:end], offsets, host or self.host, self.prefix
        )

    def width(self, i: int) -> int:
        """How many characters of the file stand for the character `i`."""
        return 1 if self.text[i] == "\n" else max(1, self._gap(i))

    def _gap(self, i: int) -> int:
        gap = self.offsets[i + 1] - self.offsets[i]
        return gap if self.host in ("single", "double") else min(gap, 1)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in the file of a stretch of this text, which is not empty."""
        return self.offsets[start], self.offsets[end - 1] + self.width(end - 1)


def mapped(
    source: Source, stretches: Iterable[tuple[int, int]], host: str = "paragraph", prefix: str = ""
) -> MappedText:
    """The stretches of a source, one after another."""
    parts: list[str] = []
    offsets: list[int] = []
    end = 0
    for start, stop in stretches:
        parts.append(source.text[start:stop])
        offsets += range(start, stop)
        end = stop
    return MappedText(source, "".join(parts), (*offsets, end), host, prefix)


def place(source: Source, start: int, end: int) -> Span | None:
    """The stretch of an author's file that reads as a stretch of `source`, if one does."""
    if start == end:
        around = place(source, start - 1, end) if start else None
        if around:
            return around.source.span(around.end, around.end)
        around = place(source, start, end + 1) if end < len(source.text) else None
        return around and around.source.span(around.start, around.start)
    span = source.span(start, end)
    return span if span.text == source.text[start:end] else None


TOKEN = re.compile(r"[^\W_]+|\s+|.", re.S)
"""A word, a run of spaces, or one mark."""
