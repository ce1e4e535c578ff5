"""Numbers beside the lines of a laid-out document, for readers who speak of its lines.

They stand in a margin box, which the style sheet asks for: `@left-bottom { content: "0" }` in the
face, the size and at the distance (`padding-right`) that they are to have. So a tagged PDF has them
as artifacts (ISO 14289-1, 7.1). What is in an element with `--line-numbers: none`, set in a rule
for the element itself, has none, and with `count` in it again.
"""

from collections.abc import Iterator
from typing import Any

from reportgen.weasy import compat

PLACE = "@left-bottom"
"""The margin box that the numbers stand in."""


def number_lines(document: Any, restart: bool) -> int:
    """Number the lines of a document, each page's from 1 or through, and give how many there are.

    What is set side by side on one line has one number.
    """
    count = total = 0
    for page in document.pages:
        box = compat.page_box(page)
        margin = next((b for b in box.children if getattr(b, "at_keyword", "") == PLACE), None)
        pattern = margin and next(_lines(margin, True), None)
        if margin is None or pattern is None:
            continue
        if restart:
            count = 0
        body = [b for b in box.children if not getattr(b, "at_keyword", "")]
        right = box.content_box_x() - margin.padding_right
        numbers = []
        for line in _rows([line for child in body for line in _lines(child, True)]):
            count += 1
            numbers.append(_numbered(pattern, str(count), right, line))
        margin.children = numbers
        total += len(numbers)
    return total


def _lines(box: Any, counted: bool) -> Iterator[Any]:
    """The lines of text below a box that are counted, outer ones alone."""
    box = compat.placed(box)
    if isinstance(box, compat.LineBox):
        if counted and _has_text(box):
            yield box
        return
    if "__line_numbers" in getattr(box.style, "cascaded", ()):
        value = [getattr(t, "lower_value", "") for t in box.style["__line_numbers"] or ()]
        counted = "none" not in value
    for child in box.children if hasattr(box, "children") else ():
        yield from _lines(child, counted)


def _has_text(box: Any) -> bool:
    """Whether anything but pictures stands in a line."""
    if getattr(box, "text", "").strip():
        return True
    return any(_has_text(compat.placed(child)) for child in getattr(box, "children", ()))


def _rows(lines: list[Any]) -> Iterator[Any]:
    """The lines from top to bottom, one of those that share a row."""
    bottom = float("-inf")
    for line in sorted(lines, key=lambda line: (line.position_y, line.position_x)):
        if line.position_y + line.height / 2 > bottom:
            yield line
            bottom = max(bottom, line.position_y + line.height)


def _numbered(pattern: Any, number: str, right: float, line: Any) -> Any:
    """A line that holds a number on the base line of another, and ends at `right`."""
    sample = next(_texts(pattern))
    layout, _, _, width, height, baseline = compat.split_first_line(
        number, sample.style, None, None, 0
    )
    text = sample.copy_with_text(number)
    text.pango_layout, text.width, text.height, text.baseline = layout, width, height, baseline
    text.position_x, text.position_y = right - width, line.position_y + line.baseline - baseline
    made = pattern.copy_with_children([text])
    made.position_x, made.position_y = text.position_x, text.position_y
    made.width, made.height, made.baseline = width, height, baseline
    return made


def _texts(box: Any) -> Iterator[Any]:
    if isinstance(box, compat.TextBox):
        yield box
    for child in getattr(box, "children", ()):
        yield from _texts(child)
