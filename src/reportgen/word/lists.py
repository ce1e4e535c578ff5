"""Lists: each item's first paragraph is numbered, what follows it is indented."""

from dataclasses import replace

from reportgen.ast import Node
from reportgen.word.elements import Element
from reportgen.word.paragraphs import INDENT, Scope, Write

HEADINGS, UNNUMBERED = 1, 2
"""The list that numbered headings are in, and that of those without a number among them.

The lists of the text come after.
"""
DEEPEST = 8
"""The innermost level of a list (ISO 29500-1, 17.9.3)."""


def items(
    tree: list[list[Node]], kind: str, start: int, scope: Scope, write: Write
) -> list[Element]:
    """The paragraphs of a list; its kind is "bullet", or pandoc's style and delimiter."""
    scope.context.lists.append((kind, start))
    number = (min(scope.depth + 1, DEEPEST), UNNUMBERED + len(scope.context.lists))
    inner = replace(
        scope, body=scope.item, first=scope.item, depth=number[0], left=scope.left + INDENT
    )
    return [element for item in tree for element in _item(item, number, inner, write)]


def _item(item: list[Node], number: tuple[int, int], scope: Scope, write: Write) -> list[Element]:
    head, rest = item[:1], item[1:]
    if not head or head[0]["t"] not in ("Para", "Plain"):
        head, rest = [], item
    runs = scope.runs(head[0]["c"]) if head else []
    left = scope.left + (scope.context.design.resolved(scope.item).left or 0)
    return [scope.paragraph(scope.item, runs, number=number, left=left), *write(rest, scope)]


def definition(
    term: list[Node], bodies: list[list[Node]], scope: Scope, write: Write
) -> list[Element]:
    """A term, and the paragraphs that define it."""
    opening = replace(scope, keep_next=True).paragraph("Definition Term", scope.runs(term))
    inner = replace(scope, body="Definition", first="Definition")
    return [opening, *(element for body in bodies for element in write(body, inner))]
