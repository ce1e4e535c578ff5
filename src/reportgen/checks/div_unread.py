"""A line `:::` is printed as text: it opens or closes nothing.

A Div opens behind a blank line; each `:::` alone on a line closes the innermost one that is open.
"""

import re
from collections import Counter
from collections.abc import Iterator

from reportgen.checks import _literals
from reportgen.diagnostics import Diagnostic, Severity
from reportgen.parse import Chapter, Manuscript
from reportgen.tree import scan

_FENCE = re.compile(r"^[ \t>]*(:{3,}[^\n]*?)[ \t]*$", re.M)
_CLOSES = re.compile(r":{3,}")


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    for chapter in manuscript.chapters:
        literal = Counter(
            _literals.bare(line)
            for line in _literals.lines(chapter)
            if line.lstrip().startswith(":::")
        )
        if literal:
            yield from _unread(chapter, literal)


def _unread(chapter: Chapter, literal: Counter[str]) -> Iterator[Diagnostic]:
    """The fences of a chapter that are text; `literal` are the letters of such lines."""
    masked = scan.mask(chapter.source.text)
    opened = 0
    for found in _FENCE.finditer(masked):
        line = chapter.source.text[found.start(1) : found.end(1)]
        message = remedy = ""
        if not _CLOSES.fullmatch(line):
            opened += 1
            if literal[_literals.bare(line)]:
                literal[_literals.bare(line)] -= 1
                message = f"the line `{line}` is printed as text"
                remedy = "put a blank line before it, and write it as `::: {.class}`"
        elif opened:
            opened -= 1
        elif literal[""]:
            literal[""] -= 1
            message = f"the line `{line}` closes nothing and is printed as text"
            remedy = "take it out, or open a Div before it"
        if message:
            span = chapter.source.span(found.start(1), found.end(1))
            yield Diagnostic("div-unread", Severity.ERROR, message, span, help=remedy)
