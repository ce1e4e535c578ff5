"""A heading has no words.

It would be an empty line in the table of contents, and nothing at all to a screen reader.
"""

from collections.abc import Iterator

from reportgen.checks import _prose
from reportgen.diagnostics import Diagnostic, Severity
from reportgen.parse import Manuscript


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    for chapter in manuscript.chapters:
        for heading in _prose.headings(chapter):
            if not heading.words:
                yield Diagnostic(
                    "heading-empty",
                    Severity.ERROR,
                    "a heading has no words",
                    heading.span,
                    help="write its words, or take the line out",
                )
