"""Rows of tables drawn as a grid, drawn anew round changed words within their columns."""

from dataclasses import replace
from unicodedata import east_asian_width

from reportgen.merge.collected import Collected, Draft, Who
from reportgen.merge.source_tables import Cell, Row

WIDE = (
    "a word is wider than its column of the table",
    "draw the table wider in the manuscript",
)


def redrawn(row: Row, changed: list[list[Draft]], drafts: list[Draft], found: Collected) -> None:
    """Add the row with the changes of each of its cells as one draft, where their words fit."""
    if not any(changed):
        return
    source = row.cells[0].text.source
    columns: list[list[str]] = []
    for cell, within in zip(row.cells, changed, strict=True):
        if not within:
            columns.append([source.text[a:b] for a, b in cell.lines])
            continue
        wrapped = _wrapped(_text(cell.text.starts, cell.text.text, within), _width(cell) - 2)
        if wrapped is None:
            for draft in (draft for one in changed for draft in one):
                span = source.span(draft.start, max(draft.end, draft.start + 1))
                found.refuse(span, draft.who, draft.words, *WIDE)
            return
        columns.append([f" {line}" for line in wrapped])
    all_ = [draft for one in changed for draft in one]
    words = " … ".join(draft.words for draft in all_)
    new = _drawn(columns, row, _lead(row))
    drafts.append(replace(all_[0], start=row.start, end=row.end, new=new, words=words))


def _width(cell: Cell) -> int:
    return columns_of(cell.text.source.text[cell.start : cell.end])


def columns_of(text: str) -> int:
    """How many columns a text takes: letters of East Asia two each (Unicode Annex 11)."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def inserted(cells: list[str], after: Row, who: Who, words: str, found: Collected) -> None:
    """Add a new row below another one, within the columns of the table."""
    source = after.cells[0].text.source
    columns = []
    for text, cell in zip(cells, after.cells, strict=False):
        wrapped = _wrapped(text, _width(cell) - 2)
        if wrapped is None:
            found.refuse(source.span(after.start, after.end), who, words, *WIDE)
            return
        columns.append([f" {line}" for line in wrapped])
    columns += [[""]] * (len(after.cells) - len(columns))
    end = source.text.find("\n", after.end + 1)
    end = len(source.text) if end < 0 else end
    border = source.text[after.end + 1 : end].replace("=", "-")
    new = f"\n{_drawn(columns, after, _lead(after))}\n{border}"
    found.edit(source, end, end, new, who, words, "row inserted")


def _drawn(columns: list[list[str]], row: Row, lead: str) -> str:
    """The lines of a row."""
    height = max(len(column) for column in columns)
    widths = [_width(cell) for cell in row.cells]
    return "\n".join(
        f"{lead}|"
        + "|".join(
            _filled(column[i] if i < len(column) else "", width)
            for column, width in zip(columns, widths, strict=True)
        )
        + "|"
        for i in range(height)
    )


def _filled(text: str, width: int) -> str:
    return text + " " * (width - columns_of(text))


def _lead(row: Row) -> str:
    line = row.cells[0].text.source.text[row.start : row.end]
    return line[: len(line) - len(line.lstrip())]


def _text(starts: tuple[int, ...], text: str, drafts: list[Draft]) -> str:
    """A cell's text with its changes."""
    for draft in sorted(drafts, key=lambda d: d.start, reverse=True):
        a = next((i for i, at in enumerate(starts) if at >= draft.start), len(starts))
        b = next((i for i, at in enumerate(starts) if at >= draft.end), len(starts))
        text = text[:a] + draft.new + text[b:]
    return " ".join(text.split())


def _wrapped(text: str, width: int) -> list[str] | None:
    """Lines of at most so many characters; None where a word is longer."""
    lines: list[str] = []
    for word in text.split():
        if columns_of(word) > width:
            return None
        if lines and columns_of(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines or [""]
