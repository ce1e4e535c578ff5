"""A date is not written as ISO 8601.

reportgen reads `May 2024`, `12 May 2024`, `2024/05/12` or `c. 2024`; most other tools drop them.
Write `2024-05`, `2024-05-12`, `2024~`, and a range with a slash, `1984/1986`; `check --fix` does.
"""

import re
from collections.abc import Iterator

from reportgen.bibliography import dates
from reportgen.checks import _dates, _edits, _entries
from reportgen.diagnostics import Diagnostic, Severity
from reportgen.parse import Manuscript

_ISO = re.compile(
    r"(?:-?\d{4}(?:-\d\d(?:-\d\d)?)?[~?%]?(?:T[\d:+Z-]+)?|\.\.)?(?:/(?:-?\d{4}(?:-\d\d(?:-\d\d)?)?[~?%]?|\.\.)?)?"
    r"|\d{2,3}[Xu]{1,2}|\d{4}-2[1-4]"
)


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    for entry, field in _entries.fields(manuscript, *_dates.FIELDS):
        typed = field.value.strip()
        if _ISO.fullmatch(typed):
            continue
        iso = dates.read(typed).iso
        if not iso or iso == typed:
            continue
        start = field.value.index(typed)
        whole = field.name == "year" and not re.fullmatch(r"\d{4}", iso)
        if whole and ("date" in entry.fields or "month" in entry.fields):
            continue
        mend = _edits.part(entry, field, start, start + len(typed), iso)
        yield Diagnostic(
            "date-form",
            Severity.NOTE,
            f"`{typed}` is not an ISO date",
            field.span,
            help=f"write `{'date' if whole else field.name} = {{{iso}}}`",
            fix=(*_edits.rename(entry, field, "date"), *mend) if whole and mend else mend,
        )
