"""A class is nearly one that means something here, and is not it.

What stands in `::: {.keyfinding}` is printed, and is in no brief: the class is `key-finding`. Words
in `[ ]{.smallcap}` are set like others: the class is `smallcaps`. A class that is like none of
those that mean something here is the author's own affair.
"""

import re
from collections.abc import Iterator

from reportgen.diagnostics import Diagnostic, Severity
from reportgen.diagnostics.nearest import Nearest
from reportgen.diagnostics.source import Span
from reportgen.parse import Chapter, Manuscript
from reportgen.tree import named_blocks
from reportgen.tree.nodes import Node, attr

ALIKE = 0.8
"""How like a known class another one is that is taken for it (`difflib`'s ratio)."""

BLOCKS = (
    frozenset(f"callout-{kind}" for kind in ("note", "tip", "warning", "caution", "important"))
    | named_blocks.NAMES
    | named_blocks.ALIASES.keys()
    | {"here"}
)
SPANS = frozenset({"smallcaps", "underline", "mark", "aside"})
"""What pandoc, Quarto and MyST give a meaning."""


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    known = {name for one in manuscript.selections for name in (*one.shows, *one.hides)}
    near_blocks, near_spans = Nearest(known | BLOCKS, ALIKE), Nearest(known | SPANS, ALIKE)
    for chapter in manuscript.chapters:
        for node in chapter.nodes:
            if node["t"] not in ("Div", "Span", "Header"):
                continue
            for name in attr(node)[1]:
                meant = known | named_blocks.KINDS | (SPANS if node["t"] == "Span" else BLOCKS)
                nearest = near_spans if node["t"] == "Span" else near_blocks
                near = None if name in meant else nearest(name)
                if near:
                    yield Diagnostic(
                        "class-unknown",
                        Severity.WARNING,
                        f"the class `{name}` is not known",
                        _place(chapter, node, name),
                        help=f"did you mean `{near}`?",
                    )


def _place(chapter: Chapter, node: Node, name: str) -> Span:
    """Where a class is given: on the opening line of its Div, or behind the words of its Span."""
    span = chapter.span(node)
    typed = re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])")
    found = typed.search(chapter.source.text, span.start) or typed.search(chapter.source.text)
    return chapter.source.span(*found.span()) if found else span
