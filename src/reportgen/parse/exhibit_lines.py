"""The lines "Source:" and "Note:" under figures, tables and in boxes.

A paragraph that begins with one of these words, or a Div of the class `source` or `note`, right
behind a figure or table belongs to it and goes into its caption; one at the end of a box stands
there as such a line.
"""

import re
from typing import Any

from reportgen.tree.named_blocks import LINE
from reportgen.tree.nodes import Node, attr, div, edit, para, text

EXHIBITS = ("Figure", "Table")
_SOURCE = "Sources?|출처|자료|Quellen?|Fuentes?|Fonti?"
_NOTE = "Notes?|주|비고|Anmerkung(?:en)?|Notas?|Not[ae]"
_TYPED = re.compile(rf"(?:(?P<source>{_SOURCE})|(?P<note>{_NOTE}))[ \u00a0\u202f]?[:：]")
_LABEL = re.compile(r"(fig|tbl|tab)[-:]\S")


def take_out(blocks: list[Node]) -> list[Node]:
    """The blocks with the lines at the end of a figure's or table's Div right behind it.

    Its last paragraph is its caption then.
    """

    def change(node: Node) -> Node | list[Node]:
        if not _LABEL.match(attr(node)[0]):
            return node
        content = node["c"][1]
        end = len(content)
        while end > 1 and line(content[end - 1]):
            end -= 1
        if end == len(content):
            return node
        return [{**node, "c": [node["c"][0], content[:end]]}, *content[end:]]

    edited: list[Node] = edit(blocks, change, {"Div"})
    return edited


def attach(blocks: list[Node]) -> list[Node]:
    """The blocks with each line in the caption of the figure or table before it."""
    return _attached(edit(blocks, _inner, {"Div", "BlockQuote"}))


def _inner(node: Node) -> Node:
    if node["t"] == "BlockQuote":
        return {**node, "c": _attached(node["c"])}
    return {**node, "c": [node["c"][0], _attached(node["c"][1])]}


def _attached(blocks: list[Node]) -> list[Node]:
    out: list[Node] = []
    for block in blocks:
        made = line(block) if out and out[-1]["t"] in EXHIBITS else None
        if made is None:
            out.append(block)
            continue
        attributes, (short, caption), *rest = out[-1]["c"]
        out[-1] = {**out[-1], "c": [attributes, [short, [*caption, made]], *rest]}
    return out


def line(block: Node) -> Node | None:
    """The line that a block is; None for another one.

    The word at its head is emphasized; a Div without one gets it in `resolve`.
    """
    name = _named(block)
    content = block["c"][1] if name else [block]
    first: Node = content[0] if content else {"t": ""}
    if first["t"] not in ("Para", "Plain"):
        return None
    found = _TYPED.match(text(first["c"]))
    if not found and not name:
        return None
    kind = name or ("source" if found and found["source"] else "note")
    if found:
        words = _headed(first["c"], found[0])
        if words is None and not name:
            return None
        content = [{**first, "c": words or first["c"]}, *content[1:]]
    made = div(
        [{**b, "t": "Para"} if b["t"] == "Plain" else b for b in content], LINE, f"{kind}-line"
    )
    if not found:
        made["c"][0][1].append("unnamed")
    return made


def _named(block: Node) -> str:
    classes = attr(block)[1] if block["t"] == "Div" else []
    return next((name for name in ("source", "note") if classes == [name]), "")


def _headed(inlines: list[Node], head: str) -> list[Node] | None:
    """Inlines whose first words, as long as `head`, are emphasized; None where it is no head."""
    first = inlines[0]
    if first["t"] in ("Emph", "Strong"):
        inner = text(first["c"]).strip()
        if inner == head or inner + text(inlines[1:])[:1] == head:
            rest: list[Any] = list(inlines[1:])
            if inner != head:
                rest[0] = {**rest[0], "c": rest[0]["c"][1:]}
            return [_emphasized(head), *rest]
        return None
    taken, rest = "", list(inlines)
    while rest and len(taken) < len(head):
        node = rest.pop(0)
        if node["t"] not in ("Str", "Space"):
            return None
        taken += node["c"] if node["t"] == "Str" else " "
    behind = taken[len(head) :]
    return [_emphasized(head), *([{"t": "Str", "c": behind}] if behind else []), *rest]


def _emphasized(head: str) -> Node:
    return {"t": "Emph", "c": [{"t": "Str", "c": head.replace(" ", "\u00a0")}]}


def last_lines(blocks: list[Node]) -> list[Node]:
    """Blocks whose last ones are lines, as in a box."""
    end = len(blocks)
    while end > 1 and (_source(blocks[end - 1])):
        end -= 1
    return [*blocks[:end], *(line(block) or para([]) for block in blocks[end:])]


def _source(block: Node) -> bool:
    """Whether a block is a line on a source; a note at a box's end may be its own words."""
    made = line(block)
    return made is not None and "source-line" in attr(made)[1]
