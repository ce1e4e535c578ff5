"""Blocks that a class names, in styles of their own; a box is a table of one cell."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from reportgen.tree.named_blocks import (
    ATTRIBUTION,
    BOX,
    EPIGRAPH,
    KINDS,
    LINE,
    PULL_QUOTE,
    STATEMENT,
    TAKEAWAYS,
    TITLE,
    lines_of,
)
from reportgen.tree.nodes import Node, attr
from reportgen.word.elements import Element, twips, w
from reportgen.word.paragraphs import Scope, Write
from reportgen.word.style_properties import border

CLASSES = KINDS | {TITLE, ATTRIBUTION}
"""The classes of Divs that are written here."""
STYLES: Mapping[str, str] = {
    BOX: "Box Text",
    TAKEAWAYS: "Key Takeaways",
    PULL_QUOTE: "Pull Quote",
    EPIGRAPH: "Epigraph",
    ATTRIBUTION: "Epigraph Source",
    STATEMENT: "Closing Statement",
    LINE: "Exhibit Line",
}
FRAMES: Mapping[str, str] = {BOX: "Box", TAKEAWAYS: "Key Takeaways"}
"""The kinds that have a frame, by the name that the design knows it by."""
TITLES: Mapping[str, str] = {BOX: "Box Title", TAKEAWAYS: "Key Takeaways Title"}


def division(node: Node, name: str, scope: Scope, write: Write) -> list[Element]:
    """The paragraphs of a Div of one of these classes."""
    content = node["c"][1]
    style = STYLES.get(name, scope.body)
    if name == LINE and scope.body == "Box Source":
        style = scope.body
    inner = replace(scope, body=style, first=style, item=style)
    if name not in FRAMES:
        return write([_opened(block) for block in content], inner)
    inner = replace(inner, left=0.0, depth=-1)
    boxed = replace(inner, body="Box Source")
    out: list[Element] = []
    for block in content:
        if TITLE in attr(block)[1]:
            titled = replace(inner, first=TITLES[name], body=TITLES[name], keep_next=True)
            out += write(block["c"][1], titled)
        else:
            out += division(block, LINE, boxed, write) if _is_line(block) else write([block], inner)
    if not out or out[-1].tag != w.name("p"):  # a cell ends with a paragraph
        out.append(inner.paragraph(style))
    return [_frame(FRAMES[name], out, scope), scope.paragraph("Table End")]


def _is_line(block: Node) -> bool:
    return LINE in attr(block)[1]


def _opened(block: Node) -> Node:
    """Plain words as a paragraph."""
    return {**block, "t": "Para"} if block["t"] == "Plain" else block


def lines(caption: list[Node], scope: Scope, write: Write) -> list[Element]:
    """The lines under a figure or table."""
    return [x for line in lines_of(caption) for x in division(line, LINE, scope, write)]


def _frame(name: str, contents: list[Element], scope: Scope) -> Element:
    """A table of one cell, as wide as the text, in which contents stand."""
    design = scope.context.design
    look: Mapping[str, Any] = design.frames.get(name, {})
    above, beside = look.get("padding", (6, 10))
    fill = design.colour(look["shade"]) if look.get("shade") else ""
    sides = {}
    for side in ("top", "left", "bottom", "right"):
        width, colour, _ = (look.get("rules") or {}).get(side, (0, "ink", 0))
        sides[side] = border(side, width, design.colour(colour))
    width = twips(design.column_width)
    margins = [
        w(side, w=twips(room), type="dxa")
        for side, room in (("top", above), ("left", beside), ("bottom", above), ("right", beside))
    ]
    return w(
        "tbl",
        w.group(
            "tblPr",
            tblW=w("tblW", w=width, type="dxa"),
            tblLayout=w("tblLayout", type="fixed"),
            tblCellMar=w("tblCellMar", *margins),
        ),
        w("tblGrid", w("gridCol", w=width)),
        w(
            "tr",
            w(
                "tc",
                w.group(
                    "tcPr",
                    tcW=w("tcW", w=width, type="dxa"),
                    tcBorders=w("tcBorders", *sides.values()),
                    shd=w("shd", val="clear", color="auto", fill=fill) if fill else None,
                ),
                *contents,
            ),
        ),
    )
