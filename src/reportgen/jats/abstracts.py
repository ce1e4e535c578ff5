"""Abstracts: the article's own, what the brief says, and those in other languages."""

from collections.abc import Iterable
from typing import Any

from reportgen.editions._headings import without_language
from reportgen.jats.blocks import blocks
from reportgen.jats.context import Context
from reportgen.jats.elements import Element, element
from reportgen.jats.named_blocks import MARKED
from reportgen.tree.nodes import Node, attr, edit, find

_PARAGRAPHS = frozenset({"p"})
_ONCE = frozenset({"Note", "Image", "Figure", "Table"})
"""What stands in the text alone, where it is counted."""
_HEADS = {"key-finding": "findings", "recommendation": "recommendations"}


def abstracts(context: Context) -> Iterable[Element]:
    """The abstracts in the article's language.

    The brief travels with the article: its sentence as `executive-summary`, its points as
    `key-points`.
    """
    prose = context.report.prose
    said = blocks(prose.get("abstract", []), context, _PARAGRAPHS)
    if said:
        own = context.report.front.abstract_title
        yield element("abstract", element("title", own) if own else None, said)
    summed = blocks(list(context.edition.standfirst), context, _PARAGRAPHS)
    if summed:
        yield element("abstract", summed, abstract_type="executive-summary")
    groups = [(name, points) for name in MARKED if (points := _points(name, context))]
    if len(groups) == 1:
        (name, points), *_ = groups
        title = element("title", context.words[_HEADS[name]])
        yield element("abstract", title, points, abstract_type="key-points")
    elif groups:
        made = [
            element("sec", element("title", context.words[_HEADS[name]]), points)
            for name, points in groups
        ]
        yield element("abstract", made, abstract_type="key-points")


def _points(name: str, context: Context) -> list[Element]:
    """The blocks of a class as the items of a list, each under its title where it has one."""
    items = []
    for node in find(context.edition.blocks, {"Div"}):
        _, classes, pairs = attr(node)
        if name in classes:
            said = blocks(_without_exhibits(node["c"][1]), context, _PARAGRAPHS)
            title = element("p", element("bold", pairs["title"])) if pairs.get("title") else None
            if said:
                items.append(element("list-item", title, said))
    return [element("p", element("list", items, list_type="bullet"))] if items else []


def _without_exhibits(tree: list[Node]) -> list[Node]:
    """The blocks with their words alone, and without identifiers, which the text has."""
    kept: Any = edit(tree, lambda node: None, _ONCE)
    return edit(kept, _unnamed, {"Div", "Span", "Header", "CodeBlock", "Math"})  # type: ignore[no-any-return]


def _unnamed(node: Node) -> Node:
    if node["t"] == "Math":
        return {key: value for key, value in node.items() if key not in ("label", "number")}
    content = list(node["c"])
    at = 1 if node["t"] == "Header" else 0
    content[at] = ["", *content[at][1:]]
    return {**node, "c": content}


def translated(context: Context) -> Iterable[Element]:
    """The abstracts in other languages."""
    for lang, one in context.report.front.translations.items():
        if one.abstract:
            tree = context.report.prose.get(f"translation-{lang}-abstract", [])
            tree = without_language(_without_exhibits(tree), lang)
            if said := blocks(tree, context, _PARAGRAPHS):
                yield element("trans-abstract", said, lang=lang)
