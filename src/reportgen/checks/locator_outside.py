"""A citation points to a page that the source does not have.

The entry says on which pages an article or a chapter stands, and the citation names a page before
or behind them: one of the two is mistyped. Reports and books that count by chapter (`4-13`) are
left alone.
"""

import re
from collections.abc import Iterator

from reportgen.bibliography import Entry
from reportgen.checks import _pages, _prose
from reportgen.diagnostics import Diagnostic, Note, Severity
from reportgen.parse import Manuscript
from reportgen.tree.nodes import text

_PAGES = re.compile(
    r"^[\s,{]*(?:(?:pp?\.|pages?)\s*(\d[\d\s,–—-]*)|(\d[\d\s,–—-]*)(?=$|[,;}]|\s*$))(?![\w.:])",
    re.I,
)


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    for place, citation in _prose.citations(manuscript):
        entry = manuscript.library.get(citation["citationId"])
        suffix = text(citation["citationSuffix"])
        found = _PAGES.match(suffix) if suffix else None
        if entry is None or found is None:
            continue
        known = _known(entry)
        outside = [
            r for r in _pages.ranges(found[1] or found[2]) if not any(_in(r, k) for k in known)
        ]
        if known and outside:
            field = entry.fields["pages"]
            yield Diagnostic(
                "locator-outside",
                Severity.WARNING,
                f"`{entry.key}` has no page {outside[0][0]}",
                place,
                help="mend the page, or the `pages` of the entry",
                notes=(Note(f"it stands on pages {field.value.strip()}", field.span),),
            )


def _known(entry: Entry) -> tuple[_pages.Range, ...]:
    """The pages on which a work stands, where they are ranges of numbers."""
    if entry.type in ("book", "report", "techreport", "manual") or not entry.text("pages"):
        return ()
    typed = entry.text("pages")
    if not re.fullmatch(r"[\d\s,–—-]+", typed):
        return ()
    return tuple(r for r in _pages.ranges(typed) if r[0] < r[1])


def _in(inner: _pages.Range, outer: _pages.Range) -> bool:
    return outer[0] <= inner[0] <= outer[1]
