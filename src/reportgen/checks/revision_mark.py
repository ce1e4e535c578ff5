"""A mark of a revision is left in the text.

CriticMarkup (`{--gone--}`, `{++new++}`, `{~~old~>new~~}`, `{>>comment<<}`), what a conversion with
tracked changes leaves (`[gone]{.deletion}`), and a version control's marks of a conflict. Words
that were to go are printed like all others.
"""

import re
from collections.abc import Iterator

from reportgen.checks import _passages
from reportgen.checks._passages import Passage
from reportgen.diagnostics import Diagnostic, Severity
from reportgen.diagnostics.source import Finder, Span
from reportgen.parse import Manuscript
from reportgen.tree.nodes import attr

_CRITIC = re.compile(
    r"(?P<mark>\{)(?P<kind>--|\+\+|>>|~~|==)(?P<words>(?:[^{}\n]|\n(?!\s*\n))*?)(?:--|\+\+|<<|~~|==)\}"
)
_NAMES = {
    "--": "a deletion", "++": "an insertion", ">>": "a comment", "~~": "a replacement",
    "==": "a highlight",
}  # fmt: skip
_CLASSES = {
    "deletion": "a deletion", "insertion": "an insertion", "comment-start": "a comment",
    "paragraph-deletion": "a deletion", "paragraph-insertion": "an insertion",
}  # fmt: skip
_CONFLICT = re.compile(r"^(?:<{7}|>{7})(?= \S)|^<{7}$", re.M)
_REMEDY = {
    "a deletion": "take the words out, or keep them without the marks",
    "a comment": "take it out, or write `<!-- comment -->`",
    "a highlight": "write `==words==`, or take the marks out",
}


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    for passage in _passages.passages(manuscript):
        for found in passage.find(_CRITIC, "mark"):
            yield _mark(_NAMES[found["kind"]], passage.span(*found.span()))
        yield from _conflicts(passage)
    for chapter in manuscript.chapters:
        places = Finder(chapter.source)
        for node in chapter.nodes:
            for name in attr(node)[1] if node["t"] == "Span" else ():
                if name in _CLASSES:
                    span = places.find(f".{name}") or chapter.span(node)
                    yield _mark(_CLASSES[name], span)


def _conflicts(passage: Passage) -> Iterator[Diagnostic]:
    for found in _CONFLICT.finditer(passage.literal.masked, passage.start, passage.end):
        yield _mark("a conflict", passage.span(*found.span()))


def _mark(what: str, span: Span) -> Diagnostic:
    return Diagnostic(
        "revision-mark",
        Severity.WARNING,
        f"{what} is marked in the text, and printed with it",
        span,
        help=_REMEDY.get(what, "keep the words that count, without the marks"),
    )
