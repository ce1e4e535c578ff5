"""Which blocks of two texts are the same ones, edited, divided, joined or moved.

Equal blocks are found first. Between them dynamic programming takes the pairs that are alike the
most (as Gale and Church align sentences, Computational Linguistics 19, 1993), one to one, one to
two or two to one; of what is left, equal or very like blocks have moved.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from typing import Any, TypeVar

from reportgen.alignment.changes import changes

T = TypeVar("T")
Pair = tuple[range, range]
"""Indices of the old and of the new sequence; one of them is empty for what goes or comes."""

LEAST = 0.3
"""How like two blocks must be, from 0 to 1, to be taken for one that was edited."""
MOVED = 0.6
"""How like, to be taken for one that was moved."""
TOUCHED = 0.15
"""How like one of two blocks must be for both together to be compared with a third."""
CELLS = 10_000
"""How many pairs of a gap are compared; of larger gaps those near the diagonal."""
BAND = 24
"""How far from the diagonal a pair of a larger gap may be."""


def overlap(old: Counter[Any], new: Counter[Any]) -> float:
    """How much two collections of words have in common, from 0 to 1 (Dice's coefficient)."""
    total = old.total() + new.total()
    if not total:
        return 1.0
    if len(new) < len(old):
        old, new = new, old
    common = sum(min(count, new[word]) for word, count in old.items() if word in new)
    return 2 * common / total


def pair(
    old: Sequence[T],
    new: Sequence[T],
    likeness: Callable[[T, T], float],
    join: Callable[[T, T], T] | None = None,
) -> list[Pair]:
    """The blocks that belong together, in the order of the new sequence.

    Every index is in exactly one pair. What goes has an empty range of the new sequence at the
    place where it stood, what comes one of the old sequence. Where a pair is out of order it has
    moved. `likeness` is from 0 to 1; `join` makes one block of two that stand together, without
    which none is divided or joined.
    """
    keys = _keys(old, new)
    gaps = changes(keys[: len(old)], keys[len(old) :])
    found: list[Pair] = []
    i = j = 0
    for start, end, come, until in [*gaps, (len(old), len(old), len(new), len(new))]:
        found += [(range(i + n, i + n + 1), range(j + n, j + n + 1)) for n in range(start - i)]
        found += _gap(old, new, (start, end, come, until), likeness, join)
        i, j = end, until
    return _with_moves(old, new, found, keys, likeness)


def _keys(old: Sequence[T], new: Sequence[T]) -> list[Hashable]:
    """For each block the number of the first one that equals it."""
    items = [*old, *new]
    try:
        first: dict[Any, int] = {}
        return [first.setdefault(item, n) for n, item in enumerate(items)]
    except TypeError:  # they cannot be hashed
        return [items.index(item) for item in items]


def _gap(
    old: Sequence[T], new: Sequence[T], gap: tuple[int, int, int, int],
    likeness: Callable[[T, T], float], join: Callable[[T, T], T] | None,
) -> list[Pair]:  # fmt: skip
    """The pairs of a gap: those whose likeness beyond the least one comes to the most."""
    i, end, j, until = gap
    n, m = end - i, until - j
    if not n or not m:
        return _unpaired(gap)
    band = max(n, m) if n * m <= CELLS else BAND
    single: dict[tuple[int, int], float] = {}
    best: list[dict[int, tuple[float, int, int]]] = [{} for _ in range(n + 1)]
    for x in range(n + 1):
        low, high = _columns(x, n, m, band)
        for y in range(low, high + 1):
            options: list[tuple[float, int, int]] = [] if x or y else [(0.0, 0, 0)]
            if x and y in best[x - 1]:
                options.append((best[x - 1][y][0], 1, 0))
            if y and y - 1 in best[x]:
                options.append((best[x][y - 1][0], 0, 1))
            if x and y and y - 1 in best[x - 1]:
                a, b = old[i + x - 1], new[j + y - 1]
                single[x, y] = alike = likeness(a, b)
                if alike >= LEAST:
                    options.append((best[x - 1][y - 1][0] + alike - LEAST, 1, 1))
                if join is not None:
                    options += _two(old, new, i + x, j + y, (x, y), single, best, likeness, join)
            best[x][y] = max(options, key=lambda o: (o[0], o[1] + o[2]))
    return _traced(gap, best)


def _columns(x: int, n: int, m: int, band: int) -> tuple[int, int]:
    """The columns near the diagonal of a row; those of neighbouring rows overlap."""
    middle = x * m // n
    reach = band + m // n + 1
    return max(0, middle - reach), min(m, middle + reach)


def _two(
    old: Sequence[T], new: Sequence[T], i: int, j: int, at: tuple[int, int],
    single: dict[tuple[int, int], float], best: list[dict[int, tuple[float, int, int]]],
    likeness: Callable[[T, T], float], join: Callable[[T, T], T],
) -> list[tuple[float, int, int]]:  # fmt: skip
    """What it comes to where a block was divided into the two that end here, or two were joined."""
    x, y = at
    options: list[tuple[float, int, int]] = []
    for back, along, a, b in ((1, 2, (i - 1, i), (j - 2, j)), (2, 1, (i - 2, i), (j - 1, j))):
        if x < back or y < along or y - along not in best[x - back]:
            continue
        one, other = single[at], single.get((x - back + 1, y - along + 1), 0.0)
        if max(one, other) < TOUCHED:
            continue
        olds, news = old[a[0] : a[1]], new[b[0] : b[1]]
        alike = likeness(
            olds[0] if back == 1 else join(olds[0], olds[1]),
            news[0] if along == 1 else join(news[0], news[1]),
        )
        if alike >= LEAST and alike > max(one, other):
            options.append((best[x - back][y - along][0] + alike - LEAST, back, along))
    return options


def _traced(
    gap: tuple[int, int, int, int], best: list[dict[int, tuple[float, int, int]]]
) -> list[Pair]:
    i, end, j, until = gap
    x, y = end - i, until - j
    found: list[Pair] = []
    while x or y:
        _, back, along = best[x][y]
        found.append((range(i + x - back, i + x), range(j + y - along, j + y)))
        x, y = x - back, y - along
    return found[::-1]


def _unpaired(gap: tuple[int, int, int, int]) -> list[Pair]:
    i, end, j, until = gap
    return [
        *((range(n, n + 1), range(j, j)) for n in range(i, end)),
        *((range(end, end), range(n, n + 1)) for n in range(j, until)),
    ]


def _with_moves(
    old: Sequence[T], new: Sequence[T], found: list[Pair], keys: list[Hashable],
    likeness: Callable[[T, T], float],
) -> list[Pair]:  # fmt: skip
    """The pairs, those that go and come again elsewhere as one."""
    gone = {a.start: n for n, (a, b) in enumerate(found) if not b}
    come = {b.start: n for n, (a, b) in enumerate(found) if not a}
    chosen = [
        (1.0 if keys[x] == keys[len(old) + y] else likeness(old[x], new[y]), x, y)
        for x in gone
        for y in come
        if len(gone) * len(come) <= CELLS or keys[x] == keys[len(old) + y]
    ]
    out: list[Pair | None] = list(found)
    for alike, x, y in sorted(chosen, key=lambda c: (-c[0], c[1], c[2])):
        if alike >= MOVED and x in gone and y in come:
            out[come.pop(y)] = (range(x, x + 1), range(y, y + 1))
            out[gone.pop(x)] = None
    return [one for one in out if one is not None]
