"""A DOI is malformed, or has more to it than the DOI.

A DOI is `10.`, four to nine digits, a slash and a name: `10.1162/isec_a_00360`. The address of a
resolver or `doi:` before it and punctuation behind it are taken off by `check --fix`.
"""

from collections.abc import Iterator

from reportgen.checks import _edits, _entries, _urls
from reportgen.diagnostics import Diagnostic, Severity
from reportgen.parse import Manuscript


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    for entry, field in _entries.fields(manuscript, "doi"):
        typed = field.value.strip()
        bare = _urls.doi(typed)
        if not _urls.DOI.fullmatch(bare):
            yield Diagnostic(
                "doi-form",
                Severity.WARNING,
                f"`{typed}` is not a DOI",
                field.span,
                help="write it as `10.1162/isec_a_00360`",
            )
        elif typed.replace("\\", "") != bare:
            yield Diagnostic(
                "doi-form",
                Severity.NOTE,
                f"the DOI of `{entry.key}` has more to it than the DOI",
                field.span,
                help=f"write `{bare}`",
                fix=_edits.put(entry, field, bare),
            )
