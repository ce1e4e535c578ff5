"""Tables, each cell with the headers that it stands under."""

from reportgen.jats import captions
from reportgen.jats.context import Context
from reportgen.jats.elements import Child, Element, element, filled
from reportgen.jats.inlines import CELL, PHRASE, TITLE, inlines
from reportgen.jats.named_blocks import Write
from reportgen.tree import table_cells
from reportgen.tree.named_blocks import LANDSCAPE
from reportgen.tree.nodes import Node, attr
from reportgen.tree.table_cells import Cell

_CELL = frozenset(
    {"p", "list", "def-list", "disp-quote", "code", "graphic", "alternatives", "disp-formula",
     "verse-group", "statement"}
)  # fmt: skip
"""The elements of blocks that a cell may hold."""
_ALIGNS = {"AlignLeft": "left", "AlignRight": "right", "AlignCenter": "center"}


def table(node: Node, context: Context, write: Write) -> list[Element]:
    """The element of a Table; none where there is nothing in it."""
    identifier, classes, pairs = attr(node)
    name = context.id(identifier, "table")
    captions.labelled(node, name, context)
    made = _table(node, name, context, write)
    label = captions.label("table", node, context)
    caption = captions.caption(node, context, PHRASE if made is None else TITLE)
    lines, sources = captions.under(node, context, write)
    foot = filled(element("table-wrap-foot", lines, sources))
    alt = element("alt-text", pairs["alt"]) if pairs.get("alt") else None
    if made is None:
        return [*captions.paragraphs(label, caption), *lines, *map(captions.paragraph, sources)]
    wrap = element("table-wrap", label, caption, alt, made, foot, id=name)
    if LANDSCAPE in classes:
        wrap.set("orientation", "landscape")
    return [wrap]


def _table(node: Node, name: str, context: Context, write: Write) -> Element | None:
    parts = [(part, rows) for part, rows in table_cells.parts(node) if any(rows)]
    if not any(part == "tbody" for part, _ in parts):
        # There is no table without a body; its head is one then.
        parts = [("tbody", rows) for part, rows in parts]
    cells = [cell for _, rows in parts for row in rows for cell in row]
    aligns = [_ALIGNS.get(column[0]["t"], "") for column in node["c"][2]]
    joined = any(cell.rows > 1 or cell.columns > 1 for cell in cells)
    joined = joined or sum(len(rows) for part, rows in parts if part == "thead") > 1
    order = {"thead": 0, "tfoot": 1, "tbody": 2}
    made = [
        element(
            part,
            (
                _row(row, cells, aligns, name if joined else "", context, write)
                for row in rows
                if row
            ),
        )
        for part, rows in sorted(parts, key=lambda one: order[one[0]])
    ]
    return filled(element("table", made))


def _row(
    row: list[Cell],
    cells: list[Cell],
    aligns: list[str],
    name: str,
    context: Context,
    write: Write,
) -> Element:
    return element("tr", (_cell(cell, cells, aligns, name, context, write) for cell in row))


def _cell(
    cell: Cell,
    cells: list[Cell],
    aligns: list[str],
    name: str,
    context: Context,
    write: Write,
) -> Element:
    across = set(aligns[cell.column : cell.column + cell.columns])
    align = next(iter(across)) if len(across) == 1 else ""
    heads = " ".join(_id(name, other) for other in cells if name and cell.under(other))
    return element(
        "th" if cell.scope else "td",
        _contents(cell.blocks, context, write),
        id=_id(name, cell) if name and cell.scope else "",
        headers=heads,
        scope=cell.scope,
        align=align,
        rowspan=str(cell.rows) if cell.rows > 1 else "",
        colspan=str(cell.columns) if cell.columns > 1 else "",
    )


def _contents(blocks: list[Node], context: Context, write: Write) -> list[Child]:
    if len(blocks) == 1 and blocks[0]["t"] in ("Plain", "Para"):
        return inlines(blocks[0]["c"], context, CELL)
    return list(write(blocks, _CELL))


def _id(name: str, cell: Cell) -> str:
    return f"{name}-r{cell.row + 1}c{cell.column + 1}"
