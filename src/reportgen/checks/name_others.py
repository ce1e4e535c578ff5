"""“et al.” is typed as if it were a name.

Each style has its own words for further authors; BibTeX has ` and others`. reportgen understands
both, other tools print an author called Al. `check --fix` mends it.
"""

import re
from collections.abc import Iterator

from reportgen.checks import _edits, _entries
from reportgen.diagnostics import Diagnostic, Severity
from reportgen.diagnostics.source import Span
from reportgen.parse import Manuscript

_OTHERS = re.compile(r"[\s,]*(?:\band\s+)?\{?\\?\b(?:emph\{)?et\.?\s*al\b\.?\}*\s*$", re.IGNORECASE)
_LENGTH = 60


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    for entry, field in _entries.fields(manuscript, *_entries.NAMES):
        tail = max(len(field.value) - _LENGTH, 0)
        found = _OTHERS.search(field.value, tail) if "al" in field.value[-8:].lower() else None
        if not found or not found.start():
            continue
        start, end = field.start + found.start(), field.start + found.end()
        yield Diagnostic(
            "name-others",
            Severity.NOTE,
            f"`{field.name}` of `{entry.key}` has “et al.” for a name",
            Span(field.source, start, end) if field.typed else field.span,
            help="write ` and others`",
            fix=_edits.part(entry, field, found.start(), found.end(), " and others"),
        )
