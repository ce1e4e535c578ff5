"""Lists as HTML, each item under the number that it has in the text."""

from collections.abc import Callable
from typing import Any

from reportgen.tree.list_markers import TYPES, marker
from reportgen.tree.nodes import Node


def ordered_html(content: Any, write: Callable[[list[Node]], str]) -> str:
    """The element of an OrderedList; `write` gives the HTML of an item's blocks.

    HTML can say with which number a list begins, and in which letters it counts. What stands
    around the numbers, `(a)`, it cannot: each item of such a list carries its own as `data-marker`,
    which the style sheets show; so does each item of one that WeasyPrint would count from 1.
    """
    (start, style, delimiter), items = content
    typed = TYPES.get(style["t"], "")
    attributes = (f' type="{typed}"' if typed else "") + (f' start="{start}"' if start != 1 else "")
    bare = not attributes and delimiter["t"] in ("Period", "DefaultDelim")
    out = []
    for number, item in enumerate(items, start):
        words = marker(number, style["t"], delimiter["t"])
        mark = "" if bare else f' data-marker="{words}"'
        out.append(f"<li{mark}>{write(item)}</li>")
    return f"<ol{attributes}>{''.join(out)}</ol>"
