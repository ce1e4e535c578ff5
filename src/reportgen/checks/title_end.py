"""A title ends with a full stop, a comma, a colon or a semicolon.

The style puts its own punctuation behind a title. A question mark, dots and the point of an
abbreviation (`Inc.`, `U.S.`) belong to the title. `check --fix` takes the rest off.
"""

import re
from collections.abc import Iterator

from reportgen.checks import _edits, _entries
from reportgen.diagnostics import Diagnostic, Severity
from reportgen.diagnostics.source import Span
from reportgen.parse import Manuscript

_SHORT = re.compile(
    r"(?:\.\w+|\b(?:Inc|Ltd|Co|Corp|Jr|Sr|etc|al|vs?|Vol|No|Nos|Ed|Eds|St|Mt|Dr|Dept|Univ|Assn|Bros"
    r"|Art|Sec|Ch|Pt|App|Fig|approx|\w))\.\W*$",
    re.IGNORECASE,
)


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    for entry, field in _entries.fields(manuscript, "title", "subtitle", "booktitle", "maintitle"):
        bare = field.value.rstrip("} \t\n")
        mark, before = bare[-1:], bare[-2:-1]
        if not mark or mark not in ".,:;" or before in (".", "…", "\\", ""):
            continue
        if mark == "." and _abbreviated(bare):
            continue
        at = len(bare) - 1
        place = Span(field.source, field.start + at, field.start + at + 1)
        yield Diagnostic(
            "title-end",
            Severity.WARNING,
            f"`{field.name}` of `{entry.key}` ends with `{mark}`",
            place if field.typed else field.span,
            help="take it off; the style sets its own",
            fix=_edits.part(entry, field, at, at + 1, ""),
        )


def _abbreviated(title: str) -> bool:
    return bool(_SHORT.search(title[-20:])) or len(re.findall(r"\w\.(?=\s|$)", title)) > 2
