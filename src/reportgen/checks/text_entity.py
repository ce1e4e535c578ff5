"""A field holds a character written as in HTML.

`&amp;`, `&#8217;` and the like came along from a web page. In words they are read as the character
that they mean; in an address they break the link. `check --fix` puts the character in.
"""

import html
import re
from collections.abc import Iterator

from reportgen.checks import _edits, _entries
from reportgen.diagnostics import Diagnostic, Severity
from reportgen.diagnostics.source import Span
from reportgen.parse import Manuscript

_ENTITY = re.compile(r"\\?&(?:[a-z]{2,8}|\#\d{1,6}|\#x[0-9a-f]{1,5});", re.IGNORECASE)
_ESCAPED = {"&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_", "$": r"\$", "\u00a0": " "}


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    for entry, field in _entries.fields(manuscript, *_entries.WORDS, *_entries.URLS):
        found = list(_ENTITY.finditer(field.value)) if "&" in field.value else []
        meant = [(m, html.unescape(m[0].lstrip("\\"))) for m in found]
        meant = [(m, character) for m, character in meant if len(character) == 1]
        if not meant:
            continue
        first, address = meant[0][0], field.name in _entries.URLS
        place = Span(field.source, field.start + first.start(), field.start + first.end())
        yield Diagnostic(
            "text-entity",
            Severity.WARNING if address else Severity.NOTE,
            f"`{field.name}` of `{entry.key}` has a character written as in HTML: `{first[0]}`",
            place if field.typed else field.span,
            help=f"write `{meant[0][1] if address else _typed(meant[0][1])}`",
            fix=tuple(
                edit
                for m, character in meant
                for edit in _edits.part(
                    entry, field, m.start(), m.end(), character if address else _typed(character)
                )
            ),
        )


def _typed(character: str) -> str:
    """A character as it is typed in BibTeX."""
    return _ESCAPED.get(character, character)
