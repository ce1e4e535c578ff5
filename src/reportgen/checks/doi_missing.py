"""An article of a journal that registers DOIs has none.

Where the journal's `prefix` is known, its articles get DOIs, and readers cite them by these. An
issue gives them to its articles; an article that is built alone needs its own. A deposit that
cannot be made without a DOI reports that as an error.
"""

from collections.abc import Iterator

from reportgen.diagnostics import Diagnostic, Severity
from reportgen.parse import Manuscript


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    front = manuscript.front
    if front.journal.prefix and not front.doi and not manuscript.matter_asked:
        yield Diagnostic(
            "doi-missing",
            Severity.NOTE,
            "the article has no DOI, and its journal gives DOIs to articles",
            front.place("doi"),
            help=f"add `doi: {front.journal.prefix}/...`, or build it as part of its issue",
        )
