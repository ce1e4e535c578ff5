"""A citation key is not in the bibliography.

The note would print nothing that a reader could find, so the build stops. The nearest key of the
bibliography is named; where the entry is there but cannot be read, its place is.
"""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from itertools import islice

from reportgen.diag import Diagnostic, Note, Severity
from reportgen.parse import Manuscript
from reportgen.source import Span

_GUESSES = 40
"""For how many unknown keys the nearest one is sought: it takes a moment in a large library."""


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    library, front = manuscript.library, manuscript.front
    unknown: list[tuple[str, Span | None]] = []
    unknown += [(cite.key, cite.span) for cite in manuscript.cites if library.get(cite.key) is None]
    for i, key in enumerate(front.nocite):
        if key != "*" and library.get(key) is None:
            unknown.append((key, front.span("nocite", i) or front.place("nocite")))
    nearest = _nearest(manuscript, dict.fromkeys(key for key, _ in unknown))
    for key, span in unknown:
        broken = library.broken.get(key)
        if broken:
            yield _broken(key, span, broken)
            continue
        near = nearest.get(key)
        yield Diagnostic(
            "cite-unknown",
            Severity.ERROR,
            f"no entry `{key}` in the bibliography",
            span,
            "not in the bibliography",
            f"did you mean `@{near}`?" if near else "add the entry, or mend the key",
        )


def _broken(key: str, span: Span | None, entry: Span) -> Diagnostic:
    return Diagnostic(
        "cite-unknown",
        Severity.ERROR,
        f"the entry `{key}` cannot be read",
        span,
        "its entry is broken",
        "mend the entry",
        (Note("the entry", entry),),
    )


def _nearest(manuscript: Manuscript, unknown: Iterable[str]) -> dict[str, str]:
    """The known key that is nearest to each of the first unknown ones, whatever its capitals."""
    known = {key.lower(): key for key in manuscript.library.keys()}  # noqa: SIM118 (ids too)
    found = {}
    for key in islice(unknown, _GUESSES):
        near = get_close_matches(key.lower()[:80], known, 1)
        if near:
            found[key] = known[near[0]]
    return found
