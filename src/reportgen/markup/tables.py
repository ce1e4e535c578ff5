"""A table as HTML, every cell with the headers that it stands under.

Header cells have a scope; where cells are joined, or headers stand on several rows, each cell also
names its headers (WCAG 2.2 technique H43), since no scope could say it.
"""

from collections.abc import Callable
from html import escape
from typing import Any
from zlib import crc32

from reportgen.tree import table_cells
from reportgen.tree.nodes import Node, text, walk
from reportgen.tree.table_cells import Cell
from reportgen.tree.typography import is_number


def table_html(node: Node, write: Callable[[list[Node]], str], number: int) -> tuple[str, int]:
    """The table element of a Table, and how many rows it has below its head.

    `write` gives the HTML of blocks; `number` tells this table from the others of the page.
    """
    _, _, columns, head, *_ = node["c"]
    laid = table_cells.parts(node)
    cells = [cell for _, rows in laid for row in rows for cell in row]
    aligns = _aligns(
        columns, [c for name, rows in laid if name == "tbody" for r in rows for c in r]
    )
    joined = any(c.rows > 1 or c.columns > 1 for c in cells) or len(head[1]) > 1
    stem = f"t{crc32(text(node).encode()):x}-{number}" if joined else ""
    html = "".join(
        f"<{name}>{''.join(_row(row, cells, aligns, stem, write) for row in rows)}</{name}>"
        for name, rows in laid
        if rows
    )
    return f"<table>{html}</table>", sum(len(rows) for name, rows in laid if name != "thead")


def _aligns(columns: Any, cells: list[Cell]) -> list[str]:
    """How each column is set; a column of figures is set as figures."""
    aligns = [column[0]["t"].removeprefix("Align").lower() for column in columns]
    for i in range(1, len(aligns)):
        said = [text(c.blocks).strip() for c in cells if c.column == i and c.columns == 1]
        if any(said) and all(is_number(words) for words in said if words):
            aligns[i] = "number"
    return aligns


def _row(
    row: list[Cell],
    cells: list[Cell],
    aligns: list[str],
    stem: str,
    write: Callable[[list[Node]], str],
) -> str:
    inner = bool(row) and row[0].column > 0
    written = (
        _cell(c, cells, aligns, stem, write(c.blocks), inner=inner and c is row[0]) for c in row
    )
    return f"<tr>{''.join(written)}</tr>"


def _cell(
    cell: Cell, cells: list[Cell], aligns: list[str], stem: str, body: str, *, inner: bool
) -> str:
    tag = "th" if cell.scope else "td"
    out = ""
    if stem:
        out += f' id="{_name(stem, cell)}"' if cell.scope else ""
        heads = " ".join(_name(stem, other) for other in cells if cell.under(other))
        out += f' headers="{heads}"' if heads else ""
    out += f' scope="{cell.scope}"' if cell.scope else ""
    if cell.scope and (formula := _only_formula(cell.blocks)):
        out += f' aria-label="{escape(formula)}"'
    align = _align(cell, aligns)
    names = [align] if align in ("right", "center", "number") else []
    names += ["inner"] if inner else []
    out += f' class="{" ".join(names)}"' if names else ""
    out += f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    out += f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    return f"<{tag}{out}>{body}</{tag}>"


def _align(cell: Cell, aligns: list[str]) -> str:
    """How a cell is set: as its column, a header over several columns in the middle of them."""
    spanned = aligns[cell.column : cell.column + cell.columns]
    if cell.columns > 1 and cell.scope.startswith("col"):
        return "center"
    if cell.columns > 1:
        spanned = ["right" if align == "number" else align for align in spanned]
    return spanned[0] if len(set(spanned)) == 1 else ""


def _only_formula(blocks: list[Node]) -> str:
    """The LaTeX of a header that is nothing but formulas, which has no words to be read out."""
    shown = [node for node in walk(blocks) if node["t"] in ("Str", "Code", "Image", "Math")]
    if any(node["t"] != "Math" for node in shown):
        return ""
    return " ".join(str(node["c"][1]) for node in shown)


def _name(stem: str, cell: Cell) -> str:
    return f"{stem}-{cell.row}-{cell.column}"
