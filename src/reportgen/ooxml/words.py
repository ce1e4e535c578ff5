"""Runs -> words: how text is divided, whatever runs a program has cut it into."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize

from reportgen.diagnostics.source import MARKS
from reportgen.ooxml.model import Change, Word

INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
)
"""Signs without width or ink; the joiners of scripts that need them (U+200C, U+200D) are kept."""
_PIECES = re.compile(rf"\w[{MARKS}]+|[\u1100-\u11ff]+")
"""A letter in several characters; others that NFC changes as well may be meant as they are."""
_JOINED = (
    "\u0300-\u036f\u0591-\u05bd\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f"
    "\u0e31\u0e34-\u0e4e\u200c\u200d"
)
"""Marks on letters, and joiners of letters, which `\\w` does not match."""
_TOKEN = re.compile(rf"\s+|[\w{_JOINED}]+(?:['’][\w{_JOINED}]+)*|.", re.S)
"""Blanks; a word, with an apostrophe in it; any other sign by itself."""


class Piece(NamedTuple):
    """Text of one look, or an atom; `there` says whether this reading keeps it.

    A piece without text and atom is a place: that of a comment which has no range.
    """

    word: Word
    there: bool = True


def plain(text: str) -> tuple[str, int]:
    """Text without signs that nobody sees, letters in one character, and how many signs went."""
    if text.isascii() and text.isprintable():
        return text, 0
    kept, dropped = INVISIBLE.subn("", text)
    return _PIECES.sub(lambda m: normalize("NFC", m[0]), kept), dropped


def divide(
    pieces: Sequence[Piece],
) -> tuple[tuple[Word, ...], tuple[tuple[int, Word], ...]]:
    """The words of a paragraph, and those left out with the index where each stood.

    Blanks at both ends are left out. A word that is changed in part is one word with that change.
    """
    words: list[Word] = []
    removed: list[tuple[int, Word]] = []
    group: list[tuple[int, Piece]] = []
    gone: list[tuple[int, Word]] = []
    early: tuple[str, ...] = ()
    length = 0

    def flush() -> None:
        nonlocal length
        base, made = len(words), list(_tokens(group))
        starts = [start for start, _ in made]
        words.extend(word for _, word in made)
        for offset, word in gone:
            removed.append((base + bisect_left(starts, offset), word))
        group.clear()
        gone.clear()
        length = 0

    for piece in pieces:
        word = piece.word
        if not piece.there:
            gone.append((length, word))
            continue
        if not word.atom and not word.text:
            flush()
            if words:
                words[-1] = replace(words[-1], comments=_united(words[-1], word))
            else:
                early += word.comments
            continue
        if group and (word.atom or _look(group[-1][1].word) != _look(word)):
            flush()
        if word.atom:
            flush()
            words.append(word)
            continue
        group.append((length, piece))
        length += len(word.text)
    flush()
    if early and words:
        words[0] = replace(words[0], comments=(*early, *words[0].comments))
    return _stripped(words, removed)


def _look(word: Word) -> tuple[object, ...]:
    return word.format, word.target, word.citation


def _united(one: Word, other: Word) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*one.comments, *other.comments)))


def _tokens(group: Sequence[tuple[int, Piece]]) -> list[tuple[int, Word]]:
    """The words of text that looks the same throughout, each with its offset."""
    if not group:
        return []
    text = "".join(piece.word.text for _, piece in group)
    made: list[tuple[int, Word]] = []
    at = 0
    for token in _TOKEN.finditer(text):
        while at + 1 < len(group) and group[at + 1][0] <= token.start():
            at += 1
        first = group[at][1].word
        change, comments = first.change, first.comments
        over = at + 1
        while over < len(group) and group[over][0] < token.end():
            word = group[over][1].word
            change = change or word.change
            comments = tuple(dict.fromkeys((*comments, *word.comments)))
            over += 1
        word = _word(
            token[0], first.format, first.target, change, comments, first.style, first.citation
        )
        made.append((token.start(), word))
    return made


@lru_cache(maxsize=20_000)
def _word(
    text: str, form: frozenset[str], target: str, change: Change | None,
    comments: tuple[str, ...], style: str, citation: str,
) -> Word:  # fmt: skip
    """A word; most are written many times, and making one takes a while."""
    return Word(text, form, "", target, change, comments, style, citation)


def _stripped(
    words: list[Word], removed: list[tuple[int, Word]]
) -> tuple[tuple[Word, ...], tuple[tuple[int, Word], ...]]:
    start, end = 0, len(words)
    while start < end and not words[start].atom and words[start].text.isspace():
        start += 1
    while end > start and not words[end - 1].atom and words[end - 1].text.isspace():
        end -= 1
    places = tuple((min(max(i - start, 0), end - start), word) for i, word in removed)
    return tuple(words[start:end]), places
