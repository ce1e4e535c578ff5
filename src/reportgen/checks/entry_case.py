"""Two keys differ only in capitals.

`@Smith2020` and `@smith2020` are two entries to reportgen, and one to other tools. Whoever cites
one of them is likely to get the other.
"""

from collections.abc import Iterator

from reportgen.bibliography import Entry
from reportgen.checks import _entries
from reportgen.diagnostics import Diagnostic, Note, Severity
from reportgen.parse import Manuscript


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    cited = _entries.cited(manuscript)
    first: dict[str, Entry] = {}
    for entry in manuscript.library:
        twin = first.setdefault(entry.key.lower(), entry)
        if twin is not entry and (entry.key in cited or twin.key in cited):
            yield Diagnostic(
                "entry-case",
                Severity.WARNING,
                f"`{entry.key}` and `{twin.key}` differ only in capitals",
                entry.key_span,
                help="give one of the two a key of its own",
                notes=(Note("the other one", twin.key_span),),
            )
