"""Blocks that a class names, in the elements and roles that say what they are.

Sources: HTML, 4.3.5 "aside"; WAI-ARIA 1.2; DPUB-ARIA 1.1, "doc-epigraph", "doc-pullquote".
"""

from collections.abc import Callable
from html import escape

from reportgen.tree.named_blocks import (
    ATTRIBUTION,
    BOX,
    CALLOUT,
    EPIGRAPH,
    LINE,
    PULL_QUOTE,
    STATEMENTS,
    TAKEAWAYS,
    TITLE,
    kind,
)
from reportgen.tree.nodes import Node, attr, plain_text

ELEMENTS = {
    BOX: ("aside", ""),
    PULL_QUOTE: ("aside", "doc-pullquote"),
    EPIGRAPH: ("blockquote", "doc-epigraph"),
    # No landmarks: a text may have several, and their names need not differ.
    TAKEAWAYS: ("div", "group"),
    STATEMENTS: ("div", "group"),
}
"""The element and the role of each kind; of others it is a `div`."""


def block_html(node: Node, attributes: str, inner: Callable[[list[Node]], str], name: str) -> str:
    """The HTML of a Div; `inner` writes blocks, `name` is what statements are called."""
    content = node["c"][1]
    classes = attr(node)[1]
    if TITLE in classes or ATTRIBUTION in classes:
        words = "".join(inner([{**block, "t": "Plain"}]) for block in content)
        return f"<p{attributes}>{words}</p>"
    shown = kind(node)
    tag, role = ELEMENTS.get(shown, ("div", ""))
    if CALLOUT in classes:
        role = "note"
    titles = [b for b in content[:1] if b["t"] == "Div" and TITLE in attr(b)[1]]
    label = plain_text(titles) or (name if shown == STATEMENTS else "")
    said = f' role="{role}"' if role else ""
    said += f' aria-label="{escape(label)}"' if label else ""
    return f"<{tag}{attributes}{said}>{inner(content)}</{tag}>"


def lines_html(lines: list[Node], inner: Callable[[list[Node]], str]) -> str:
    """The lines under a figure or table."""
    return "".join(inner([line]) for line in lines if kind(line) == LINE)
