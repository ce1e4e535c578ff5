"""The lines of a paragraph, each asked for together with the notes that it calls.

It takes the place of WeasyPrint's own loop over lines where a document has footnotes.
"""

from collections import deque
from collections.abc import Iterator
from typing import Any

from reportgen.weasy import compat
from reportgen.weasy.footnotes.allocation import PageNotes
from reportgen.weasy.footnotes.pages import state


def linebox_layout(usual: Any) -> Any:
    """Lines stand on a page as long as their notes do."""

    def linebox_layout(
        context: Any, box: Any, index: int, child: Any, new_children: list[Any],
        page_is_empty: bool, absolute_boxes: list[Any], fixed_boxes: list[Any],
        adjoining_margins: list[float], bottom_space: float, position_y: float, skip_stack: Any,
        first_letter_style: Any, first_line_style: Any, draw_bottom_decoration: bool,
        max_lines: Any,
    ) -> Any:  # fmt: skip
        document = state(context)
        notes = document.page if document is not None and document.order else None
        if notes is None or context.in_column or max_lines is not None:
            return usual(
                context, box, index, child, new_children, page_is_empty, absolute_boxes,
                fixed_boxes, adjoining_margins, bottom_space, position_y, skip_stack,
                first_letter_style, first_line_style, draw_bottom_decoration, max_lines,
            )  # fmt: skip
        if adjoining_margins:
            position_y += compat.collapse_margin(adjoining_margins)
        lines = _Lines(
            compat.iter_line_boxes(
                context, child, position_y, bottom_space, skip_stack, box, absolute_boxes,
                fixed_boxes, first_letter_style, first_line_style,
            )
        )  # fmt: skip
        called: list[Any] = []
        resume_at, refused = None, False
        for line, resume_at in lines:
            line.resume_at = resume_at
            space = bottom_space
            if draw_bottom_decoration or resume_at is None:
                space += box.border_bottom_width + box.padding_bottom
            must = page_is_empty and not new_children
            if must and context.overflows_page(bottom_space, line.position_y + line.height):
                line.translate(0, -box.margin_top)
                box.margin_top = 0
            noted = notes.document.called_by(line, notes.number)
            if not _admitted(notes, noted, line, space, must, box.style, new_children, lines):
                refused = True
                break
            called += noted
            new_children.append(line)
            position_y, skip_stack = line.position_y + line.height, resume_at

        abort = stop = False
        if refused:
            following = [ahead for ahead, _ in lines.ahead(box.style["widows"])]
            unused = [line, *following]
            back = max(0, box.style["widows"] - len(unused))
            spare = len(new_children) - box.style["orphans"]
            abort = not page_is_empty and back > spare
            stop = not abort
            if stop and 0 < back <= spare:
                unused += new_children[-back:]
                del new_children[-back:]
            for each in unused:
                compat.remove_placeholders(context, each.children, absolute_boxes, fixed_boxes)
            resume_at = {index: skip_stack}
        if new_children:
            resume_at = {index: new_children[-1].resume_at}
        return abort, stop, resume_at, position_y, called, max_lines

    return linebox_layout


def _admitted(
    notes: PageNotes, noted: list[Any], line: Any, space: float, must: bool, style: Any,
    before: list[Any], lines: "_Lines",
) -> bool:  # fmt: skip
    """Whether a line stands on the page, if need be at the expense of the last note.

    That is parted only where no page may end before the line: for lines that `orphans` and
    `widows` want beside those that stand here.
    """
    edge = line.position_y + line.height + space
    if notes.admit(noted, edge, must):
        return True
    orphans, widows = style["orphans"], style["widows"]
    missing = max(0, orphans - len(before)) if before else 0
    left = 1 + len(lines.ahead(missing + widows))
    if before and (missing or left < widows):
        wanted = left if left - missing < widows else missing
        return notes.admit(noted, edge + (wanted - 1) * line.height, cut=True)
    return False


class _Lines:
    """Lines in order, each with where it ends, which can be looked at ahead."""

    def __init__(self, lines: Iterator[tuple[Any, Any]]) -> None:
        self._lines = lines
        self._ahead: deque[tuple[Any, Any]] = deque()

    def __iter__(self) -> Iterator[tuple[Any, Any]]:
        return self

    def __next__(self) -> tuple[Any, Any]:
        return self._ahead.popleft() if self._ahead else next(self._lines)

    def ahead(self, count: int) -> list[tuple[Any, Any]]:
        """The next lines, as many as there are, at least `count` of them."""
        while len(self._ahead) < count:
            following = next(self._lines, None)
            if following is None:
                break
            self._ahead.append(following)
        return list(self._ahead)
