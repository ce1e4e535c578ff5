"""A citation key is not in the bibliography.

The note would print nothing that a reader could find, so the build stops. The nearest key of the
bibliography is named; where the entry is there but cannot be read, its place is. A source that is
cited by its DOI or another identifier, as in Manubot, needs no entry: a warning says that nothing
but the identifier is printed.
"""

from collections.abc import Iterator

from reportgen.diagnostics import Diagnostic, Note, Severity
from reportgen.diagnostics.nearest import Nearest
from reportgen.diagnostics.source import Span
from reportgen.parse import Manuscript, bibliographies
from reportgen.parse.identifiers import described, is_made


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    library, front = manuscript.library, manuscript.front
    unknown: list[tuple[str, Span | None]] = []
    unknown += [(cite.key, cite.span) for cite in manuscript.cites if library.get(cite.key) is None]
    for i, key in enumerate(front.nocite):
        if key != "*" and library.get(key) is None:
            unknown.append((key, front.span("nocite", i) or front.place("nocite")))
    if one := _without_any(manuscript, unknown):
        yield one
        return
    yield from _identified(manuscript)
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


def _identified(manuscript: Manuscript) -> Iterator[Diagnostic]:
    """Sources that are cited by identifiers which no entry has, each once."""
    for entry in manuscript.library:
        if not is_made(entry):
            continue
        name, value = described(entry.key)
        field = {"address": "url", "compact identifier": "id"}.get(name, name.split()[0].lower())
        yield Diagnostic(
            "cite-unknown",
            Severity.WARNING,
            f"no entry of the bibliography has the {name} `{value}`",
            entry.span,
            "it is printed alone, since nothing is looked up",
            f"add the entry, with `{field} = {{{value}}}`",
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


def _without_any(
    manuscript: Manuscript, unknown: list[tuple[str, Span | None]]
) -> Diagnostic | None:
    """One fault for all citations where there is no bibliography."""
    library = manuscript.library
    several = len({key for key, _ in unknown}) > 1
    if manuscript.front.bibliography or library.entries or library.broken:
        return None
    if not several or not library.whole:
        return None
    beside = bibliographies.candidates(manuscript.sources)
    named = " or ".join(f"`bibliography: {name}`" for name in beside[:3])
    return Diagnostic(
        "cite-unknown",
        Severity.ERROR,
        f"no bibliography is named, so {len(unknown):,} citations name nothing",
        unknown[0][1],
        "the first of them",
        f"write {named} in the front matter"
        if beside
        else "name one in the front matter, such as `bibliography: references.bib`",
    )
