"""Which diagnostics are shown as comments on a document, and the entry that each concerns."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from reportgen.diagnostics import Diagnostic
from reportgen.parse import Manuscript


@dataclass(frozen=True)
class Commented:
    """A diagnostic; `entry` is the key of the entry of a bibliography that it stands in, if any."""

    diagnostic: Diagnostic
    entry: str = ""


MOST = 1_000
"""How many comments a document gets; all diagnostics are printed."""


def commented(found: Iterable[Diagnostic], manuscript: Manuscript) -> tuple[Commented, ...]:
    """The first diagnostics, those of a bibliography with the key of their entry."""
    entries: dict[str, list[tuple[int, int, str]]] = {}
    for entry in manuscript.library:
        place = (entry.start, entry.end, entry.key)
        entries.setdefault(entry.source.name, []).append(place)
    out = []
    for one in islice(found, MOST):
        listed = entries.get(one.span.source.name, []) if one.span else []
        at = one.span.start if one.span else 0
        key = next((key for start, end, key in listed if start <= at < end), "")
        out.append(Commented(one, key))
    return tuple(out)
