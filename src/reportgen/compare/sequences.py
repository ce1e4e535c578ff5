"""Two sequences side by side: what stands in both, what in one of them alone."""

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from difflib import SequenceMatcher
from typing import TypeVar

T = TypeVar("T")
Pair = tuple[int | None, int | None]
"""The places of a part in the old and the new sequence; None where it is not there."""
LIKE = 0.4
"""How like two parts are that count as one, which was changed; from 0 to 1."""
LARGEST = 250_000
"""The most comparisons that are made of what lies between two equal parts."""
FREE = 32
"""How many parts may be compared with all others where those are many."""


def changes(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int, int, int]]:
    """What of `old` goes and what of `new` comes in its place: starts and ends of both."""
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    matcher = SequenceMatcher(
        None, old[start : len(old) - end], new[start : len(new) - end], autojunk=False
    )
    return [
        (i1 + start, i2 + start, j1 + start, j2 + start)
        for kind, i1, i2, j1, j2 in matcher.get_opcodes()
        if kind != "equal"
    ]


def aligned(
    old: Sequence[T],
    new: Sequence[T],
    key: Callable[[T], Hashable],
    likeness: Callable[[T, T], float],
) -> list[Pair]:
    """The parts of both in one order: equal ones and like ones together, the others alone.

    `likeness` says from 0 to 1 how like two are. Old parts come before the new ones in their place.
    """
    out: list[Pair] = []
    i = j = 0
    ends = (len(old), len(old), len(new), len(new))
    found = changes([key(one) for one in old], [key(one) for one in new])
    for i1, i2, j1, j2 in [*found, ends]:
        out += zip(range(i, i1), range(j, j1), strict=True)
        out += _between(old, new, range(i1, i2), range(j1, j2), likeness)
        i, j = i2, j2
    return out


def _between(
    old: Sequence[T],
    new: Sequence[T],
    here: range,
    there: range,
    likeness: Callable[[T, T], float],
) -> list[Pair]:
    """The best alignment of what lies between equal parts, by dynamic programming."""
    if not here or not there:
        return [*((i, None) for i in here), *((None, j) for j in there)]
    wide = len(here) * len(there) > LARGEST
    score = [[0.0] * (len(there) + 1) for _ in range(len(here) + 1)]
    taken = [[0.0] * len(there) for _ in here]
    for x in range(len(here) - 1, -1, -1):
        for y in range(len(there) - 1, -1, -1):
            near = not wide or abs(x * len(there) - y * len(here)) < FREE * len(here)
            like = likeness(old[here[x]], new[there[y]]) if near else 0.0
            taken[x][y] = like if like >= LIKE else 0.0
            both = taken[x][y] + score[x + 1][y + 1] if taken[x][y] else 0.0
            score[x][y] = max(both, score[x + 1][y], score[x][y + 1])
    out: list[Pair] = []
    x = y = 0
    while x < len(here) or y < len(there):
        if x == len(here) or y == len(there):
            out += [(i, None) for i in here[x:]] + [(None, j) for j in there[y:]]
            break
        if taken[x][y] and score[x][y] == taken[x][y] + score[x + 1][y + 1]:
            out.append((here[x], there[y]))
            x, y = x + 1, y + 1
        elif score[x + 1][y] >= score[x][y + 1]:
            out.append((here[x], None))
            x += 1
        else:
            out.append((None, there[y]))
            y += 1
    return out


def words_in_common(old: Counter[str], new: Counter[str]) -> float:
    """How many of the words of two texts they share, from 0 to 1 (the Dice coefficient)."""
    total = old.total() + new.total()
    return 2 * (old & new).total() / total if total else 1.0
