"""Tables that are wider than the text: made to fit by steps, and reported where none is enough.

Figures and tables of the class `landscape` have a turned page at once.

A table that comes out wider than its frame is laid out again with one class more, until it fits:
smaller type, words that may be broken, the margins of the page, a page turned on its side, and at
last breaks wherever one is needed. The classes are styled in `print.css`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from reportgen.diagnostics import Bag
from reportgen.diagnostics.source import Span
from reportgen.editions import Edition
from reportgen.tree.named_blocks import LANDSCAPE
from reportgen.tree.nodes import Node, attr, text, walk
from reportgen.weasy import is_line, page_box

FRAME = "scroll"
"""The class of the element around a table, which is as wide as the text."""
UPRIGHT = ("small", "small broken", "small broken wide")
TURNED = ("turned", "turned small", "turned small broken")
LAST = "torn"
SMALL = 0.78
"""The part of its width that a table of figures keeps at least in small type."""
TOLERANCE = 1.0
"""By how many pixels a table may be wider than its frame: nobody sees it."""

UPRIGHT_PAGES = f"html {{ page: upright }} figure.{LANDSCAPE} {{ page: turned }}"
"""A name for all other pages: WeasyPrint breaks no page before what is on one without a name."""

Layout = Callable[[str], Any]
"""Lays the edition out with more CSS rules."""


@dataclass
class _Table:
    """A table that was too wide: its figure's element, its classes, how far it is in `steps`.

    `widths` are those that it had, in pixels, by step; `room` is that of its frame.
    """

    figure: Any
    classes: str
    steps: tuple[str, ...]
    widths: dict[str, float]
    room: float
    step: int = -1

    def advance(self, width: float, room: float, turned_room: float) -> None:
        """Take the next step that may be enough."""
        self.room = room
        self.widths[self.steps[self.step] if self.step >= 0 else ""] = width
        while self.step < len(self.steps) - 1:
            self.step += 1
            step = self.steps[self.step]
            known = self.widths.get(step.removeprefix("turned").strip())
            there = turned_room if step.startswith("turned") else room
            if known is not None and known > there:
                continue
            if step == "small" and width * SMALL > room:
                continue
            break
        self.figure.set("class", f"{self.classes} {self.steps[self.step]}")


def fit_tables(lay: Layout, edition: Edition, turned_room: float, bag: Bag) -> Any:
    """The layout in which every table fits that can; a warning for those that cannot.

    `turned_room` is how wide the text is on a turned page, in pixels;
    an edition of a given number of pages has none.
    """
    steps = UPRIGHT if edition.pages else (*UPRIGHT, *TURNED)
    steps = (*steps, f"{steps[-1]} {LAST}")
    known: dict[Any, _Table] = {}
    asked = not edition.pages and _has_landscape(edition)
    document = lay(UPRIGHT_PAGES if asked else "")
    for _ in steps:
        wide = list(_too_wide(document))
        for figure, width, room in wide:
            classes = figure.get("class", "")
            there = asked and LANDSCAPE in classes.split()
            own = steps[len(UPRIGHT) :] if there else steps
            table = known.setdefault(figure, _Table(figure, classes, own, {}, room))
            table.advance(width, room, turned_room)
        if not wide:
            break
        turned = asked or any(TURNED[0] in t.steps[t.step] for t in known.values())
        document = lay(UPRIGHT_PAGES if turned else "")
    for table in known.values():
        if table.step == len(table.steps) - 1:
            _warn(table, edition, bag)
    return document


def _has_landscape(edition: Edition) -> bool:
    """Whether a figure or table is to have a turned page of its own."""
    exhibits = (node for node in walk(edition.blocks) if node["t"] in ("Figure", "Table"))
    return any(LANDSCAPE in attr(node)[1] for node in exhibits)


def _too_wide(document: Any) -> Iterator[tuple[Any, float, float]]:
    """The figure of each table that is wider than its frame, both widths in pixels."""
    found = set()
    for page in document.pages:
        for figure, frame in _frames(page_box(page)):
            width = max(map(_table_width, frame.children))
            if width > frame.width + TOLERANCE and figure not in found:
                found.add(figure)
                yield figure, width, frame.width


def _frames(box: Any) -> Iterator[tuple[Any, Any]]:
    """The frames of tables in a box, each with its figure's element; lines of text hold none."""
    for child in getattr(box, "children", ()):
        if is_line(child):
            continue
        element = child.element
        if element is not None and element.get("class") == FRAME and child.children:
            yield box.element, child
        else:
            yield from _frames(child)


def _table_width(box: Any) -> float:
    return max((child.border_width() for child in box.children), default=0.0)


def _warn(table: _Table, edition: Edition, bag: Bag) -> None:
    """Say by how much a table is too wide where its words are not torn."""
    width = list(table.widths.values())[-1]
    label = next((e.text for e in table.figure.iter("span") if e.get("class") == "label"), None)
    name = f"`{label.rstrip('.')}`" if label else "a table"
    where = "the page" if edition.pages else "a turned page"
    bag.warning(
        "table-wide",
        f"{name} is {(width - table.room) * 25.4 / 96:.0f} mm wider than {where} "
        f"in small type, and its words are broken anywhere",
        _place(table, edition),
        "divide it into two tables, turn its rows into columns, or shorten its longest words",
    )


def _place(table: _Table, edition: Edition) -> Span | None:
    """Where the table stands: where its label is given, or the one with the same words."""
    label = table.figure.get("id")
    if label:
        places = (chapter.find(f"#{label}") for chapter in edition.report.chapters)
        if found := next((place for place in places if place), None):
            return found
    shown = "".join("".join(table.figure.itertext()).split())
    tables = [node for node in walk(edition.blocks) if node["t"] == "Table"]
    words = {i: "".join(text(_cells(node)).split()) for i, node in enumerate(tables)}
    same = [i for i, said in words.items() if said in shown]
    return edition.report.span(tables[max(same, key=lambda i: len(words[i]))]) if same else None


def _cells(node: Node) -> list[Node]:
    """What stands in the cells of a table, row by row."""
    *_, head, bodies, foot = node["c"]
    parts = [head[1], *(part for body in bodies for part in body[2:]), foot[1]]
    return [block for rows in parts for row in rows for cell in row[1] for block in cell[4]]
