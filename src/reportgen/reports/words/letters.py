"""Texts as letters and digits alone: what is compared of a source and of what was made of it.

Quotation marks, dashes, spaces, hyphens at the ends of lines, ligatures, accents' encoding, small
capitals, superscripts and subscripts differ between a source and its outputs, and lose no word.
"""

from array import array
from dataclasses import dataclass, field
from functools import lru_cache
from unicodedata import category, normalize

BREAK, GAP, DROP = "\x00", "\x03", "\x01"
"""What stands for markup: between blocks, within one, and where the words around it are one."""
JOINING = {"Mn", "Me", "Cf"}
"""The categories of accents and of what is no character of its own (soft hyphens, joiners)."""


@dataclass(frozen=True)
class Letters:
    """The letters and digits of a text, folded; `starts` has 1 where a word begins.

    `offsets` has the place in the text of each one.
    """

    chars: str
    starts: bytes
    offsets: "array[int]" = field(default_factory=lambda: array("l"))
    glued: tuple[bool, bool] = (False, False)
    """Whether markup that prints something stands before the first letter, and behind the last:
    what it prints may make one word with them."""

    def words(self) -> list[tuple[int, int]]:
        """Where each word begins and ends."""
        begins = [i for i, first in enumerate(self.starts) if first]
        return list(zip(begins, [*begins[1:], len(self.chars)], strict=True))

    def phrase(self, begin: int, end: int) -> str:
        """A stretch as words, at most 60 characters of it."""
        end = min(end, begin + 80)
        shown = zip(self.chars[begin:end], self.starts[begin:end], strict=True)
        said = "".join(f" {c}" if first else c for c, first in shown).strip()
        return said if len(said) <= 60 else said[:59] + "…"


@lru_cache(4096)
def fold(character: str) -> str | None:
    """The letters and digits that a character stands for; None for what joins others."""
    if character == DROP or category(character) in JOINING:
        return None
    plain = normalize("NFKD", normalize("NFKD", character).casefold())
    return "".join(c for c in plain if c.isalnum())


def letters(text: str, start: int = 0, end: int | None = None) -> Letters:
    """What a stretch of a text comes to."""
    chars: list[str] = []
    starts = bytearray()
    offsets = array("l")
    begins = True
    for offset in range(start, len(text) if end is None else end):
        folded = fold(text[offset])
        if folded is None:
            continue
        if not folded:
            begins = True
            continue
        for character in folded:
            chars.append(character)
            starts.append(begins)
            offsets.append(offset)
            begins = False
    around = text[:start].rstrip(DROP)[-1:], text[len(text) if end is None else end :][:40]
    glued = around[0] == GAP and not text[start : start + 1].isspace()
    return Letters(
        "".join(chars), bytes(starts), offsets, (glued, around[1].lstrip(DROP)[:1] == GAP)
    )
