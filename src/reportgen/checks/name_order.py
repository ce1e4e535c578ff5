"""Some names of a field have the family name first and others have it last.

`Smith, John and Mary Jones` is read right. Whoever edits the list next may not be so lucky; write
all names of a field in one way.
"""

import re
from collections.abc import Iterator

from reportgen.bibliography import corporate
from reportgen.checks import _entries
from reportgen.diagnostics import Diagnostic, Severity
from reportgen.parse import Manuscript

_AND = re.compile(r"\s+and\s+")
_PERSON = re.compile(r"[^\W\d_][\w.'’-]*(?:\s+[^\W\d_][\w.'’-]*)+")


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    for entry, field in _entries.fields(manuscript, *_entries.NAMES):
        if "," not in field.value or " and " not in field.value or "{" in field.value:
            continue
        names = _AND.split(field.value.strip())
        first = [name for name in names if name.count(",") == 1 and not _body(name)]
        last = [name for name in names if _PERSON.fullmatch(name) and not _body(name)]
        if first and last and len(first) + len(last) >= len(names) - 1:
            yield Diagnostic(
                "name-order",
                Severity.NOTE,
                f"`{field.name}` of `{entry.key}` mixes `{first[0]}` and `{last[0]}`",
                field.span,
                help="write all names as `Last, First`",
            )


def _body(name: str) -> bool:
    return corporate.is_corporate(name) or name.lower().startswith(("et al", "others"))
