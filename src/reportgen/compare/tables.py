"""Two states of a table as one, by rows and cells."""

from collections.abc import Callable
from typing import Any

from reportgen.alignment import overlap
from reportgen.compare.known import DELETED, INSERTED, Known, words_of
from reportgen.compare.sequences import aligned
from reportgen.tree.nodes import Node, text

Merge = Callable[[list[Node], list[Node]], list[Node]]
Mark = Callable[[str, list[Node]], list[Node]]


def alike(old: Node, new: Node) -> bool:
    """Whether two tables can be compared by rows: they have the same columns, no joined cells."""
    return all(len(t["c"][4]) == 1 and not _joined(t) for t in (old, new)) and len(
        old["c"][2]
    ) == len(new["c"][2])


def marked(node: Node, mark: Callable[[list[Node]], list[Node]]) -> Node:
    """A table with the blocks of its caption and of all its cells marked."""
    attributes, (short, caption), columns, head, bodies, foot = node["c"]

    def rows(listed: Any) -> Any:
        return [[at, [[*cell[:4], mark(cell[4])] for cell in cells]] for at, cells in listed]

    bodies = [[*body[:2], rows(body[2]), rows(body[3])] for body in bodies]
    parts = [[head[0], rows(head[1])], bodies, [foot[0], rows(foot[1])]]
    return {**node, "c": [attributes, [short, mark(caption)], columns, *parts]}


def merged(old: Node, new: Node, known: Known, merge: Merge, mark: Mark) -> Node:
    """A table whose rows and cells are compared."""
    _, (_, was), _, top, (trunk,), end = old["c"]
    attributes, (short, caption), columns, head, (body,), foot = new["c"]

    def rows(before: Any, after: Any) -> Any:
        here, there = [_Row(row, known, True) for row in before], [
            _Row(row, known, False) for row in after
        ]  # fmt: skip
        out = []
        for i, j in aligned(here, there, _likeness):
            if i is None and j is not None:
                out.append(_whole(after[j], INSERTED, mark))
            elif j is None and i is not None:
                out.append(_whole(before[i], DELETED, mark))
            elif i is not None and j is not None:
                cells = zip(before[i][1], after[j][1], strict=True)
                made = [[*b[:4], merge(a[4], b[4])] for a, b in cells]
                out.append([after[j][0], made])
        return out

    made = [*body[:2], rows(trunk[2], body[2]), rows(trunk[3], body[3])]
    parts = [[head[0], rows(top[1], head[1])], [made], [foot[0], rows(end[1], foot[1])]]
    return {**new, "c": [attributes, [short, merge(was, caption)], columns, *parts]}


class _Row:
    """A row; equal to one that reads the same."""

    def __init__(self, row: Any, known: Known, old: bool) -> None:
        self.key = known.key(row, old=old)
        self.words = words_of(row)
        self.cells = [text(cell[4]).strip() for cell in row[1]]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Row) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)


def _likeness(old: _Row, new: _Row) -> float:
    full = [(a, b) for a, b in zip(old.cells, new.cells, strict=False) if a or b]
    same = sum(a == b for a, b in full) / len(full) if full else 0.0
    return max(overlap(old.words, new.words), same)


def _whole(row: Any, kind: str, mark: Mark) -> Any:
    return [row[0], [[*cell[:4], mark(kind, cell[4])] for cell in row[1]]]


def _joined(table: Node) -> bool:
    _, _, columns, head, bodies, foot = table["c"]
    rows = [*head[1], *(row for body in bodies for row in [*body[2], *body[3]]), *foot[1]]
    return any(
        cell[2] != 1 or cell[3] != 1 for row in rows for cell in row[1]
    ) or any(len(row[1]) != len(columns) for row in rows)  # fmt: skip
