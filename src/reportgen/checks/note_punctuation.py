"""A note stands before the punctuation.

The number of a note goes behind the full stop or the comma: `word.^[Note.]`. Citations in brackets
are moved there by themselves, notes are not. A note before a dash or inside parentheses stays.
`check --fix` moves the punctuation.
"""

import re
from collections.abc import Iterator

from reportgen.diagnostics import Diagnostic, Edit, Severity
from reportgen.parse import Manuscript
from reportgen.tree import scan

_BRACKET = re.compile(r"\\.|[\[\]]|\n\n")
_LONGEST = 20_000
"""How far a note's end is looked for, in characters."""


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    for chapter in manuscript.chapters:
        source = chapter.source
        masked = scan.mask(source.text)
        for start, end in scan.notes(masked):
            close = _close(masked, end) if masked.startswith("^[", start) else end
            before, mark = masked[start - 1 : start], masked[close : close + 1]
            if mark not in ".,;:?!" or not mark or not (before.isalnum() or before in "”’\"')]%*_"):
                continue
            if masked.startswith("...", close) or (masked.startswith(":", close) and close == end):
                continue
            yield Diagnostic(
                "note-punctuation",
                Severity.WARNING,
                f"a note stands before `{mark}`",
                source.span(start, end),
                help=f"put the `{mark}` before the note",
                fix=(
                    Edit(source.span(start, start), mark),
                    Edit(source.span(close, close + 1), ""),
                ),
            )


def _close(masked: str, at: int) -> int:
    """The offset behind the bracket that closes the note whose text begins at `at`."""
    depth = 1
    for found in _BRACKET.finditer(masked, at, at + _LONGEST):
        depth += {"[": 1, "]": -1}.get(found[0], 0)
        if not depth or found[0] == "\n\n":
            return found.end()
    return at
