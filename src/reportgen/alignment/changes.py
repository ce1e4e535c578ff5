"""What differs between two sequences, as of words: short, in nearly linear time.

Short sequences are compared by Myers' greedy algorithm (Algorithmica 1, 1986), which finds the
fewest changes. Long ones are first cut at what stands once in each (Cohen's patience diff), and
where nothing does, the greedy search goes on from the furthest point that so many changes reach.
`difflib` looks for the longest equal stretch, in quadratic time where much is changed.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Sequence

WHOLE = 1_000
"""How many items both sequences may have to be compared as a whole."""
REACH = 64
"""How many changes a search goes through before it settles for the furthest point."""

Stretch = tuple[int, int, int, int]
"""What goes of the old sequence and what comes of the new one: start and end of each."""


def changes(
    old: Sequence[Hashable],
    new: Sequence[Hashable],
    is_weak: Callable[[Hashable], bool] | None = None,
) -> list[Stretch]:
    """The stretches that differ, in their order; what is between them is equal in both.

    Where `is_weak` is given, items that it is true of are no agreement by themselves: two changes
    with nothing but such items between them are one, as blanks between words that are all new.
    """
    keys: dict[Hashable, int] = {}
    a = [keys.setdefault(item, len(keys)) for item in old]
    b = [keys.setdefault(item, len(keys)) for item in new]
    found: list[Stretch] = []
    work = [(0, len(a), 0, len(b))]
    while work:
        i, end, j, until = work.pop()
        while i < end and j < until and a[i] == b[j]:
            i, j = i + 1, j + 1
        while i < end and j < until and a[end - 1] == b[until - 1]:
            end, until = end - 1, until - 1
        if i == end or j == until:
            if i < end or j < until:
                found.append((i, end, j, until))
            continue
        anchors = [] if end - i + until - j <= WHOLE else _anchors(a, b, i, end, j, until)
        if not anchors:
            found += _greedy(a, b, i, end, j, until)
            continue
        for p, q in anchors:
            work.append((i, p, j, q))
            i, j = p + 1, q + 1
        work.append((i, end, j, until))
    return _joined(sorted(found), old, is_weak)


def _anchors(
    a: list[int], b: list[int], i: int, end: int, j: int, until: int
) -> list[tuple[int, int]]:
    """Where an item stands that each stretch has once, as many as are in the same order."""
    once, again = Counter(a[i:end]), Counter(b[j:until])
    places = {b[q]: q for q in range(j, until)}
    common = [(p, places[a[p]]) for p in range(i, end) if once[a[p]] == 1 and again[a[p]] == 1]
    tails: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for n, (_, q) in enumerate(common):
        at = bisect_left(tails, q)
        before.append(last[at - 1] if at else -1)
        tails[at : at + 1] = [q]
        last[at : at + 1] = [n]
    chain: list[tuple[int, int]] = []
    n = last[-1] if last else -1
    while n >= 0:
        chain.append(common[n])
        n = before[n]
    return chain[::-1]


def _greedy(a: list[int], b: list[int], i: int, end: int, j: int, until: int) -> list[Stretch]:
    """The changes of two stretches by Myers' search, as far as it may go again and again."""
    found: list[Stretch] = []
    most = WHOLE if end - i + until - j <= WHOLE else REACH
    while i < end and j < until:
        path = _path(a, b, i, end, j, until, most)
        for gone, come, equal in path:
            if gone or come:
                found.append((i, i + gone, j, j + come))
            i, j = i + gone + equal, j + come + equal
    if i < end or j < until:
        found.append((i, end, j, until))
    return found


def _path(
    a: list[int], b: list[int], i: int, end: int, j: int, until: int, most: int
) -> list[tuple[int, int, int]]:
    """Steps from a point on: items that go, items that come, items that are equal behind them."""
    n, m = end - i, until - j
    furthest = {0: 0}
    while furthest[0] < min(n, m) and a[i + furthest[0]] == b[j + furthest[0]]:
        furthest[0] += 1
    history: list[dict[int, int]] = []
    while len(history) < most and furthest.get(n - m, -1) < n:
        history.append(furthest)
        now: dict[int, int] = {}
        d = len(history)
        lowest = max(-d, -m)
        for k in range(lowest + (lowest + d) % 2, min(d, n) + 1, 2):
            x, _ = _step(furthest, k, n, m)
            if x < 0:
                continue
            while x < n and x - k < m and a[i + x] == b[j + x - k]:
                x += 1
            now[k] = x
        furthest = now
    k = n - m if furthest.get(n - m, -1) == n else max(
        furthest, key=lambda k: (2 * furthest[k] - k, -abs(k))
    )  # fmt: skip
    return _steps(history, k, furthest[k], n, m)


def _step(known: dict[int, int], k: int, n: int, m: int) -> tuple[int, bool]:
    """The furthest point on a diagonal by one change more, and whether an item comes by it.

    Its index in the old stretch; -1 where no such point is in the stretches.
    """
    right = known.get(k + 1, -1)
    right = right if right - k <= m else -1
    left = known.get(k - 1, -2) + 1
    left = left if left <= n else -1
    return (right, True) if right > left else (left, False)


def _steps(
    history: list[dict[int, int]], k: int, x: int, n: int, m: int
) -> list[tuple[int, int, int]]:
    """The way back from a point on a diagonal to the first one, told forwards."""
    single: list[tuple[int, int, int]] = []
    for known in reversed(history):
        start, down = _step(known, k, n, m)
        single.append((0, 1, x - start) if down else (1, 0, x - start))
        k, x = (k + 1, start) if down else (k - 1, start - 1)
    single.append((0, 0, x))
    steps: list[tuple[int, int, int]] = []
    for gone, come, equal in reversed(single):
        if steps and not steps[-1][2]:
            gone, come = gone + steps[-1][0], come + steps[-1][1]
            steps.pop()
        steps.append((gone, come, equal))
    return steps


def _joined(
    found: list[Stretch], old: Sequence[Hashable], is_weak: Callable[[Hashable], bool] | None
) -> list[Stretch]:
    """Changes that touch, or that only weak items part, as one."""
    out: list[Stretch] = []
    for change in found:
        if out:
            between = old[out[-1][1] : change[0]]
            if not between or (is_weak is not None and all(map(is_weak, between))):
                out[-1] = (out[-1][0], change[1], out[-1][2], change[3])
                continue
        out.append(change)
    return out
