"""Only the brief cites a source.

What a `brief-only` block says is to rest on the article. A source that the article itself nowhere
cites is new there, and readers who look for it in the article will not find it.
"""

from collections.abc import Iterator

from reportgen.diag import Diagnostic, Severity
from reportgen.parse import Manuscript


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    library = manuscript.library
    article = {entry.key for c in manuscript.cites if not c.brief and (entry := library.get(c.key))}
    for cite in manuscript.cites:
        entry = library.get(cite.key)
        if cite.brief and entry is not None and entry.key not in article:
            yield Diagnostic(
                "cite-brief",
                Severity.NOTE,
                f"the article nowhere cites `{cite.key}`",
                cite.span,
                "cited in the brief alone",
                "cite it in the article too, or leave it out",
            )
