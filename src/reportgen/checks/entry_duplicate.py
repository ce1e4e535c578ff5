"""Two entries have the same key.

A citation could mean either, and the first would be printed. Where both entries say the same, the
second one is superfluous and `check --fix` takes it out; where they differ and the key is cited,
the build stops.
"""

from collections.abc import Iterator

from reportgen.bibliography import Entry
from reportgen.checks import _edits, _entries
from reportgen.diagnostics import Diagnostic, Note, Severity
from reportgen.parse import Manuscript


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    cited = _entries.cited(manuscript)
    for first, second in manuscript.library.duplicates:
        same = _said(first) == _said(second)
        grave = first.key in cited and not same
        yield Diagnostic(
            "entry-duplicate",
            Severity.ERROR if grave else Severity.WARNING,
            f"the key `{first.key}` is taken",
            second.key_span,
            "says the same again" if same else "says something else",
            "delete one of the two" if same else "give one of the two another key",
            (Note("first defined here", first.key_span),),
            _edits.cut(second) if same and second.data is None else (),
        )


def _said(entry: Entry) -> tuple[str, dict[str, str]]:
    """What an entry says, however it is laid out."""
    return entry.type, {field.name: " ".join(field.value.split()) for field in entry.own}
