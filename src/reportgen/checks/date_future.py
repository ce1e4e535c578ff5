"""A source is dated after the document that cites it.

What counts is the document's own `date`, not today's. Often the year is mistyped, or month and day
are exchanged. A forthcoming work has `pubstate = {forthcoming}`.
"""

from collections.abc import Iterator

from reportgen.bibliography import dates
from reportgen.checks import _dates, _entries
from reportgen.diagnostics import Diagnostic, Note, Severity
from reportgen.parse import Manuscript


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    today = _dates.parts(manuscript.front.date)
    if not today:
        return
    for entry, field in _entries.fields(manuscript, "date", "year", "urldate"):
        if entry.text("pubstate") or (field.name == "year" and entry.text("date")):
            continue
        read = _dates.issued(entry)[1] if field.name == "year" else dates.read(field.value)
        first = read.parts[0] if read.parts else ()
        if first and _dates.before(today, first):
            yield Diagnostic(
                "date-future",
                Severity.WARNING,
                f"`{entry.key}` is later than this document: {_dates.shown(first)}",
                field.span,
                help="mend the year, or add `pubstate = {forthcoming}`",
                notes=(Note(f"dated {_dates.shown(today)}", manuscript.front.span("date")),),
            )
