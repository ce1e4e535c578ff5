"""A tab stands within a line.

It is printed as a space. Lines with tabs between their words were most likely columns; write a
table.
"""

import re
from collections.abc import Iterator

from reportgen.checks import _passages
from reportgen.diagnostics import Diagnostic, Severity
from reportgen.parse import Manuscript

_TAB = re.compile(r"(?<=[^\s|])[ ]*(?P<tab>\t+)(?=[^\s|])")
_MARK = re.compile(r"[ \t>]*(?:[-+*:~#]+|\(?\w{1,9}[.)]|\(?@\w*\)?|\[\^?[^\]\n]+\]:)[ \t]+")
"""What an item, a heading or a note begins with."""


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    for passage in _passages.chapters(manuscript):
        for lines in passage.paragraphs():
            places = []
            for line in lines:
                mark = _MARK.match(line.text)
                found = _TAB.search(line.text, mark.end() if mark else 0)
                if found:
                    start, end = (line.start + at for at in found.span("tab"))
                    if passage.literal.is_literal(start, end):
                        places.append((start, end))
            if places:
                columns = len(places) > 1
                yield Diagnostic(
                    "tab-inside",
                    Severity.WARNING if columns else Severity.NOTE,
                    f"{len(places)} lines with tabs are no table"
                    if columns
                    else "a tab is printed as a space",
                    passage.span(*places[0]),
                    help="write a table: `| a | b |`, and a line `|---|---|` under the first one"
                    if columns
                    else "write a space in its place",
                )
