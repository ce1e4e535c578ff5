"""Lists as HTML, each item under the number that it has in the text."""

from collections.abc import Callable
from typing import Any

from reportgen.tree.list_markers import TYPES, marker
from reportgen.tree.nodes import Node
from reportgen.tree.tasks import is_task

Write = Callable[[list[Node]], str]
"""The HTML of blocks, or of inlines."""


def bullet_html(items: list[list[Node]], write: Write) -> str:
    """The element of a BulletList; a task has its box for a bullet."""
    tasks = [' class="task"' if is_task(item) else "" for item in items]
    inner = (f"<li{name}>{write(item)}</li>" for name, item in zip(tasks, items, strict=True))
    return f"<ul>{''.join(inner)}</ul>"


def definition_html(items: Any, write_term: Write, write: Write) -> str:
    """The element of a DefinitionList."""
    return f"<dl>{''.join(_definition(item, write_term, write) for item in items)}</dl>"


def _definition(item: Any, write_term: Write, write: Write) -> str:
    term, bodies = item
    return f"<dt>{write_term(term)}</dt>" + "".join(f"<dd>{write(body)}</dd>" for body in bodies)


def ordered_html(content: Any, write: Write) -> str:
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
