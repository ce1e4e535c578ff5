"""Where a passage stands in texts that may have changed since: found by the words that it has.

Three words in a row vote for the place that they would give the passage; in the stretches with most
votes the words are then compared one by one.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from reportgen.diagnostics.source import MARKS, Source, nfc

WORD = re.compile(rf"[^\W_](?:[^\W_]|[{MARKS}])*")
ROW = 3
"""How many words in a row vote."""
TRIED = 4
"""How many stretches are compared word by word."""
BUCKET = 16
"""Within how many words votes count for the same stretch."""
COMMON = 200
"""A row of words that stands in more places votes for none."""
LONGEST = 300
"""Of how many words a passage is looked for by."""
SPREAD = 60
"""How many words more than a passage the stretch may have: notes, keys, addresses."""


def words(text: str) -> list[str]:
    """The words of a text, in one Unicode form and without capitals."""
    return [_folded(match.group()) for match in WORD.finditer(text)]


def _folded(word: str) -> str:
    return word.casefold() if word.isascii() else nfc(word).casefold()


@dataclass(frozen=True)
class Found:
    """Where a passage stands: `source` is the number of its text, the offsets are characters of it.

    `start` and `end` are those of the words in question, `first` and `last` those of all words of
    the passage that are there. `share` is the part of the passage's words that is there (0 to 1),
    `exact` says whether all words in question are, one behind the other.
    """

    source: int
    start: int
    end: int
    first: int
    last: int
    share: float
    exact: bool


class Passages:
    """Texts in which passages are looked for."""

    def __init__(self, texts: Sequence[Source]) -> None:
        self.words: list[str] = []
        self.places: list[tuple[int, int, int]] = []
        for number, source in enumerate(texts):
            for match in WORD.finditer(source.text):
                self.words.append(_folded(match.group()))
                self.places.append((number, match.start(), match.end()))
            self.words.append("\n")  # no row of words crosses the end of a text
            self.places.append((number, len(source.text), len(source.text)))
        self._rows: dict[tuple[str, ...], list[int]] = {}
        for size in range(1, ROW + 1):
            for i in range(len(self.words) - size + 1):
                self._rows.setdefault(tuple(self.words[i : i + size]), []).append(i)

    def find(
        self, passage: Sequence[str], first: int = 0, last: int | None = None, near: int = -1
    ) -> Found | None:
        """Where the words `first` to `last` of a passage stand; None where none of it does.

        Of several places that are as good the one is taken that is next to the word `near`
        (its number among all words of the texts).
        """
        last = len(passage) if last is None else last
        cut = max(0, min(first - LONGEST // 2, len(passage) - LONGEST))
        passage, first, last = passage[cut : cut + LONGEST], first - cut, last - cut
        last = min(last, len(passage))
        best: tuple[tuple[int, int, int], dict[int, int]] | None = None
        for begin, end in self._stretches(passage, near):
            matched = self._matched(passage, begin, end)
            if not matched:
                continue
            inside = sum(first <= i < last for i in matched)
            away = -abs(min(matched.values()) - near) if near >= 0 else 0
            rank = (len(matched), inside, away)
            if best is None or rank > best[0]:
                best = rank, matched
        return None if best is None else self._found(passage, best[1], first, last)

    def number(self, source: int, offset: int) -> int:
        """The number among all words of the first at or behind an offset of a text."""
        return bisect_left(self.places, (source, offset, 0))

    def _stretches(self, passage: Sequence[str], near: int) -> Iterator[tuple[int, int]]:
        """The numbers of words between which the passage may stand, the likeliest first."""
        size = len(passage)
        if near >= 0:
            yield max(0, near - size), near + size + 1
        votes: Counter[int] = Counter()
        for row in range(min(ROW, size), 0, -1):
            for i in range(size - row + 1):
                places = self._rows.get(tuple(passage[i : i + row]), [])
                if len(places) <= COMMON or size <= ROW:
                    votes.update((place - i) // BUCKET for place in places)
            if votes:
                break
        listed = votes.most_common()
        if near >= 0:
            listed.sort(key=lambda one: (-one[1], abs(one[0] * BUCKET - near)))
        for bucket, _ in listed[:TRIED]:
            start = bucket * BUCKET
            yield max(0, start - SPREAD), start + BUCKET + 2 * size + SPREAD

    def _matched(self, passage: Sequence[str], begin: int, end: int) -> dict[int, int]:
        """The words of the passage that stand there in one text: their numbers, and those there."""
        matcher = SequenceMatcher(None, passage, self.words[begin:end], autojunk=False)
        pairs = {
            block.a + k: begin + block.b + k
            for block in matcher.get_matching_blocks()
            for k in range(block.size)
        }
        counted = Counter(self.places[j][0] for j in pairs.values())
        text = max(counted, key=lambda n: counted[n], default=0)
        return {i: j for i, j in pairs.items() if self.places[j][0] == text}

    def _found(
        self, passage: Sequence[str], matched: dict[int, int], first: int, last: int
    ) -> Found:
        held = sorted(i for i in matched if first <= i < last)
        order = sorted(matched)
        text = self.places[matched[order[0]]][0]
        if held:
            start, end = self.places[matched[held[0]]][1], self.places[matched[held[-1]]][2]
        else:
            before = [i for i in order if i < first]
            at = self.places[matched[before[-1]]][2] if before else None
            start = end = self.places[matched[order[0]]][1] if at is None else at
        numbers = [matched[i] for i in held]
        exact = len(held) == last - first > 0 and numbers[-1] - numbers[0] == last - first - 1
        begin, finish = self.places[matched[order[0]]][1], self.places[matched[order[-1]]][2]
        return Found(text, start, end, begin, finish, len(matched) / len(passage), exact)
