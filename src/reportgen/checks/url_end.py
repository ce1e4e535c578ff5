"""An address ends with punctuation.

A full stop, a comma or an angle bracket came along when it was copied, and the link leads nowhere.
`check --fix` takes it off.
"""

import re
from collections.abc import Iterator

from reportgen.checks import _edits, _entries
from reportgen.diagnostics import Diagnostic, Severity
from reportgen.diagnostics.source import Span
from reportgen.parse import Manuscript

_ENDS = ".,;:>\"'’”!\\"
_WORDS = re.compile(r"[_/](?:Inc|Ltd|Jr|Sr|Co|Corp|Bros|etc|[A-Z])\.$")


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    for entry, field in _entries.fields(manuscript, *_entries.URLS):
        value = field.value.rstrip()
        if value[-1].isalnum() or value[-1] == "/":
            continue
        bare = value.removesuffix("&gt;").rstrip(_ENDS)
        start = len(bare)
        for opening, closing in (("(", ")"), ("[", "]")):
            if value[:start].endswith(closing) and value.count(closing) > value.count(opening):
                start -= 1
        if (value.startswith("<") and value.endswith(">")) or start in (0, len(value)):
            continue
        if value.endswith("...") or (_WORDS.search(value) and "wiki" in value):
            continue
        place = Span(field.source, field.start + start, field.start + len(value))
        yield Diagnostic(
            "url-end",
            Severity.WARNING,
            f"the address of `{entry.key}` ends with `{value[start:]}`",
            place if field.typed else field.span,
            help="take it off",
            fix=_edits.part(entry, field, start, len(value), ""),
        )
