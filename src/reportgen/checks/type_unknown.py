"""An entry's type is none that reportgen knows.

It is printed like a web page or, without an address, like a document of no kind. The nearest type
is named.
"""

from collections.abc import Iterator

from reportgen.bibliography import entry_types
from reportgen.checks import _entries
from reportgen.diagnostics import Diagnostic, Severity
from reportgen.diagnostics.nearest import Nearest
from reportgen.diagnostics.source import Span
from reportgen.parse import Manuscript


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    nearest = Nearest((*entry_types.TYPES, *entry_types.CSL))
    for entry in _entries.used(manuscript):
        if entry_types.known(entry.type):
            continue
        start = entry.span.start + (entry.data is None)
        near = nearest(entry.type)
        yield Diagnostic(
            "type-unknown",
            Severity.WARNING,
            f"there is no entry type `{entry.type}`",
            Span(entry.source, start, start + max(len(entry.type), 1)),
            help=f"did you mean `{near}`?" if near else "write `@online`, `@report`, `@book`, ...",
        )
