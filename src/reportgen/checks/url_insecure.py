"""An address begins with `http://`.

Nearly every site answers under `https://` today, and browsers warn of the others. Try the address
with an `s`. An address that is kept since the page is gone belongs beside an `archiveurl`.
"""

from collections.abc import Iterator

from reportgen.checks import _entries
from reportgen.diagnostics import Diagnostic, Severity
from reportgen.parse import Manuscript


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    for entry, field in _entries.fields(manuscript, *_entries.URLS):
        typed = field.value.strip()
        if typed.lower().startswith("http://") and not entry.text("archiveurl"):
            if "doi.org/" in typed:
                continue
            yield Diagnostic(
                "url-insecure",
                Severity.NOTE,
                f"the address of `{entry.key}` begins with `http://`",
                field.span,
                help="try it with `https://`",
            )
