"""A note in the text, `^[…]`, is not closed in its paragraph.

A bracket is missing, or one inside it has no partner; all of it would be printed.
"""

from collections.abc import Iterator

from reportgen.checks import _literals
from reportgen.diagnostics import Diagnostic, Severity
from reportgen.parse import Manuscript
from reportgen.tree import scan


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    for chapter in manuscript.chapters:
        if not any("^[" in words for words in _literals.strings(chapter)):
            continue
        masked = scan.mask(chapter.source.text)
        closed = {start for start, _ in scan.inline_notes(masked)}
        for start, end in scan.notes(masked):
            if masked[start] != "^" or start in closed or _literals.escaped(masked, start):
                continue
            yield Diagnostic(
                "note-unclosed",
                Severity.ERROR,
                "the note that begins here is never closed",
                chapter.source.span(start, end),
                help="close it with `]` in the same paragraph, and each bracket inside it",
            )
