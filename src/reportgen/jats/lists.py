"""Lists: bullets, numbers and definitions."""

from typing import Any

from reportgen.jats.context import Context
from reportgen.jats.elements import Element, element
from reportgen.jats.inlines import PARAGRAPH, inlines
from reportgen.jats.named_blocks import Write
from reportgen.tree.list_markers import marker
from reportgen.tree.nodes import Node
from reportgen.tree.tasks import is_task

_TYPES = {
    "LowerAlpha": "alpha-lower", "UpperAlpha": "alpha-upper",
    "LowerRoman": "roman-lower", "UpperRoman": "roman-upper",
}  # fmt: skip
_ITEM = frozenset({"p", "list", "def-list"})


def listed(node: Node, write: Write) -> list[Element]:
    """The element of a BulletList or an OrderedList; none where there is nothing in it.

    JATS counts every list from 1 on: the items of another one have labels.
    """
    if node["t"] == "BulletList":
        items, name = node["c"], "simple" if all(map(is_task, node["c"])) else "bullet"
        labels = [""] * len(items)
    else:
        (start, style, delimiter), items = node["c"]
        name = _TYPES.get(style["t"], "order")
        labels = [marker(n, style["t"], delimiter["t"]) for n, _ in enumerate(items, start)]
    written = [write(item, _ITEM) for item in items]
    if node["t"] == "OrderedList" and start == 1 and all(written):
        labels = [""] * len(items)
    made = [
        element("list-item", element("label", label) if label else None, item)
        for label, item in zip(labels, written, strict=True)
        if item
    ]
    return [element("list", made, list_type=name)] if made else []


def definitions(items: Any, context: Context, write: Write) -> list[Element]:
    """The element of a DefinitionList."""
    made = []
    for term, bodies in items:
        words = element("term", inlines(term, context, PARAGRAPH))
        written = [write(body, frozenset({"p"})) for body in bodies]
        made.append(element("def-item", words, (element("def", x) for x in written if x)))
    return [element("def-list", made)] if made else []
