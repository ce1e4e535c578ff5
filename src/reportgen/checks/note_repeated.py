"""A note is the same as an earlier one.

The text of a note stands in the manuscript twice, word for word. Say it once, and refer to it.
Notes that only cite a source may repeat.
"""

from collections.abc import Iterator

from reportgen.checks import _prose
from reportgen.diagnostics import Diagnostic, Note, Severity
from reportgen.parse import Manuscript

_SHORTEST = 30


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    first: dict[str, _prose.Remark] = {}
    for chapter in manuscript.chapters:
        for remark in _prose.remarks(chapter):
            if len(remark.words) < _SHORTEST:
                continue
            twin = first.setdefault(remark.words.casefold(), remark)
            if twin is not remark:
                yield Diagnostic(
                    "note-repeated",
                    Severity.WARNING,
                    f"this note repeats an earlier one: `{remark.words[:40].strip()}…`",
                    remark.span,
                    help="say it once, and refer to it",
                    notes=(Note("the earlier note", twin.span),),
                )
