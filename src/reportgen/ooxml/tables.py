"""Tables: rows, cells, and what is merged (ISO/IEC 29500-1, 17.4)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from reportgen.ooxml.containers import chosen, content
from reportgen.ooxml.elements import attribute, called, child, integer, is_on, value
from reportgen.ooxml.model import Block, Cell, Change
from reportgen.ooxml.revisions import marks, who
from reportgen.ooxml.state import short
from reportgen.ooxml.story import Story


@dataclass
class _Merged:
    """A cell that those below may be merged with: where it stands among the rows read."""

    row: int
    place: int
    columns: int


def table(story: Story, element: Any, bookmarks: tuple[str, ...]) -> Block | None:
    """A table; None where this reading leaves out all its rows."""
    rows: list[list[Cell]] = []
    open_cells: dict[int, _Merged] = {}
    heads = 0
    lost: list[list[tuple[int, int]]] = []
    for row in _within(element, "tr"):
        properties = child(row, "trPr")
        made = _kept(story, row, properties, "row")
        if made is None:
            continue
        if is_on(properties, "tblHeader") and heads == len(rows):
            heads += 1
        rows.append([])
        lost.append(_row(story, row, rows, open_cells, made[-1] if made else None))
    if not any(rows):
        return None
    _fill(rows, lost)
    return Block("table", bookmarks=bookmarks, rows=tuple(map(tuple, rows)), heads=heads)


def _row(
    story: Story, row: Any, rows: list[list[Cell]], open_cells: dict[int, _Merged],
    made: Change | None,
) -> list[tuple[int, int]]:  # fmt: skip
    """Read a row's cells into the last of `rows`; where cells are left out, and their columns."""
    lost: list[tuple[int, int]] = []
    column = integer(value(child(row, "trPr"), "gridBefore"))
    for element in _within(row, "tc"):
        properties = child(element, "tcPr")
        own = _kept(story, element, properties, "cell")
        merged = _vertical(story, properties)
        before = child(properties, "tcPrChange")
        if before is not None and not story.state.revisions.takes(who(before)[0]):
            properties = child(before, "tcPr")
        columns = max(integer(value(properties, "gridSpan"), 1), 1)
        if own is None:
            lost.append((len(rows[-1]), columns))
            continue
        blocks = story.blocks(element)
        flat = child(properties, "hMerge")
        if flat is not None and attribute(flat, "val") != "restart" and rows[-1]:
            last = rows[-1][-1]
            rows[-1][-1] = replace(
                last, columns=last.columns + columns, blocks=last.blocks + blocks
            )
        elif merged == "continue" and column in open_cells:
            above = open_cells[column]
            cell = rows[above.row][above.place]
            span = len(rows) - above.row
            rows[above.row][above.place] = replace(cell, rows=span, blocks=cell.blocks + blocks)
        else:
            open_cells[column] = _Merged(len(rows) - 1, len(rows[-1]), columns)
            rows[-1].append(Cell(blocks, column, columns, 1, own[-1] if own else made))
            if not merged:
                del open_cells[column]
        column += columns
    return lost


def _fill(rows: list[list[Cell]], lost: list[list[tuple[int, int]]]) -> None:
    """Give what cells that are left out took of a row to their neighbour, if others are wider."""
    ends = [max((c.column + c.columns for c in row), default=0) for row in rows]
    for row, gone, end in zip(rows, lost, ends, strict=True):
        for place, columns in gone:
            if not row or end + columns > max(ends):
                continue
            at = max(place - 1, 0)
            row[at] = replace(row[at], columns=row[at].columns + columns)
            row[at + 1 :] = [replace(c, column=c.column + columns) for c in row[at + 1 :]]
            end += columns


def _kept(story: Story, element: Any, properties: Any, what: str) -> list[Change] | None:
    """The changes of a row or a cell; None where this reading leaves it out."""
    revisions = story.state.revisions
    made = marks(properties)
    for one in made:
        words = short(" ".join(t.text or "" for t in element.iter("{*}t", "{*}delText")))
        revisions.met(f"{what} {one.kind}", one.author, one.date, words)
    if all(map(revisions.keeps, made)):
        return made
    for kind in ("footnote", "endnote"):
        for mark in element.iter(f"{{*}}{kind}Reference"):
            key = next((v for k, v in mark.attrib.items() if k.endswith("}id")), "")
            story.state.gone.add((kind, key))
    return None


def _vertical(story: Story, properties: Any) -> str:
    """How a cell is merged with those above and below it (17.4.84, 17.13.5.3).

    It is "restart", "continue" or empty.
    """
    tracked = child(properties, "cellMerge")
    if tracked is not None:
        taken = story.state.revisions.takes(who(tracked)[0])
        found = attribute(tracked, "vMerge" if taken else "vMergeOrig")
        return {"rest": "restart", "cont": "continue"}.get(found, "")
    merged = child(properties, "vMerge")
    return "" if merged is None else attribute(merged, "val") or "continue"


def _within(container: Iterable[Any], name: str) -> Iterator[Any]:
    """The rows of a table, or the cells of a row, whatever is around them."""
    for element in container:
        found = called(element)
        if found == name:
            yield element
        elif found == "sdt":
            yield from _within(content(element), name)
        elif found in ("customXml", "smartTag", "ins", "del", "moveFrom", "moveTo"):
            yield from _within(element, name)
        elif found == "mc:AlternateContent":
            yield from _within(chosen(element), name)
