"""Diagnostics as values for the page: what a fault says, its excerpt, and its place's link."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from reportgen import printers
from reportgen.diagnostics import Bag, Diagnostic
from reportgen.diagnostics.source import Span
from reportgen.printers import excerpt
from reportgen.printers.paint import Paint
from reportgen.serve import editors


def as_values(found: Iterable[Diagnostic], root: Path, editor: str) -> list[dict[str, Any]]:
    """Each diagnostic as the form `json` has it, with an `excerpt`, a `place` and a `link`."""
    bag = Bag(list(dict.fromkeys(found)))
    out: list[dict[str, Any]] = json.loads(printers.json(bag))
    for diagnostic, value in zip(bag, out, strict=True):
        value |= _placed(diagnostic.span, root, editor)
        value["excerpt"] = _excerpt(diagnostic)
        for note, said in zip(diagnostic.notes, value["notes"], strict=True):
            said |= _placed(note.span, root, editor)
    return out


def _placed(span: Span | None, root: Path, editor: str) -> dict[str, str]:
    if span is None:
        return {"place": "", "link": ""}
    file = root / span.source.name
    link = editors.link(editor, file, span.line, span.column) if file.is_file() else ""
    place = f"{excerpt.clean(span.source.name)}:{span.line}:{span.column}"
    return {"place": place, "link": link}


def _excerpt(diagnostic: Diagnostic) -> str:
    span = diagnostic.span
    if span is None:
        return ""
    gutter = len(str(span.line))
    lines = excerpt.lines(span, gutter, "^", diagnostic.label, Paint(False), diagnostic.severity)
    return "\n".join(lines[1:])
