"""The days of an article's history are in an impossible order.

A manuscript is received, revised, accepted and published, in this order; days are compared as far
as both are known. One of the two is a slip.
"""

from collections.abc import Iterator

from reportgen.checks._dates import before, parts, shown
from reportgen.diagnostics import Diagnostic, Note, Severity
from reportgen.parse import Manuscript

_STEPS = ("received", "revised", "accepted")
_PUBLISHED = ("published-online", "published-print", "date")


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    front = manuscript.front
    for later in (*_STEPS[1:], *_PUBLISHED):
        until = _STEPS[: _STEPS.index(later)] if later in _STEPS else _STEPS
        day = parts(getattr(front, later.replace("-", "_")))
        for earlier in reversed(until):
            first = parts(getattr(front, earlier))
            if not (day and first and before(day, first)):
                continue
            span = front.span(earlier)
            yield Diagnostic(
                "history-order",
                Severity.WARNING,
                f"`{later}`, {shown(day)}, is before `{earlier}`, {shown(first)}",
                front.place(later),
                help="mend the one that is wrong",
                notes=(Note(f"`{earlier}` is given here", span),) if span else (),
            )
            break
