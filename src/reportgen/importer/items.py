"""A read document as a sequence of blocks, each with the name of its style."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from reportgen.importer.inlines import line
from reportgen.importer.marks import STYLED
from reportgen.tree.nodes import Node, attr


@dataclass(frozen=True)
class Item:
    """A block, and the name of the style that it had in small letters."""

    block: Node
    style: str = ""

    @property
    def kind(self) -> str:
        return str(self.block["t"])

    @property
    def text(self) -> str:
        """Its words on one line."""
        return line(self.block)

    @property
    def level(self) -> int:
        """Of a heading, from 1; else 0."""
        return int(self.block["c"][0]) if self.kind == "Header" else 0


def items(blocks: list[Node], style: str = "") -> Iterator[Item]:
    """The blocks in their order, out of the Divs that name their styles."""
    for block in blocks:
        if block["t"] == "Div":
            _, _, pairs = attr(block)
            yield from items(block["c"][1], pairs.get("custom-style", style).lower())
        else:
            yield _named(_plain(block), style)


def _named(block: Node, style: str) -> Item:
    """A block with its style; that of an OpenDocument text is a mark at its head."""
    inlines: list[Node] = block["c"] if block["t"] in ("Para", "Plain") else []
    found = STYLED.match(inlines[0]["c"]) if inlines and inlines[0]["t"] == "Str" else None
    if not found:
        return Item(block, style)
    rest = inlines[0]["c"][found.end() :]
    kept = [{"t": "Str", "c": rest}, *inlines[1:]] if rest else list(inlines[1:])
    while kept and kept[0]["t"] == "Space":
        kept.pop(0)
    return Item({**block, "c": kept}, found[1].replace("_", " "))


NAMED = {
    "key finding": "key-finding", "recommendation": "recommendation", "pull quote": "pull-quote",
    "epigraph": "epigraph",
}  # fmt: skip
"""The classes of the styles that our own Word documents give to named blocks."""


def named_blocks(items: Iterable[Item]) -> Iterator[Item]:
    """Items in which those of such a style that follow each other are one block of its class."""
    for name, group in groupby(items, key=lambda item: NAMED.get(item.style, "")):
        if name:
            yield Item({"t": "Div", "c": [["", [name], []], [item.block for item in group]]})
        else:
            yield from group


def _plain(block: Node) -> Node:
    """A block without the Divs of styles within it, and without attributes that name them."""
    kind = block["t"]
    if kind in ("BlockQuote",):
        return {**block, "c": _inner(block["c"])}
    if kind == "BulletList":
        return {**block, "c": [_inner(one) for one in block["c"]]}
    if kind == "OrderedList":
        return {**block, "c": [block["c"][0], [_inner(one) for one in block["c"][1]]]}
    if kind == "Table":
        return _table(block)
    if kind == "Figure":
        _, (short, caption), content = block["c"]
        return {**block, "c": [["", [], []], [short, _inner(caption)], _inner(content)]}
    return block


def _inner(blocks: list[Node]) -> list[Node]:
    return [item.block for item in items(blocks)]


def _table(block: Node) -> Node:
    _, (short, caption), columns, head, bodies, foot = block["c"]

    def rows(listed: list[Any]) -> list[Any]:
        return [[row[0], [[*cell[:4], _inner(cell[4])] for cell in row[1]]] for row in listed]

    return {
        **block,
        "c": [
            ["", [], []], [short, _inner(caption)], columns, [head[0], rows(head[1])],
            [[b[0], b[1], rows(b[2]), rows(b[3])] for b in bodies], [foot[0], rows(foot[1])],
        ],
    }  # fmt: skip
