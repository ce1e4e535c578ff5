"""The difference of two texts, line by line, as a unified diff.

Texts that were mended in many places differ in little at each; `difflib` compares every line with
every other, and takes minutes for a large bibliography.
"""

from collections.abc import Iterator, Sequence

REACH = 64
"""How many lines behind a difference the texts are expected to agree again."""
CONTEXT = 3

Change = tuple[int, int, int, int]
"""The lines of the old text that go, and those of the new text that come: starts and ends."""


def unified(old: Sequence[str], new: Sequence[str], name: str) -> Iterator[str]:
    """The lines of the diff; the lines of both texts have their ends."""
    changes = list(_changes(old, new))
    if changes:
        yield f"--- a/{name}\n"
        yield f"+++ b/{name}\n"
    for group in _grouped(changes):
        start, stop = max(group[0][0] - CONTEXT, 0), min(group[-1][1] + CONTEXT, len(old))
        first, last = group[0][2] - (group[0][0] - start), group[-1][3] + (stop - group[-1][1])
        yield f"@@ -{_range(start, stop)} +{_range(first, last)} @@\n"
        at = start
        for gone, end, come, until in group:
            yield from (f" {line}" for line in old[at:gone])
            yield from (f"-{line}" for line in old[gone:end])
            yield from (f"+{line}" for line in new[come:until])
            at = end
        yield from (f" {line}" for line in old[at:stop])


def _changes(old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    i = j = 0
    while i < len(old) or j < len(new):
        if i < len(old) and j < len(new) and old[i] == new[j]:
            i, j = i + 1, j + 1
            continue
        gone, come = _agree(old, new, i, j)
        yield i, i + gone, j, j + come
        i, j = i + gone, j + come


def _agree(old: Sequence[str], new: Sequence[str], i: int, j: int) -> tuple[int, int]:
    """How many lines of both texts differ before they agree again, two lines or to their ends."""
    for total in range(1, 2 * REACH):
        for gone in range(total + 1):
            a, b = i + gone, j + total - gone
            if a <= len(old) and b <= len(new) and old[a : a + 2] == new[b : b + 2]:
                return gone, total - gone
    return min(REACH, len(old) - i), min(REACH, len(new) - j)


def _grouped(changes: Sequence[Change]) -> Iterator[list[Change]]:
    """The changes whose lines of context meet, together."""
    group: list[Change] = []
    for change in changes:
        if group and change[0] - group[-1][1] > 2 * CONTEXT:
            yield group
            group = []
        group.append(change)
    if group:
        yield group


def _range(start: int, stop: int) -> str:
    """Lines as a unified diff counts them: from 1, an empty stretch by the line before it."""
    length = stop - start
    if length == 1:
        return f"{start + 1}"
    return f"{start + 1 if length else start},{length}"
