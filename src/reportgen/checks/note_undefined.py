"""The text calls a note that is defined nowhere in its chapter.

The call itself, `[^3]`, would be printed.
"""

import re
from collections.abc import Iterator

from reportgen.checks import _literals
from reportgen.diagnostics import Diagnostic, Severity
from reportgen.diagnostics.nearest import Nearest
from reportgen.parse import Manuscript
from reportgen.tree import scan

_CALL = re.compile(r"\[\^[^\]\s]+\]")


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    for chapter in manuscript.chapters:
        literal = {call for words in _literals.strings(chapter) for call in _CALL.findall(words)}
        if not literal:
            continue
        masked = scan.mask(chapter.source.text)
        defined = scan.defined_notes(masked)
        nearest = Nearest(defined)
        for start, end in scan.notes(masked):
            call = masked[start:end]
            name = call[2:-1]
            typed = call.replace("'", "’")
            if typed not in literal or name in defined or _literals.escaped(masked, start):
                continue
            near = nearest(name)
            yield Diagnostic(
                "note-undefined",
                Severity.ERROR,
                f"the note `{call}` is not defined",
                chapter.source.span(start, end),
                help=f"did you mean `[^{near}]`?"
                if near
                else f"add a paragraph `{call}: …`, or take the call out",
            )
