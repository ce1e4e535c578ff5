"""A text put together of stretches of a file, each character with its offset there."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from unicodedata import normalize

from reportgen.diagnostics.source import Source, Span

MARKS = str.maketrans(
    {
        "“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "‚": "'",
        "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2011": "-", "\t": " ", "\n": " ",
        "\u00ad": None, "\u200b": None, "\u2060": None, "\ufeff": None,
    }
)  # fmt: skip


@lru_cache(maxsize=50_000)
def normal(text: str) -> str:
    """A word or mark as it is compared: one form of each letter, quote, hyphen and space.

    Typesetting puts quotes, no-break spaces and points of ellipsis where the author types others.
    """
    return normalize("NFC", text).translate(MARKS).replace("...", "…")


@dataclass(frozen=True)
class MappedText:
    """A text of stretches of `source`; each character reaches from `starts` to `ends` there.

    `host` says within what new words are written there: "paragraph", "heading", "caption", "cell",
    "note" (in the brackets of an inline note), or a scalar of YAML ("plain", "single", "double",
    "block"). `prefix` begins each further line.
    """

    source: Source
    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    host: str = "paragraph"
    prefix: str = ""
    begin: int = 0
    """Where it stands if it is empty."""
    literal: bool = False
    """Whether its marks are printed as they are typed."""

    def cut(self, start: int, end: int, host: str = "") -> "MappedText":
        """The part from `start` to `end`."""
        starts, ends = self.starts[start:end], self.ends[start:end]
        begin = self.starts[start] if start < len(self.starts) else self.begin
        return replace(self, text=self.text[start:end], starts=starts, ends=ends,
                       host=host or self.host, begin=begin)  # fmt: skip

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in the file of a stretch of this text, which is not empty."""
        return self.starts[start], self.ends[end - 1]


def mapped(
    source: Source, stretches: Iterable[tuple[int, int]], host: str = "paragraph", prefix: str = ""
) -> MappedText:
    """The stretches of a source, one after another."""
    parts: list[str] = []
    starts: list[int] = []
    begin = None
    for start, stop in stretches:
        begin = start if begin is None else begin
        parts.append(source.text[start:stop])
        starts += range(start, stop)
    ends = tuple(start + 1 for start in starts)
    return MappedText(source, "".join(parts), tuple(starts), ends, host, prefix, begin or 0)


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
