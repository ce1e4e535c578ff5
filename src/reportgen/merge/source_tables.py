"""The rows and cells of the tables that Markdown draws with pipes or with a grid."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from reportgen.diagnostics.source import Source
from reportgen.merge.inline_scanner import words
from reportgen.merge.mapped_text import MappedText, mapped
from reportgen.merge.source_words import SourceWord


@dataclass(frozen=True)
class Cell:
    """A cell's words, and the offsets between its borders in the row's first line."""

    text: MappedText
    words: list[SourceWord]
    start: int
    end: int
    lines: tuple[tuple[int, int], ...] = ()
    """The offsets between the borders of each of a grid's lines."""


@dataclass(frozen=True)
class Row:
    """A row: the offsets of its lines, which hold no line's end, and its cells.

    `grid` says that the table is drawn with a line between its rows.
    """

    start: int
    end: int
    cells: tuple[Cell, ...]
    grid: bool = False


PIPES = re.compile(r"\s*\|?[ \t]*:?-+:?[ \t]*(?:[|+][ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
GRID = re.compile(r"\s*\+(?::?[-=]+:?\+)+[ \t]*$")
RULED = re.compile(r" {0,3}-{2,}(?:[ ]+-+)*[ ]*$")
BORDER = re.compile(r"\\.|`+[^`]*`+|\|", re.S)


def ruled(line: str) -> bool:
    """Whether a line of dashes may begin a table whose columns stand below it."""
    return bool(RULED.match(line))


def end_of(line: Callable[[int], str], first: int, count: int) -> int | None:
    """Behind which line the table ends that begins at `first`; None where none begins."""
    if GRID.match(line(first)):
        last = first + 1
        while last < count and re.match(r"\s*[|+]", line(last)):
            last += 1
        return last
    under = line(first + 1) if first + 1 < count else ""
    if "|" in line(first) and "|" in under and "-" in under and PIPES.match(under):
        last = first + 2
        while last < count and "|" in line(last):
            last += 1
        return last
    columns = re.match(r" {0,3}-+(?: +-+)+ *$", under)
    if columns or (RULED.match(line(first)) and line(first).strip() and under.strip()):
        last = first + 1
        while last < count and (line(last).strip() or _goes_on(line, last, count)):
            last += 1
        return last
    return None


def _goes_on(line: Callable[[int], str], blank: int, count: int) -> bool:
    """Whether a table of several lines a row goes on behind a blank line."""
    ahead = range(blank + 1, min(blank + 12, count))
    for i in ahead:
        if RULED.match(line(i)):
            return True
        if re.match(r"[#:>|]", line(i)):
            return False
    return False


def rows(source: Source, lines: list[tuple[int, int]], names: frozenset[str]) -> list[Row]:
    """The rows of a table in its lines; none where its columns are not drawn."""
    first = source.text[slice(*lines[0])]
    if GRID.match(first):
        return _grid(source, lines, names)
    if "|" not in first:
        return []
    found = []
    for i, (start, end) in enumerate(lines):
        if i == 1:
            continue
        cells = []
        for a, b in _pipes(source.text[start:end]):
            said = source.text[start + a : start + b]
            inner = start + a + len(said) - len(said.lstrip())
            text = mapped(source, [(inner, max(inner, start + a + len(said.rstrip())))], "cell")
            cells.append(Cell(text, words(text, names), start + a, start + b))
        found.append(Row(start, start + len(source.text[start:end].rstrip()), tuple(cells)))
    return found


def _pipes(line: str) -> list[tuple[int, int]]:
    """The stretches between the borders of a line."""
    line = line.rstrip()
    borders = [m.start() for m in BORDER.finditer(line) if m[0] == "|"]
    begin = len(line) - len(line.lstrip())
    if borders[:1] != [begin]:
        borders.insert(0, begin - 1)
    if borders[-1] != len(line) - 1:
        borders.append(len(line))
    return [(a + 1, b) for a, b in pairwise(borders)]


def _grid(source: Source, lines: list[tuple[int, int]], names: frozenset[str]) -> list[Row]:
    found: list[Row] = []
    held: list[tuple[int, int]] = []
    for start, end in lines:
        line = source.text[start:end]
        if not GRID.match(line):
            held.append((start, end))
            continue
        if held:
            drawn = [_pipes(source.text[first:last]) for first, last in held]
            if len({len(columns) for columns in drawn}) > 1:  # cells that span others
                return []
            cells = []
            for n in range(len(drawn[0])):
                places = [(held[i][0] + c[n][0], held[i][0] + c[n][1]) for i, c in enumerate(drawn)]
                cells.append(_grid_cell(source, places, names))
            found.append(Row(held[0][0], held[-1][1], tuple(cells), grid=True))
            held = []
    return found


def _grid_cell(source: Source, lines: list[tuple[int, int]], names: frozenset[str]) -> Cell:
    """A cell with the offsets of its lines between their borders."""
    stretches: list[tuple[int, int]] = []
    for first, last in lines:
        said = source.text[first:last]
        inner, outer = first + len(said) - len(said.lstrip()), first + len(said.rstrip())
        if outer > inner:
            if stretches:
                stretches.append((stretches[-1][1], stretches[-1][1] + 1))
            stretches.append((inner, outer))
    text = mapped(source, stretches or [(lines[0][0], lines[0][0])], "grid")
    return Cell(text, words(text, names), *lines[0], tuple(lines))
