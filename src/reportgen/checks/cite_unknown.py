"""A citation key is not in the bibliography.

The note would print nothing that a reader could find, so the build stops. The nearest key of the
bibliography is named; where the entry is there but cannot be read, its place is.
"""

from collections.abc import Iterator
from difflib import get_close_matches

from reportgen.diag import Diagnostic, Note, Severity
from reportgen.parse import Manuscript
from reportgen.source import Span


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    library = manuscript.library
    for cite in manuscript.cites:
        if library.get(cite.key) is None:
            yield _unknown(manuscript, cite.key, cite.span)
    for i, key in enumerate(manuscript.front.nocite):
        if key != "*" and library.get(key) is None:
            place = manuscript.front.span("nocite", i) or manuscript.front.span("nocite")
            yield _unknown(manuscript, key, place)


def _unknown(manuscript: Manuscript, key: str, span: Span | None) -> Diagnostic:
    broken = manuscript.library.broken.get(key)
    if broken:
        return Diagnostic(
            "cite-unknown",
            Severity.ERROR,
            f"the entry `{key}` cannot be read",
            span,
            "its entry is broken",
            "mend the entry",
            (Note("the entry", broken),),
        )
    known = {known.lower(): known for known in manuscript.library.keys()}  # noqa: SIM118
    near = get_close_matches(key.lower(), known, 1)
    return Diagnostic(
        "cite-unknown",
        Severity.ERROR,
        f"no entry `{key}` in the bibliography",
        span,
        "not in the bibliography",
        f"did you mean `@{known[near[0]]}`?" if near else "add the entry, or mend the key",
    )
