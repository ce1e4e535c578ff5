"""A field holds a blank that nobody sees.

No-break spaces, zero-width spaces, soft hyphens and marks of direction come along from web pages
and PDFs. They stop lines from breaking and searches from finding. `check --fix` puts a plain blank
in or takes them out.
"""

import re
import unicodedata
from collections.abc import Iterator

from reportgen.checks import _edits, _entries
from reportgen.diagnostics import Diagnostic, Severity
from reportgen.diagnostics.source import Span
from reportgen.parse import Manuscript

_SPACES = "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u205f"
_HIDDEN = re.compile(rf"[{_SPACES}\u00ad\u200b\u200e\u200f\u2028\u2029\u2060\ufeff]")


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    for entry, field in _entries.fields(manuscript, *_entries.WORDS, *_entries.URLS):
        found = list(_HIDDEN.finditer(field.value)) if not field.value.isascii() else []
        if not found:
            continue
        first = found[0]
        place = Span(field.source, field.start + first.start(), field.start + first.end())
        yield Diagnostic(
            "text-blank",
            Severity.WARNING if field.name in _entries.URLS else Severity.NOTE,
            f"`{field.name}` of `{entry.key}` has a {unicodedata.name(first[0], 'MARK').lower()}",
            place if field.typed else field.span,
            help="put a plain blank in its place, or nothing",
            fix=tuple(
                edit
                for m in found
                for edit in _edits.part(entry, field, m.start(), m.end(), _plain(m[0], field.name))
            ),
        )


def _plain(character: str, name: str) -> str:
    return " " if character in _SPACES and name not in _entries.URLS else ""
