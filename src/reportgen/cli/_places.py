"""Places of faults as one would type them from the working folder."""

from dataclasses import replace
from pathlib import Path

from reportgen.cli import _options
from reportgen.diagnostics import Bag
from reportgen.diagnostics.source import Source, Span


def from_here(bag: Bag, root: Path) -> Bag:
    """The faults of a project, its files named from the working folder instead of its own."""
    folder = _options.relative_path(root)
    sources: dict[int, Source] = {}  # each source once: where its lines begin is known but once

    def named(span: Span | None) -> Span | None:
        if span is None or folder == ".":
            return span
        own = span.source
        if id(own) not in sources:
            sources[id(own)] = replace(own, name=f"{folder}/{own.name}")
        return replace(span, source=sources[id(own)])

    return Bag(
        [
            replace(
                d,
                span=named(d.span),
                notes=tuple(replace(note, span=named(note.span)) for note in d.notes),
            )
            for d in bag
        ]
    )
