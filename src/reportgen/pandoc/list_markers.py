"""Which numbers and letters at the head of a line begin items of a list.

Pandoc takes `(a)`, `p. 45` and `1953. It` alike for a list. Here an item has another one next to
it that counts on, `(a)` and `(b)`, unless it is `1.` and the like; what stands alone is text.
"""

import re
from collections.abc import Iterator

from reportgen.tree import list_markers

MARKER = re.compile(
    r"^(?P<before>(?:[ \t]|>|[-*+][ \t]|\d{1,9}[.)][ \t]|\[\^[^\]\s]+\]:|:[ \t])*)"
    r"(?P<open>\(?)(?P<number>\d{1,4}|[a-zA-Z]|[ivxlcdm]{2,9}|[IVXLCDM]{2,9})"
    r"(?P<close>[.)])(?P<space>[ \t]+)(?=\S)",
    re.M,
)
SKIPPED = 5
"""By how much a number may exceed the one before it in a list; `list-number` reports it."""
Values = frozenset[tuple[str, int]]
Key = tuple[str, str, int]
Change = tuple[int, int, str]
"""The offsets of a stretch, and what stands in its place."""


def read(masked: str) -> tuple[list[Change], frozenset[int]]:
    """What makes pandoc read as lists those that are, and as text what is text.

    With it the offsets of the lines whose letters, or numbers in parentheses, begin items.
    """
    found = [one for one in MARKER.finditer(masked) if not (one["open"] and one["close"] == ".")]
    values = [list_markers.values(one["number"]) for one in found]
    latest: dict[Key, int] = {}
    listed: set[int] = set()
    for i, one in enumerate(found):
        before = latest.get(_key(one))
        if before is not None and _goes_on(values[before], values[i], before in listed):
            listed |= {before, i}
        latest[_key(one)] = i
    changes = [change for i, one in enumerate(found) for change in _changes(one, i in listed)]
    return changes, frozenset(found[i].start() for i in listed)


def _changes(one: re.Match[str], listed: bool) -> Iterator[Change]:
    short = one["number"].isdecimal() and len(one["number"]) < 4
    if not listed and not (short and not one["open"]):
        start = one.start("open") if one["open"] else one.start("close")
        yield start, start, "\\"
    elif listed and one["number"].isupper() and len(one["number"]) == 1:
        yield one.end("space"), one.end("space"), " "


def _goes_on(before: Values, values: Values, listed: bool) -> bool:
    """Whether a number comes after another one; in a list some may have been left out."""
    most = SKIPPED if listed else 1
    return any(s == t and 0 < v - u <= most for s, u in before for t, v in values)


def _key(found: re.Match[str]) -> Key:
    """What the markers of one list have in common: their form, and their column."""
    return found["open"], found["close"], len(found["before"])
