"""An item of a list has a number that is not the next one.

In Markdown the first number of a list counts and the others follow, so that another one than the
author's is printed. Numbers that are all the same, `1.` and `1.`, are only a way of typing.
"""

import re
from collections.abc import Iterator

from reportgen.diagnostics import Diagnostic, Severity
from reportgen.parse import Chapter, Manuscript
from reportgen.tree.list_markers import marker, values
from reportgen.tree.nodes import Node

_TYPED = re.compile(r"\(?(\d{1,9}|[A-Za-z]{1,9})[.)][ \t]+$")


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    for chapter in manuscript.chapters:
        for node in chapter.nodes:
            if node["t"] == "OrderedList" and node["c"][0][1]["t"] != "Example":
                yield from _items(node, chapter)


def _items(node: Node, chapter: Chapter) -> Iterator[Diagnostic]:
    (start, style, delimiter), items = node["c"]
    found = [_typed(item, chapter) for item in items]
    if len({one[1] for one in found if one}) == 1:
        return
    kind = "Decimal" if style["t"] == "DefaultStyle" else style["t"]
    for number, one in enumerate(found, start):
        if one and (kind, number) not in values(one[1]):
            offset, words = one
            printed = marker(number, kind, delimiter["t"])
            yield Diagnostic(
                "list-number",
                Severity.WARNING,
                f"the item `{words}` is printed as `{printed}`",
                chapter.source.span(offset, offset + len(words)),
                help="number the items one after the other, or end the list with a paragraph",
            )
            return


def _typed(item: list[Node], chapter: Chapter) -> tuple[int, str] | None:
    """The number of an item as it was typed, and its offset."""
    at = item[0].get("at") if item else None
    if not at:
        return None
    text = chapter.source.text
    line = text.rfind("\n", 0, at[0]) + 1
    found = _TYPED.search(text[line : at[0]])
    return (line + found.start(1), found[1]) if found else None
