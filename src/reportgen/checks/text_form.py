"""A field holds letters in several pieces.

An `é` may be one character or an `e` with an accent behind it; a Korean syllable may be one
character or its letters. File names and PDFs often bring the pieces. They look the same, and no
search finds them. `check --fix` puts them together (Unicode's form NFC).
"""

import unicodedata
from collections.abc import Iterator

from reportgen.checks import _edits, _entries
from reportgen.diagnostics import Diagnostic, Severity
from reportgen.parse import Manuscript


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    for entry, field in _entries.words(manuscript):
        if field.value.isascii() or unicodedata.is_normalized("NFC", field.value):
            continue
        yield Diagnostic(
            "text-form",
            Severity.NOTE,
            f"`{field.name}` of `{entry.key}` has letters in several pieces",
            field.span,
            help="type the text anew, or let `check --fix` put the pieces together",
            fix=_edits.put(entry, field, unicodedata.normalize("NFC", field.value)),
        )
