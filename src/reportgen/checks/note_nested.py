"""A note stands inside a note.

A reader of a page finds no place to look for it, and pandoc prints no call of a note there.
"""

import re
from collections.abc import Iterator

from reportgen.checks import _literals
from reportgen.diagnostics import Diagnostic, Severity
from reportgen.diagnostics.source import Span
from reportgen.parse import Chapter, Manuscript
from reportgen.tree import scan
from reportgen.tree.visitor import visit

_CALL = re.compile(r"\[\^[^\]\s]+\]")


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    for chapter in manuscript.chapters:
        for span in (*_inner(chapter), *_called(chapter)):
            yield Diagnostic(
                "note-nested",
                Severity.ERROR,
                "a note stands inside another note, and is not printed",
                span,
                help="write it into the outer note, in parentheses",
            )


def _inner(chapter: Chapter) -> Iterator[Span]:
    """Inline notes inside notes."""
    for node, context in visit(chapter.blocks):
        if node["t"] == "Note" and context.note is not None:
            yield chapter.span(node)


def _called(chapter: Chapter) -> Iterator[Span]:
    """Calls, inside notes, of notes that are defined."""
    calls = [
        call
        for node in chapter.nodes
        if node["t"] == "Note"
        for words in _literals.inner_strings(node)
        for call in _CALL.findall(words)
    ]
    if not calls:
        return
    masked = scan.mask(chapter.source.text)
    defined = scan.defined_notes(masked)
    bodies = [found.end() for found in scan.DEFINED.finditer(masked)]
    for call in dict.fromkeys(calls):
        if call[2:-1] in defined:
            found = [m.span() for m in re.finditer(re.escape(call) + r"(?!:)", masked)]
            inner = [place for place in found if _within(place[0], bodies, masked)]
            yield from (chapter.source.span(*place) for place in (inner or found)[:1])


def _within(offset: int, bodies: list[int], masked: str) -> bool:
    """Whether an offset stands in the first paragraph of a note."""
    body = max((body for body in bodies if body <= offset), default=None)
    return body is not None and "\n\n" not in masked[body:offset]
