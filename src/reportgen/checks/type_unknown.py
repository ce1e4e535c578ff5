"""An entry's type is none that reportgen knows.

It is printed like a web page or, without an address, like a document of no kind. The nearest type
is named.
"""

from collections.abc import Iterator

from reportgen.bibliography import types
from reportgen.checks import _entries
from reportgen.diag import Diagnostic, Severity
from reportgen.near import Nearest
from reportgen.parse import Manuscript
from reportgen.source import Span


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    nearest = Nearest((*types.TYPES, *types.CSL))
    for entry in _entries.used(manuscript):
        if types.known(entry.type):
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
