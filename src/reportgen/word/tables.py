"""Tables: head rows that repeat, widths that fit what stands in them, and a description."""

from dataclasses import dataclass, replace
from typing import Any

from reportgen.tree.named_blocks import caption_words
from reportgen.tree.nodes import Node, text
from reportgen.word import named_blocks
from reportgen.word.captions import caption
from reportgen.word.elements import Element, twips, w
from reportgen.word.paragraphs import Scope, Write
from reportgen.word.style_properties import border
from reportgen.word.table_grid import Cell, alignments, grid, widths

LONG = 24
"""How many rows a table may have and still be kept on one page."""


@dataclass(frozen=True)
class Row:
    """A row: its cells, whether it is of the head, the first of the foot, kept with the next."""

    cells: list[Cell]
    head: bool
    foot: bool
    keep_next: bool


def table(node: Node, scope: Scope, write: Write) -> list[Element]:
    """A table under its caption, and a paragraph that keeps the text away from it."""
    (identifier, _, pairs), (_, title), columns, head, bodies, foot = node["c"]
    top = [row for row in head[1] if any(text(c[4]).strip() for c in row[1])]
    body = [row for b in bodies for row in [*b[2], *b[3]]]
    rows = [*top, *body, *foot[1]]
    if not rows or not columns:
        return []
    design = scope.context.design
    aligned = alignments(columns, body)
    wide = widths(len(columns), rows, design)
    opening = caption("Table Caption", "Table", identifier, node, title, scope)
    summary = " ".join(text(caption_words(title)).split())[:255]
    made = w(
        "tbl",
        _properties(sum(wide), bool(top), summary, dict(pairs).get("alt") or _description(top)),
        w("tblGrid", *(w("gridCol", w=twips(width)) for width in wide)),
    )
    kept = len(rows) <= LONG
    for i, cells in enumerate(grid(rows, len(wide))):
        row = Row(
            cells,
            head=i < len(top),
            foot=bool(foot[1]) and i == len(rows) - len(foot[1]),
            keep_next=i < len(top) or (kept and i < len(rows) - 1),
        )
        made.append(_row(row, aligned, wide, scope, write))
    under = replace(scope, keep_next=False)
    lines = named_blocks.lines(title, under, write)
    return [*opening, made, *(lines or [under.paragraph("Table End")])]


def _properties(width: float, headed: bool, summary: str, description: str) -> Element:
    """The table's own properties; the value of `tblLook` sums up the flags beside it."""
    flags = {"firstColumn": 1, "lastColumn": 0, "noHBand": 0, "noVBand": 1}
    value = "04A0" if headed else "0480"
    return w.group(
        "tblPr",
        tblStyle="Table",
        tblW=w("tblW", w=twips(width), type="dxa"),
        jc="left",
        tblLayout=w("tblLayout", type="fixed"),
        tblLook=w("tblLook", val=value, firstRow=int(headed), lastRow=0, **flags),
        tblCaption=summary or None,
        tblDescription=description or None,
    )


def _row(row: Row, aligned: list[str], wide: list[float], scope: Scope, write: Write) -> Element:
    style = "Table Head" if row.head else "Table Text"
    made = w("tr", w.group("trPr", cantSplit=True, tblHeader=row.head or None))
    for cell in row.cells:
        align = aligned[cell.column] if cell.span == 1 else "center" if row.head else ""
        inner = replace(
            scope, body=style, first=style, item=style, left=0.0, depth=-1,
            keep_next=row.keep_next, align=align,
        )  # fmt: skip
        contents = write(cell.blocks, inner)
        if not contents or contents[-1].tag != w.name("p"):  # a cell ends with a paragraph
            contents.append(inner.paragraph(style))
        width = sum(wide[cell.column : cell.column + cell.span])
        made.append(w("tc", _cell_properties(cell, width, row, scope), *contents))
    return made


def _cell_properties(cell: Cell, width: float, row: Row, scope: Scope) -> Element:
    rule = border("top", 0.5, scope.context.design.colour("ink"))
    merges = {"restart": w("vMerge", val="restart"), "continue": w("vMerge")}
    return w.group(
        "tcPr",
        tcW=w("tcW", w=twips(width), type="dxa"),
        gridSpan=cell.span if cell.span > 1 else None,
        vMerge=merges.get(cell.merge),
        tcBorders=w("tcBorders", rule) if row.foot else None,
        vAlign="bottom" if row.head else None,
    )


def _description(top: list[Any]) -> str:
    """What the columns hold, by the words over them."""
    heads = (" ".join(text(cell[4]).split()) for row in top for cell in row[1])
    return "; ".join(head for head in heads if head)[:500]
