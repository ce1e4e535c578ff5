"""The passages of a source, looked for in what an output shows."""

from bisect import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from reportgen.reports.words.flow import Flow
from reportgen.reports.words.source_words import Passage

KEY = 3
"""How many words that follow each other tell where a passage goes on."""
LONG = 16
"""How many letters a passage has that is looked for in the whole output."""
ANCHOR = 40
"""How many letters a passage has that surely stands nowhere else."""


@dataclass(frozen=True)
class Lost:
    """A stretch of a passage that an output does not show, by letters."""

    passage: Passage
    begin: int
    end: int


@dataclass(frozen=True)
class Added:
    """Words that an output shows within a passage, before its letter `place`."""

    passage: Passage
    place: int
    words: str


@dataclass
class Alignment:
    """What an output lacks, what it adds, and which passages stand out of their order."""

    lost: list[Lost] = field(default_factory=list)
    added: list[Added] = field(default_factory=list)
    moved: list[Passage] = field(default_factory=list)


def align(passages: Sequence[Passage], text: Flow, notes: Flow, ordered: bool = True) -> Alignment:
    """Look for the passages, those of notes in the notes first and the others in the text.

    Those of the text are looked for in their order where it is `ordered`.
    """
    found = Alignment()
    failed = _loose([p for p in passages if p.note], notes)
    own = [p for p in passages if not p.note]
    if ordered:
        _in_order(own, text, notes, found)
    else:
        for passage in _loose(own, text):
            _piecewise(passage, text, 0, text.size, found)
    for passage in _loose(failed, text):
        _piecewise(passage, notes, 0, notes.size, found)
    return found


def _loose(passages: Iterable[Passage], flow: Flow) -> list[Passage]:
    """Take passages wherever they stand, long ones first; gives those that are nowhere."""
    failed = []
    for passage in sorted(passages, key=lambda p: -len(p.letters.chars)):
        size = len(passage.letters.chars)
        at = flow.find(passage.letters, 0, size, 0, flow.size)
        if at < 0:
            failed.append(passage)
        else:
            flow.take(at, size)
    return failed


def _in_order(passages: list[Passage], text: Flow, notes: Flow, found: Alignment) -> None:
    """Take the long passages first, and the others between them."""
    places: dict[int, int] = {}
    cursor = 0
    for number, passage in enumerate(passages):
        size = len(passage.letters.chars)
        if size >= ANCHOR and not passage.loose:
            at = text.find(passage.letters, 0, size, cursor, text.size)
            at = text.find(passage.letters, 0, size, 0, cursor) if at < 0 else at
            if at >= 0:
                places[number] = at
                cursor = max(cursor, text.take(at, size))
    kept = _ascending(places)
    found.moved += [passages[n] for n in places if n not in kept]
    gap: list[Passage] = []
    low = 0
    for number, passage in enumerate(passages):
        if number in kept:
            _between(gap, text, notes, low, places[number], found)
            gap, low = [], places[number] + len(passage.letters.chars)
        elif number not in places:
            gap.append(passage)
    _between(gap, text, notes, low, text.size, found)


def _ascending(places: dict[int, int]) -> set[int]:
    """The most passages that stand in the order of the source (patience sorting)."""
    tops: list[int] = []
    piles: list[int] = []
    before: dict[int, int | None] = {}
    for number, at in places.items():
        pile = bisect(tops, at)
        tops[pile : pile + 1] = [at]
        piles[pile : pile + 1] = [number]
        before[number] = piles[pile - 1] if pile else None
    kept = set()
    last = piles[-1] if piles else None
    while last is not None:
        kept.add(last)
        last = before[last]
    return kept


def _between(
    passages: list[Passage], text: Flow, notes: Flow, low: int, high: int, found: Alignment
) -> None:
    """Take the passages that stand between two that were found.

    Each is looked for between its neighbours first. Cells come last, the longest first: the letter
    of one may begin a caption.
    """
    failed = []
    known: list[int] = []
    places: dict[int, tuple[int, int]] = {}
    for number, passage in sorted(enumerate(passages), key=lambda item: _rank(item[1])):
        size = len(passage.letters.chars)
        i = bisect(known, number)
        begin = places[known[i - 1]][1] if i else low
        end = places[known[i]][0] if i < len(known) else high
        parts = ((begin, end), (begin, high), (low, high))
        tried = (text.find(passage.letters, 0, size, *part) for part in parts)
        at = next((place for place in tried if place >= 0), -1)
        if at < 0:
            failed.append(passage)
        else:
            known.insert(i, number)
            places[number] = at, text.take(at, size)
    for passage in sorted(_loose(failed, notes), key=lambda p: p.letters.offsets[0]):
        size = len(passage.letters.chars)
        if size >= LONG or passage.loose:
            at = text.find(passage.letters, 0, size, 0, text.size)
            if at >= 0:
                text.take(at, size)
                found.moved += [] if passage.loose else [passage]
                continue
        low = _piecewise(passage, text, low, high, found)


def _rank(passage: Passage) -> tuple[int, int]:
    size = len(passage.letters.chars)
    if size >= LONG:
        return (0, 0)
    return (2, -size) if passage.loose else (1, 0)


def _piecewise(passage: Passage, flow: Flow, low: int, high: int, found: Alignment) -> int:
    """Take a passage bit by bit, and note what is missing and what was added between the bits.

    Gives the place behind the last bit.
    """
    words = passage.letters.words()
    cursor, i, lost = low, 0, -1
    began = False
    while i < len(words):
        begin = words[i][0]
        key = words[min(i + KEY, len(words)) - 1][1]
        at = -1
        near = cursor + words[i][1] - begin
        if began and flow.find(passage.letters, begin, words[i][1], cursor, near) == cursor:
            at, key = cursor, words[i][1]
        elif i + KEY <= len(words) or (not began and len(words) > KEY):
            at = flow.find(passage.letters, begin, key, cursor, high)
        elif began:
            at = flow.find(passage.letters, begin, key, cursor, min(high, cursor + 4 * LONG))
        if at < 0:
            lost = begin if lost < 0 else lost
            i += 1
            continue
        if lost >= 0:
            _backwards(passage, flow, at, [w for w in words[:i] if w[0] >= lost], found)
        elif began and at > cursor:
            found.added.append(Added(passage, begin, flow.letters.phrase(cursor, at)))
        began, lost = True, -1
        cursor = flow.take(at, key - begin)
        while i < len(words) and words[i][1] <= key:
            i += 1
    if lost >= 0:
        found.lost.append(Lost(passage, lost, len(passage.letters.chars)))
    return cursor


def _backwards(
    passage: Passage, flow: Flow, at: int, words: list[tuple[int, int]], found: Alignment
) -> None:
    """Note which words before a place are missing: others may stand right before it."""
    lost: list[tuple[int, int]] = []
    for begin, end in reversed(words):
        before = at - end + begin
        if before >= 0 and flow.find(passage.letters, begin, end, before, at) == before:
            at = before
            flow.take(at, end - begin)
        elif lost and lost[-1][0] == end:
            lost[-1] = (begin, lost[-1][1])
        else:
            lost.append((begin, end))
    found.lost += [Lost(passage, begin, end) for begin, end in reversed(lost)]
