"""An entry's type is none that reportgen knows.

It is printed like a web page or, without an address, like a document of no kind. The nearest type
is named.
"""

from collections.abc import Iterator
from difflib import get_close_matches

from reportgen.bibliography import types
from reportgen.checks import _entries
from reportgen.diag import Diagnostic, Severity
from reportgen.parse import Manuscript
from reportgen.source import Span


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    nearest: dict[str, list[str]] = {}
    for entry in _entries.used(manuscript):
        if types.known(entry.type):
            continue
        start = entry.span.start + (entry.data is None)
        near = nearest.get(entry.type)
        if near is None:
            near = get_close_matches(entry.type[:40], [*types.TYPES, *types.CSL], 1)
            nearest[entry.type] = near
        yield Diagnostic(
            "type-unknown",
            Severity.WARNING,
            f"there is no entry type `{entry.type}`",
            Span(entry.source, start, start + max(len(entry.type), 1)),
            help=f"did you mean `{near[0]}`?"
            if near
            else "write `@online`, `@report`, `@book`, ...",
        )
