"""`@misc` says nothing of what a work is.

reportgen prints one with an address like a web page. Without one, and without a word on the kind
of work (`type`, `howpublished`), the note is a guess.
"""

from collections.abc import Iterator

from reportgen.checks import _entries
from reportgen.diagnostics import Diagnostic, Severity
from reportgen.diagnostics.source import Span
from reportgen.parse import Manuscript


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    for entry in _entries.used(manuscript):
        telling = ("url", "doi", "eprint", "type", "howpublished", "note", "entrysubtype")
        if entry.type != "misc" or entry.text(*telling):
            continue
        yield Diagnostic(
            "type-vague",
            Severity.NOTE,
            f"`{entry.key}` does not say what kind of work it is",
            Span(entry.source, entry.span.start + 1, entry.span.start + 5),
            help="write `@report`, `@online`, `@unpublished`, ..., or add `type = {...}`",
        )
