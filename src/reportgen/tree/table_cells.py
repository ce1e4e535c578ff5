"""The cells of a table in its grid, and which of them are headers.

The first of three columns or more heads the rows, and that of a table without a head.
"""

from dataclasses import dataclass
from typing import Any

from reportgen.tree.nodes import Node, text, walk


@dataclass(frozen=True)
class Cell:
    """A cell in the grid: `row` counts through the whole table, `scope` is empty for data."""

    row: int
    column: int
    rows: int
    columns: int
    scope: str
    blocks: list[Node]

    def under(self, other: "Cell") -> bool:
        """Whether another cell is a header of this one."""
        if other is self or not other.scope:
            return False
        if other.scope.startswith("col"):
            apart = other.row >= self.row
            return not apart and _meet(self.column, self.columns, other.column, other.columns)
        return other.column < self.column and _meet(self.row, self.rows, other.row, other.rows)


def parts(node: Node) -> list[tuple[str, list[list[Cell]]]]:
    """The rows of a Table by the part that they are in: `thead`, one `tbody` or more, `tfoot`."""
    _, _, columns, head, bodies, foot = node["c"]
    titled = any(_filled(cell[4]) for row in head[1] for cell in row[1])
    listed = [("thead", head[1])] if titled else []
    listed += [("tbody", [*body[2], *body[3]]) for body in bodies] + [("tfoot", foot[1])]
    laid: list[tuple[str, list[list[Cell]]]] = []
    at = 0
    for name, rows in listed:
        laid.append((name, _laid(rows, at, name == "thead", len(columns) > 2 or not titled)))
        at += len(rows)
    return laid


def _laid(rows: Any, first: int, head: bool, titled: bool) -> list[list[Cell]]:
    """The cells of a part of the table, each in its columns."""
    out = []
    taken: set[tuple[int, int]] = set()
    for row, (_, cells) in enumerate(rows, first):
        line = []
        column = 0
        for _, _, down, across, blocks in cells:
            while (row, column) in taken:
                column += 1
            down = min(down, first + len(rows) - row)
            taken |= {(row + i, column + j) for i in range(down) for j in range(across)}
            scope = _scope(head, titled and column == 0, down, across, _filled(blocks))
            line.append(Cell(row, column, down, across, scope, blocks))
            column += across
        out.append(line)
    return out


def _filled(blocks: list[Node]) -> bool:
    """Whether anything stands in a cell, even if it was deleted."""
    return bool(text(blocks).strip()) or any(
        "change" in node or node["t"] in ("Image", "Note") for node in walk(blocks)
    )


def _scope(head: bool, first: bool, down: int, across: int, full: bool) -> str:
    if not full:
        return ""
    if head:
        return "colgroup" if across > 1 else "col"
    return ("rowgroup" if down > 1 else "row") if first else ""


def _meet(start: int, size: int, other: int, width: int) -> bool:
    return start < other + width and other < start + size
