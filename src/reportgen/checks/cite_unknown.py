"""A citation key is not in the bibliography.

The note would print nothing that a reader could find, so the build stops. The nearest key of the
bibliography is named; where the entry is there but cannot be read, its place is.
"""

from collections.abc import Iterator

from reportgen.diagnostics import Diagnostic, Note, Severity
from reportgen.diagnostics.nearest import Nearest
from reportgen.diagnostics.source import Span
from reportgen.parse import Manuscript


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    library, front = manuscript.library, manuscript.front
    unknown: list[tuple[str, Span | None]] = []
    unknown += [(cite.key, cite.span) for cite in manuscript.cites if library.get(cite.key) is None]
    for i, key in enumerate(front.nocite):
        if key != "*" and library.get(key) is None:
            unknown.append((key, front.span("nocite", i) or front.place("nocite")))
    nearest = Nearest(library.keys() if unknown else ())
    for key, span in unknown:
        broken = library.broken.get(key)
        if broken:
            yield _broken(key, span, broken)
            continue
        if not library.whole:
            continue
        near = nearest(key)
        yield Diagnostic(
            "cite-unknown",
            Severity.ERROR,
            f"no entry `{key}` in the bibliography",
            span,
            "not in the bibliography",
            f"did you mean `@{near}`?"
            if near
            else f"add the entry, mend the key, or write `\\@{key}` where it is no source",
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
