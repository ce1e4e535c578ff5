"""Faults as one would type them from the working folder: their places, and what to type."""

import os
import re
import shlex
from dataclasses import replace

import click

from reportgen.cli import _options
from reportgen.diagnostics import Bag
from reportgen.diagnostics.source import Source, Span
from reportgen.project.request import Request

_ROOT = re.compile(r"with `--root (?P<up>[./]+)`")


def from_here(bag: Bag, request: Request) -> Bag:
    """The faults of a document, its files named from the working folder instead of its own.

    Remedies that name a root are the whole command to type, with the one that serves them all.
    """
    folder = _options.relative_path(request.root)
    advised = max(
        (found["up"] for d in bag for found in _ROOT.finditer(d.help)), key=len, default=""
    )
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
                help=_ROOT.sub(lambda _: _command(advised, request), d.help),
                notes=tuple(replace(note, span=named(note.span)) for note in d.notes),
            )
            for d in bag
        ]
    )


def _command(above: str, request: Request) -> str:
    """The command that is running, with a root so many folders above the document."""
    context = click.get_current_context(silent=True)
    names: list[str] = []
    while context is not None and context.parent is not None:
        names.insert(0, str(context.info_name))
        context = context.parent
    root = os.path.relpath(request.home / above)
    words = ("reportgen", *(names or ["build"]), "--root", root, str(request.path))
    return f"with `{shlex.join(words)}`"
