"""Two things have the same label.

A cross-reference could mean either, and a link can lead to one only.
"""

import re
from collections.abc import Iterator

from reportgen.diag import Diagnostic, Note, Severity
from reportgen.parse import Manuscript, scan
from reportgen.source import Span

_LABEL = re.compile(r"\{[^{}\n]*?#([^\s{}#,]+)[^{}\n]*\}|\\label\{([^{}\s]+)\}")


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    known = {label.name for label in manuscript.labels}
    first: dict[str, Span] = {}
    for chapter in manuscript.chapters:
        masked = scan.mask(chapter.source.text)
        for found in _LABEL.finditer(masked):
            name = found[1] or found[2]
            if name not in known:
                continue
            start = found.start(1 if found[1] else 2)
            span = chapter.source.span(start, start + len(name))
            twin = first.setdefault(name, span)
            if twin is not span:
                yield Diagnostic(
                    "label-duplicate",
                    Severity.ERROR,
                    f"the label `{name}` is taken",
                    span,
                    help="give one of the two another label",
                    notes=(Note("first given here", twin),),
                )
