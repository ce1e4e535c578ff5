"""Nothing cites an entry.

It is not printed. Keep it for another article, take it out, or list it with `nocite`. Where more
than 20 entries are not cited, as in a bibliography that several articles share, one note counts
them all. `reportgen bib --unused` lists them.
"""

from collections.abc import Iterator

from reportgen.checks import _entries
from reportgen.diagnostics import Diagnostic, Severity
from reportgen.parse import Manuscript

_MANY = 20


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    used = {entry.key for entry in _entries.used(manuscript)}
    unused = [e for e in manuscript.library if e.key not in used and e.type not in ("xdata", "set")]
    if len(unused) > _MANY:
        yield Diagnostic(
            "entry-unused",
            Severity.NOTE,
            f"{len(unused):,} of {len(manuscript.library):,} entries are not cited",
            unused[0].key_span,
            "the first of them",
            "list them with `reportgen bib --unused`",
        )
        return
    for entry in unused:
        yield Diagnostic(
            "entry-unused",
            Severity.NOTE,
            f"nothing cites `{entry.key}`",
            entry.key_span,
            help=f"cite it with `@{entry.key}`, or take it out",
        )
