"""Visit and rewrite pandoc's document tree with the context of each node.

`ast.walk` and `ast.edit` are for what needs no context; these two know whether a node stands in a
note or a caption, and in which classes.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from typing import Any

from reportgen.tree.named_blocks import caption_words, lines_of
from reportgen.tree.nodes import LEAVES, Node, attr, text, within


@dataclass(frozen=True, slots=True)
class Context:
    """What a node stands in.

    `note` and `table` are the Note and the Table around it, `caption` the Figure or Table of whose
    caption it is part; `classes` those of all the Divs and Spans around it, and its own.
    """

    note: Node | None = None
    table: Node | None = None
    caption: Node | None = None
    classes: frozenset[str] = frozenset()


ROOT = Context()

Rewrite = Callable[[list[Any], Node, Context], Node | None]


def visit(tree: Any, context: Context = ROOT) -> Iterator[tuple[Node, Context]]:
    """Every node but words and spaces, in document order, each with what it stands in."""
    if isinstance(tree, list):
        for item in tree:
            if isinstance(item, list) or (isinstance(item, dict) and item.get("t") not in LEAVES):
                yield from visit(item, context)
    elif isinstance(tree, dict):
        context = entered(tree, context)
        if "t" in tree:
            yield tree, context
        for part, inner in _parts(tree, context):
            yield from visit(part, inner)


def rewrite(tree: Any, change: Rewrite, kinds: Collection[str], context: Context = ROOT) -> Any:
    """A new tree, written from the top down and from left to right.

    For each node of these `kinds` that stands in a list, `change(out, node, context)` returns the
    node that is to be copied, with its contents rewritten, to the end of `out`: the new list so
    far, whose end it may alter. None says that it has written what is to stand there itself.
    """
    if isinstance(tree, list):
        out: list[Any] = []
        for item in tree:
            if isinstance(item, dict) and (kind := item.get("t")):
                if kind in kinds:
                    new = change(out, item, entered(item, context))
                    if new is None:
                        continue
                    item = new
                if kind in LEAVES:
                    out.append(item)
                    continue
            out.append(rewrite(item, change, kinds, context))
        return out
    if isinstance(tree, dict):
        if tree.get("t") in LEAVES:
            return tree
        context = entered(tree, context)
        if tree.get("t") in ("Note", "Figure", "Table"):
            inner = [rewrite(part, change, kinds, held) for part, held in _parts(tree, context)]
            return {**tree, "c": _joined(tree, inner)}
        return within(tree, lambda part: rewrite(part, change, kinds, context))
    return tree


def entered(node: Node, context: Context) -> Context:
    """The context of a node that stands in another context."""
    if node.get("t") in ("Div", "Span") and (classes := attr(node)[1]):
        return replace(context, classes=context.classes.union(classes))
    return context


def _parts(node: Node, context: Context) -> Iterator[tuple[Any, Context]]:
    """The parts of a node that may hold others, each with what it stands in, in reading order.

    A table's caption stands over it and the lines on its sources under it. A figure's caption comes
    before the description of its picture, as it is typed, and after panels, as it is read.
    """
    kind, content = node.get("t"), node.get("c")
    if kind == "Note":
        yield content, replace(context, note=context.note or node)
    elif kind in ("Figure", "Table") and isinstance(content, list):
        attributes, (short, caption), *body = content
        captioned = replace(context, caption=node)
        yield attributes, context
        if kind == "Table":
            inner = replace(context, table=node)
            yield [short, caption_words(caption)], captioned
            yield from ((part, inner) for part in body)
            yield lines_of(caption), captioned
        elif _has_panels(node):
            yield from ((part, context) for part in body)
            yield [short, caption], captioned
        else:
            yield [short, caption], captioned
            yield from ((part, context) for part in body)
    else:
        yield from ((v, context) for v in node.values() if isinstance(v, list | dict))


def _has_panels(figure: Node) -> bool:
    return "panels" in attr(figure)[1]


def _joined(node: Node, parts: list[Any]) -> Any:
    """The contents of a note, a figure or a table, of its parts as `_parts` gives them."""
    kind = node["t"]
    if kind == "Note":
        return parts[0]
    attributes, *body, last = parts
    if kind == "Figure":
        return [attributes, last, *body] if _has_panels(node) else parts
    (short, words), *rest = body
    return [attributes, [short, [*words, *last]], *rest]


def without_repeated_captions(blocks: list[Node]) -> list[Node]:
    """The blocks with the description of a figure's picture empty where it repeats the caption.

    Pandoc gives a captioned picture its caption twice (extension `implicit_figures`), with its
    notes and citations. `with_repeated_captions` gives it back.
    """

    def change(out: list[Any], node: Node, context: Context) -> Node:
        caption = text(node["c"][1]).strip()

        def bare(_: list[Any], image: Node, __: Context) -> Node:
            attributes, words, target = image["c"]
            if text(words).strip() != caption:
                return image
            return {**image, "c": [attributes, [], target], "captioned": True}

        content = node["c"]
        return {**node, "c": [*content[:2], rewrite(content[2], bare, {"Image"})]}

    changed: list[Node] = rewrite(blocks, change, {"Figure"})
    return changed


def with_repeated_captions(blocks: list[Node]) -> list[Node]:
    """The blocks with the figure's caption as description of each picture that had it."""

    def change(out: list[Any], node: Node, context: Context) -> Node:
        words = [{"t": "Str", "c": text(caption_words(node["c"][1][1])).strip()}]

        def described(_: list[Any], image: Node, __: Context) -> Node:
            attributes, _words, target = image["c"]
            return {**image, "c": [attributes, words, target]} if "captioned" in image else image

        content = node["c"]
        return {**node, "c": [*content[:2], rewrite(content[2], described, {"Image"})]}

    changed: list[Node] = rewrite(blocks, change, {"Figure"})
    return changed
