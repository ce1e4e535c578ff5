"""Walk, join and edit pandoc's document tree, held as the plain lists and dicts of its JSON.

A node is a dict with a type `t` and, for most types, contents `c` (pandoc-types, module
Text.Pandoc.Definition). Functions that change a tree return a new one and share what they did not
touch: a tree that a stage was handed is never altered.
"""

from collections.abc import Callable, Collection, Iterator
from typing import Any

Node = dict[str, Any]
"""A pandoc element. `Any` stands at this border alone: the JSON has no narrower common type."""

LEAVES = frozenset({"Str", "Space", "SoftBreak", "LineBreak"})
"""Nodes that hold no others: nine in ten."""

ATTRIBUTED = frozenset(
    {"Div", "Span", "Link", "Image", "Code", "CodeBlock", "Table", "Figure", "Header"}
)
"""Nodes that have an identifier, classes and attributes."""

Attr = tuple[str, list[str], dict[str, str]]


def walk(tree: Any) -> Iterator[Node]:
    """Every node of a tree, in document order, a parent before its children."""
    stack = [tree]
    pop, push = stack.pop, stack.append
    while stack:
        item = pop()
        if type(item) is dict:
            if "t" in item:
                yield item
            for key in reversed(item):
                value = item[key]
                kind = type(value)
                if (kind is list and key != "at") or kind is dict:
                    push(value)
        elif type(item) is list:
            stack.extend(reversed(item))


def edit(tree: Any, change: Callable[[Node], Any], kinds: Collection[str] = ()) -> Any:
    """A new tree with each node replaced by what `change` gives for it, children first.

    `change` returns a node (the same one to keep it), a list of nodes to put in its place, or
    None to drop it. It is asked about nodes of these `kinds` alone, of all where there are none.
    """
    passed = LEAVES.difference(kinds) if kinds else frozenset[str]()
    return _edit(tree, change, kinds, passed)


def _edit(
    tree: Any, change: Callable[[Node], Any], kinds: Collection[str], passed: frozenset[str]
) -> Any:
    kind = type(tree)
    if kind is dict:
        return _edited(tree, change, kinds, passed)
    if kind is not list:
        return tree
    out: list[Any] = []
    same = True
    for item in tree:
        kind = type(item)
        if kind is dict:
            if passed and item.get("t") in passed:
                out.append(item)
                continue
            new = _edited(item, change, kinds, passed)
            if new is not item:
                same = False
                if "t" in item and (new is None or type(new) is list):
                    out.extend(new or ())
                    continue
        elif kind is list:
            new = _edit(item, change, kinds, passed)
            same = same and new is item
        else:
            new = item
        out.append(new)
    return tree if same else out


def _edited(
    node: Node, change: Callable[[Node], Any], kinds: Collection[str], passed: frozenset[str]
) -> Any:
    new = node
    for key, value in node.items():
        if type(value) is list or type(value) is dict:
            edited = _edit(value, change, kinds, passed)
            if edited is not value:
                if new is node:
                    new = dict(node)
                new[key] = edited
    if "t" not in new or (kinds and new["t"] not in kinds):
        return new
    return change(new)


def within(node: Node, change: Callable[[Any], Any]) -> Node:
    """A node with each list and dict in it replaced by what `change` gives for it.

    A word or a space, of which most of a document is, has none: it is not copied.
    """
    if node.get("t") in ("Str", "Space"):
        return node
    return {k: change(v) if type(v) is list or type(v) is dict else v for k, v in node.items()}


def text(tree: Any) -> str:
    """The plain text of inlines or blocks: no markup, notes and what was deleted left out."""
    out: list[str] = []
    _text(tree, out)
    return "".join(out)


def _text(tree: Any, out: list[str]) -> None:
    if isinstance(tree, list):
        for item in tree:
            _text(item, out)
    elif isinstance(tree, dict):
        kind = tree.get("t")
        if kind == "Str":
            out.append(tree["c"])
        elif kind in ("Space", "SoftBreak", "LineBreak"):
            out.append(" ")
        elif kind in ("Code", "Math", "CodeBlock"):
            out.append(tree["c"][1])
        elif kind == "Quoted":
            left, right = "‘’" if tree["c"][0]["t"] == "SingleQuote" else "“”"
            out.append(left)
            _text(tree["c"][1], out)
            out.append(right)
        elif kind not in ("Note", "RawInline", "RawBlock") and tree.get("change") != "del":
            _text(tree.get("c"), out)
            if kind in ("Para", "Plain", "Header"):
                out.append("\n")


def plain_text(blocks: list[Node]) -> str:
    """Blocks as one line of plain text: no markup, notes left out."""
    return " ".join(text(blocks).split())


def attr(node: Node) -> Attr:
    """The identifier, classes and attributes of a node that has them; else empty ones."""
    kind = node["t"]
    if kind not in ATTRIBUTED:
        return "", [], {}
    identifier, classes, pairs = node["c"][1 if kind == "Header" else 0]
    return identifier, list(classes), dict(pairs)


def string(value: str) -> list[Node]:
    """Inlines for a string: words and spaces."""
    out: list[Node] = []
    for i, word in enumerate(value.split(" ")):
        if i:
            out.append({"t": "Space"})
        if word:
            out.append({"t": "Str", "c": word})
    return out


def span(inlines: list[Node], *classes: str, id: str = "", **pairs: str) -> Node:
    return {"t": "Span", "c": [[id, list(classes), [list(p) for p in pairs.items()]], inlines]}


def div(blocks: list[Node], *classes: str, id: str = "", **pairs: str) -> Node:
    return {"t": "Div", "c": [[id, list(classes), [list(p) for p in pairs.items()]], blocks]}


def link(inlines: list[Node], target: str, *classes: str, id: str = "") -> Node:
    return {"t": "Link", "c": [[id, list(classes), []], inlines, [target, ""]]}


def plain(inlines: list[Node]) -> Node:
    return {"t": "Plain", "c": inlines}


def para(inlines: list[Node]) -> Node:
    return {"t": "Para", "c": inlines}


def find(tree: Any, kinds: Collection[str]) -> list[Node]:
    """The nodes of these types, in document order; leaves are passed over, so none of `LEAVES`."""
    found = []
    stack = [tree]
    while stack:
        item = stack.pop()
        if type(item) is list:
            stack += [
                x
                for x in reversed(item)
                if type(x) is list or (type(x) is dict and x.get("t") not in LEAVES)
            ]
        elif type(item) is dict:
            if item.get("t") in kinds:
                found.append(item)
            stack += [item[key] for key in reversed(item) if key != "at"]
    return found


def line_of(blocks: list[Node]) -> list[Node]:
    """The inlines of a title, which stands in a Div where its writing runs the other way."""
    first = blocks[0]
    while first["t"] == "Div":
        first = first["c"][1][0]
    inlines: list[Node] = first["c"]
    return inlines
