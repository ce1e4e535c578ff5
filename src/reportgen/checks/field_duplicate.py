"""An entry has a field twice.

Only the first one counts. Where both say the same, `check --fix` takes the second out; where they
differ, one of them is wrong and would be lost, so the build stops. A field that is never printed,
such as `annote`, may stand there as often as it likes.
"""

from collections.abc import Iterator

from reportgen.bibliography import Field, fields
from reportgen.checks import _edits, _entries
from reportgen.diagnostics import Diagnostic, Note, Severity
from reportgen.parse import Manuscript

UNPRINTED = frozenset({"abstract", "annote", "annotation", "keyword", "keywords", *fields.ASIDE})


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    for entry in _entries.used(manuscript):
        if len(entry.own) == len({field.name for field in entry.own}):
            continue
        first: dict[str, Field] = {}
        for field in entry.own:
            twin = first.setdefault(field.name, field)
            if twin is field or not fields.known(field.name) or field.name in UNPRINTED:
                continue
            same = twin.value.split() == field.value.split()
            yield Diagnostic(
                "field-duplicate",
                Severity.WARNING if same else Severity.ERROR,
                f"`{entry.key}` has `{field.name}` twice",
                field.span,
                "says the same again" if same else "says something else",
                "delete one of the two",
                (Note("first given here", twin.span),),
                _edits.drop(entry, field) if same else (),
            )
