"""Two sequences in one order: what stands in both, what in one of them alone."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TypeVar

from reportgen.alignment import pair

T = TypeVar("T")
Place = tuple[int | None, int | None]
"""The places of a part in the old and the new sequence; None where it is not there."""


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
