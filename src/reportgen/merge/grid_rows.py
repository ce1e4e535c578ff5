"""Rows of tables drawn as a grid, drawn anew round changed words within their columns."""

from dataclasses import replace

from reportgen.merge.collected import Collected, Draft, Who
from reportgen.merge.source_tables import Row

WIDE = (
    "a word is wider than its column of the table",
    "draw the table wider in the manuscript",
)


def redrawn(row: Row, changed: list[Draft], drafts: list[Draft], found: Collected) -> None:
    """Add the row with the `changed` words of its cells as one draft, where they fit."""
    if not changed:
        return
    source = row.cells[0].text.source
    columns: list[list[str]] = []
    lines = source.text[row.start : row.end].split("\n")
    for cell in row.cells:
        width = cell.end - cell.start
        within = [d for d in changed if cell.text.starts and
                  cell.text.starts[0] <= d.start and d.end <= cell.text.ends[-1]]  # fmt: skip
        if not within:
            at = cell.start - row.start
            columns.append([line[at : at + width] for line in lines])
            continue
        text = _text(cell.text.starts, cell.text.text, within)
        wrapped = _wrapped(text, width - 2)
        if wrapped is None:
            for draft in within:
                span = source.span(draft.start, max(draft.end, draft.start + 1))
                found.refuse(span, draft.who, draft.words, *WIDE)
            return
        columns.append([f" {line}".ljust(width) for line in wrapped])
    new = _drawn(columns, row, _lead(row))
    first = changed[0]
    drafts.append(replace(first, start=row.start, end=row.end, new=new))


def inserted(cells: list[str], after: Row, who: Who, words: str, found: Collected) -> None:
    """Add a new row below another one, within the columns of the table."""
    source = after.cells[0].text.source
    columns = []
    for text, cell in zip(cells, after.cells, strict=False):
        wrapped = _wrapped(text, cell.end - cell.start - 2)
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
    widths = [cell.end - cell.start for cell in row.cells]
    return "\n".join(
        f"{lead}|"
        + "|".join(
            (column[i] if i < len(column) else "").ljust(width)
            for column, width in zip(columns, widths, strict=True)
        )
        + "|"
        for i in range(height)
    )


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
        if len(word) > width:
            return None
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines or [""]
