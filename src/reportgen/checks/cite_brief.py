"""Only the brief cites a source.

What a `brief-only` block says is to rest on the article. A source that the article itself nowhere
cites is new there, and readers who look for it in the article will not find it.
"""

from collections.abc import Iterator

from reportgen.diagnostics import Diagnostic, Severity
from reportgen.parse import Manuscript


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    library, work = manuscript.library, manuscript.work
    if work is None:
        return
    cited = {
        entry.key
        for cite in manuscript.cites
        if work.edition in cite.editions and (entry := library.get(cite.key))
    }
    for cite in manuscript.cites:
        entry = library.get(cite.key)
        if entry is None or work.edition in cite.editions or entry.key in cited:
            continue
        if cite.editions:
            yield Diagnostic(
                "cite-brief",
                Severity.NOTE,
                f"the {work.edition} nowhere cites `{cite.key}`",
                cite.span,
                f"cited in the {' and the '.join(sorted(cite.editions))} alone",
                f"cite it in the {work.edition} too, or leave it out",
            )
