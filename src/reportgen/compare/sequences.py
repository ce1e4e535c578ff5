"""Two sequences in one order: what stands in both, what in one of them alone."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TypeVar

from reportgen.alignment import pair

T = TypeVar("T")
Place = tuple[int | None, int | None]
"""The places of a part in the old and the new sequence; None where it is not there."""

Group = tuple[tuple[int, ...], tuple[int, ...]]
"""The places of what belongs together in the old and the new sequence."""
GAIN = 0.1
"""By how much two parts together must be more like a third than one of them is."""


def aligned(old: Sequence[T], new: Sequence[T], likeness: Callable[[T, T], float]) -> list[Place]:
    """The parts of both in one order: equal and like ones together, the others alone.

    What moved goes at one place and comes at the other. Old parts stand before the new ones in
    their place. `likeness` says from 0 to 1 how like two are.
    """
    both = _ascending([(a.start, b.start) for a, b in pair(old, new, likeness) if a and b])
    out: list[Place] = []
    for (i, j), (end, until) in pairwise([(-1, -1), *both, (len(old), len(new))]):
        out += [(i, j)] if i >= 0 else []
        out += [(n, None) for n in range(i + 1, end)]
        out += [(None, n) for n in range(j + 1, until)]
    return out


def _ascending(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """As many pairs as are in one order in both sequences."""
    tails: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for n, (i, _) in enumerate(pairs):
        at = bisect_left(tails, i)
        before.append(last[at - 1] if at else -1)
        tails[at : at + 1] = [i]
        last[at : at + 1] = [n]
    chain = []
    n = last[-1] if last else -1
    while n >= 0:
        chain.append(pairs[n])
        n = before[n]
    return chain[::-1]


def grouped(places: Sequence[Place], likeness: Callable[[Group], float]) -> list[Group]:
    """The places with those together that were divided or joined: one to two, two to one.

    `likeness` says how like the parts of a group are, 0 where they may not be one.
    """
    out: list[Group] = []
    for i, j in places:
        one: Group = (() if i is None else (i,), () if j is None else (j,))
        if out and _fits(out[-1], one, likeness):
            out[-1] = (out[-1][0] + one[0], out[-1][1] + one[1])
        else:
            out.append(one)
    return out


def _fits(last: Group, one: Group, likeness: Callable[[Group], float]) -> bool:
    """Whether one of two neighbours was a part of the other, or is one now."""
    both = [group for group in (last, one) if len(group[0]) == len(group[1]) == 1]
    alone = [group for group in (last, one) if len(group[0]) + len(group[1]) == 1]
    if len(both) != 1 or len(alone) != 1:
        return False
    together = likeness((last[0] + one[0], last[1] + one[1]))
    return together > likeness(both[0]) + GAIN
