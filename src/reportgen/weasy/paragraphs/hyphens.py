"""Where words may be hyphenated: by Hunspell's patterns, and by what those do not know."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

WORD = re.compile(r"[^\W\d_]+")
ADDRESS = re.compile(r"\S*(?:://|www\.|@|\w\.\w+/|\w_\w)\S*")
"""What is typed as it stands, in which a hyphen would be read as its own."""
_CONSONANT = re.compile(r"[^\Waeiouyäöü\d_]")


def hyphen_positions(
    word: str, language: str | None, limits: tuple[int, int, int]
) -> tuple[int, ...]:
    """The characters of a word before which a hyphen may stand.

    `limits` are the fewest letters of the word, before the hyphen and behind it (CSS Text 4,
    `hyphenate-limit-chars`). A word in capitals has none (CSS leaves that open).
    """
    if len(word) < limits[0] or (len(word) > 1 and word.isupper()):
        return ()
    return _positions(word.lower(), language or "", limits)


@cache
def _positions(word: str, language: str, limits: tuple[int, int, int]) -> tuple[int, ...]:
    patterns = _patterns(language, *limits[1:])
    if patterns is None:
        return ()
    found = [int(p) for p in patterns.positions(word) if p.data is None]  # it changes no letters
    if language.partition("-")[0] == "de":
        found = [p for p in found if not _parts_ck(word, p)]
    return tuple(found)


def _parts_ck(word: str, position: int) -> bool:
    """Whether a break before `ck` takes it from its syllable: `drü-cklich`, but not `Zu-cker`."""
    behind = word[position + 2 : position + 3]
    return word.startswith("ck", position) and bool(_CONSONANT.match(behind))


@cache
def _patterns(language: str, left: int, right: int) -> Any:
    import pyphen

    known = pyphen.language_fallback(language) if language else None
    return pyphen.Pyphen(lang=known, left=left, right=right) if known else None


def words(text: str) -> Iterator[tuple[int, str]]:
    """The words of a text that are no part of an address, each with where it begins."""
    addresses = [found.span() for found in ADDRESS.finditer(text)]
    for found in WORD.finditer(text):
        start = found.start()
        if not any(first <= start < last for first, last in addresses):
            yield start, found[0]
