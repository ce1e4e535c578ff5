"""The DOI of an article does not begin with the prefix of its journal.

A journal registers DOIs under its own `prefix` alone; Crossref refuses others. One of the two was
copied from elsewhere, or the article is another publisher's.
"""

from collections.abc import Iterator

from reportgen.diagnostics import Diagnostic, Severity
from reportgen.parse import Manuscript


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    front = manuscript.front
    prefix = front.journal.prefix
    if prefix and front.doi and not front.doi.startswith(f"{prefix}/"):
        yield Diagnostic(
            "doi-prefix",
            Severity.WARNING,
            f"`{front.doi}` does not begin with the journal's prefix, `{prefix}`",
            front.place("doi"),
            help="mend the DOI, or the journal's `prefix`",
        )
