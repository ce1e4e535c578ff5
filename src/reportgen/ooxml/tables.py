"""Tables: rows, cells, and what is merged (ISO/IEC 29500-1, 17.4)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from reportgen.ooxml.model import Block, Cell, Change
from reportgen.ooxml.paragraphs import attribute_of, chosen, content
from reportgen.ooxml.revisions import marks
from reportgen.ooxml.state import short
from reportgen.ooxml.story import Story
from reportgen.ooxml.xml import called, child, integer, is_on, value


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
    for row in _within(element, "tr"):
        properties = child(row, "trPr")
        made = _kept(story, row, properties, "row")
        if made is None:
            continue
        if is_on(properties, "tblHeader") and heads == len(rows):
            heads += 1
        rows.append([])
        _row(story, row, rows, open_cells, made[-1] if made else None)
    if not any(rows):
        return None
    style = attribute_of(child(element, "tblPr"), "tblStyle")
    name = story.state.styles.name(style) if style else ""
    return Block(
        "table", style=name, bookmarks=bookmarks, rows=tuple(map(tuple, rows)), heads=heads
    )


def _row(
    story: Story, row: Any, rows: list[list[Cell]], open_cells: dict[int, _Merged],
    made: Change | None,
) -> None:  # fmt: skip
    """Read a row's cells into the last of `rows`."""
    column = integer(value(child(row, "trPr"), "gridBefore"))
    for element in _within(row, "tc"):
        properties = child(element, "tcPr")
        own = _kept(story, element, properties, "cell")
        if own is None:
            continue
        columns = max(integer(value(properties, "gridSpan"), 1), 1)
        blocks = story.blocks(element)
        if _goes_on(properties, "hMerge") and rows[-1]:
            last = rows[-1][-1]
            rows[-1][-1] = replace(
                last, columns=last.columns + columns, blocks=last.blocks + blocks
            )
        elif _goes_on(properties, "vMerge") and column in open_cells:
            above = open_cells[column]
            cell = rows[above.row][above.place]
            span = len(rows) - above.row
            rows[above.row][above.place] = replace(cell, rows=span, blocks=cell.blocks + blocks)
        else:
            open_cells[column] = _Merged(len(rows) - 1, len(rows[-1]), columns)
            rows[-1].append(Cell(blocks, column, columns, 1, own[-1] if own else made))
            if child(properties, "vMerge") is None:
                del open_cells[column]
        column += columns


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
            story.state.gone.add(f"{kind}-{key}")
    return None


def _goes_on(properties: Any, name: str) -> bool:
    """Whether a cell belongs to the one above it, or before it (17.4.84)."""
    found = child(properties, name)
    return found is not None and value(properties, name) in ("", "continue")


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
