"""Two things have the same label.

A cross-reference could mean either, and a link can lead to one only.
"""

import re
from collections.abc import Iterator

from reportgen.diagnostics import Diagnostic, Note, Severity
from reportgen.diagnostics.source import Span, nfc
from reportgen.parse import Manuscript
from reportgen.tree import scan

_BRACES = re.compile(r"\{[^{}\n]*\}")
_LABEL = re.compile(r"(?<=[{\s])#([^\s{}#,]+)|(?<=^\{)([^\s{}]+)(?=\}$)")


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    known = {label.name for label in manuscript.labels}
    first: dict[str, Span] = {}
    for chapter in manuscript.chapters:
        masked = scan.mask(chapter.source.text)
        for name, start in _given(masked):
            if nfc(name) not in known:
                continue
            span = chapter.source.span(start, start + len(name))
            twin = first.setdefault(nfc(name), span)
            if twin is not span:
                yield Diagnostic(
                    "label-duplicate",
                    Severity.ERROR,
                    f"the label `{name}` is taken",
                    span,
                    help="give one of the two another label",
                    notes=(Note("first given here", twin),),
                )


def _given(masked: str) -> Iterator[tuple[str, int]]:
    """What may be labels, `{#name}` or `\\label{name}`, with their offsets."""
    for braces in _BRACES.finditer(masked):
        latex = masked.endswith("\\label", 0, braces.start())
        for found in _LABEL.finditer(braces[0]):
            if found[1] or latex:
                group = 1 if found[1] else 2
                yield found[group], braces.start() + found.start(group)
