"""A heading skips a level.

A `###` stands right below a `#`. Screen readers and tables of contents take headings for an
outline, and a step is missing in it.
"""

from collections.abc import Iterator

from reportgen.checks import _prose
from reportgen.diagnostics import Diagnostic, Severity
from reportgen.parse import Manuscript


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    above = 6
    for chapter in manuscript.chapters:
        for heading in _prose.headings(chapter):
            if heading.level > above + 1:
                yield Diagnostic(
                    "heading-skip",
                    Severity.WARNING,
                    f"a heading of level {heading.level} follows one of level {above}",
                    heading.span,
                    help=f"begin it with `{'#' * (above + 1)}`",
                )
            above = heading.level
