"""Diagnostics as text: for people in full or a line each, for programs as JSON, for GitHub.

Whatever stands in the author's text, what is shown holds no control character but line ends and
our own colours.
"""

import json as _json
from typing import Any

from reportgen.diagnostics import Bag, Diagnostic, Severity
from reportgen.diagnostics.source import Span
from reportgen.printers import excerpt
from reportgen.printers.excerpt import clean
from reportgen.printers.paint import Paint

FORMS = ("full", "short", "json", "github")


def format_diagnostics(bag: Bag, form: str, color: bool = False) -> str:
    """The faults in one of the forms; an empty text where a form has nothing to say."""
    match form:
        case "full":
            return full(bag, color)
        case "short":
            return short(bag)
        case "json":
            return json(bag)
        case "github":
            return github(bag)
    raise ValueError(form)


def full(bag: Bag, color: bool = False) -> str:
    """Each fault with the line it stands on, underlined, and a count at the end."""
    if not len(bag):
        return ""
    paint = Paint(color)
    return "\n".join([*(_whole(d, paint) for d in bag), _count(bag), ""])


def short(bag: Bag) -> str:
    """A line for each fault: `file:line:column: error[code] message`."""
    return "".join(
        f"{_place(d.span) + ': ' if d.span else ''}{d.severity}[{d.code}] {clean(d.message)}\n"
        for d in bag
    )


def json(bag: Bag) -> str:
    """A list of objects; lines and columns count from 1, and an end stands after what it ends."""
    found = [
        {
            "code": d.code,
            "severity": str(d.severity),
            "message": d.message,
            **_ends(d.span),
            "label": d.label,
            "help": d.help,
            "notes": [{"message": note.message, **_ends(note.span)} for note in d.notes],
        }
        for d in bag
    ]
    return _json.dumps(found, indent=2) + "\n"


def github(bag: Bag) -> str:
    """Workflow commands, which GitHub shows beside the lines of a change."""
    return "".join(_command(d) for d in bag)


def _whole(diagnostic: Diagnostic, paint: Paint) -> str:
    d, notes = diagnostic, diagnostic.notes
    spans = [span for span in (d.span, *(note.span for note in notes)) if span]
    gutter = max((len(str(span.line)) for span in spans), default=1)
    lines = [
        paint.severity(d.severity, f"{d.severity}[{d.code}]") + paint.bold(f": {clean(d.message)}")
    ]
    if d.span:
        lines += [_arrow(d.span, gutter, paint)]
        lines += excerpt.lines(d.span, gutter, "^", d.label, paint, d.severity)
    if d.help:
        lines.append(f"{paint.bold('help')}: {clean(d.help)}")
    for note in notes:
        lines.append(f"{paint.bold('note')}: {clean(note.message)}")
        if note.span:
            lines += [_arrow(note.span, gutter, paint)]
            lines += excerpt.lines(note.span, gutter, "-", "", paint, Severity.NOTE)
    return "\n".join(lines) + "\n"


def _arrow(span: Span, gutter: int, paint: Paint) -> str:
    return f"{' ' * gutter}{paint.dim('-->')} {_place(span)}"


def _place(span: Span) -> str:
    return f"{clean(span.source.name)}:{span.line}:{span.column}"


def _count(bag: Bag) -> str:
    counts = ((sum(d.severity is severity for d in bag), severity.value) for severity in Severity)
    return ", ".join(f"{n} {name}{'' if n == 1 else 's'}" for n, name in counts if n)


def _ends(span: Span | None) -> dict[str, Any]:
    if span is None:
        return dict.fromkeys(("file", "line", "column", "end_line", "end_column"))
    line, column = span.source.place(span.start)
    end_line, end_column = span.source.place(max(span.start, min(span.end, len(span.source.text))))
    return {
        "file": span.source.name,
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
    }


def _command(diagnostic: Diagnostic) -> str:
    name = "notice" if diagnostic.severity is Severity.NOTE else diagnostic.severity.value
    span, title = diagnostic.span, f"title={_property(diagnostic.code)}"
    if span:
        file = _property(span.source.name)
        title = f"file={file},line={span.line},col={span.column},{title}"
    message = clean(diagnostic.message).replace("%", "%25")
    help = "%0A" + clean(diagnostic.help).replace("%", "%25") if diagnostic.help else ""  # noqa: A001
    return f"::{name} {title}::{message}{help}\n"


def _property(text: str) -> str:
    for sign in "%:,":
        text = text.replace(sign, f"%{ord(sign):02X}")
    return clean(text)
