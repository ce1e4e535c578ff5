"""A range of pages ends before it begins.

`179--156` is reversed or mistyped. `156--79` is read as printers mean it: 156 to 179.
"""

from collections.abc import Iterator

from reportgen.checks import _entries, _pages
from reportgen.diagnostics import Diagnostic, Severity
from reportgen.parse import Manuscript


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    for entry, field in _entries.fields(manuscript, "pages"):
        for first, last in _pages.ranges(field.value):
            if last < first:
                yield Diagnostic(
                    "pages-reversed",
                    Severity.WARNING,
                    f"the pages of `{entry.key}` run backwards: {first} to {last}",
                    field.span,
                    help=f"write `{last}--{first}` if they are only reversed",
                )
