"""Figures and tables at the head of the next page, where this one has no room: text flows on.

A block whose style sheet gives it `--page-float: top` is left out of the text where it does not
fit, and set over the text of the next page. It never stands before the text that it follows, keeps
its order with others, and stays in its place where it is too tall to share a page with text.
"""

from dataclasses import dataclass, field
from math import ceil, inf
from typing import Any

from reportgen.weasy import compat, line_grid

TALL = 0.6
"""The part of a page's height that floats may take at its head."""
MOST = 3
"""How many pages of another width, such as turned ones, a float may let pass."""


@dataclass(eq=False)
class PageFloats:
    """The floats of a document: which page each was put off from, and what a page begins with."""

    deferred: dict[Any, int] = field(default_factory=dict)
    """The number of the page that has no room for a float."""
    pending: dict[int, list[Any]] = field(default_factory=dict)
    """The floats that a page has to take, or to hand on, by its number."""

    widths: dict[Any, float] = field(default_factory=dict)
    """How wide the text of the page was that a float was put off from."""

    def begin(self, number: int) -> list[Any]:
        """Forget what was put off from a page that is made anew; what it has to take."""
        for box in [box for box, page in self.deferred.items() if page == number]:
            del self.deferred[box]
        self.pending.pop(number + 1, None)
        return list(self.pending.get(number, []))

    def put_off(self, box: Any, number: int, width: float) -> None:
        """Leave a float to the next page."""
        self.deferred.setdefault(box, number)
        self.widths[box] = width
        self.pending.setdefault(number + 1, []).append(box)

    def suits(self, box: Any, number: int, width: float) -> bool:
        """Whether a page is as wide as the one that a float comes from, or the float is late."""
        late = number - self.deferred.get(box, number) > MOST
        return late or abs(self.widths.get(box, width) - width) < 1

    def waiting(self, number: int) -> bool:
        """Whether floats before this place wait for the next page."""
        return bool(self.pending.get(number + 1))


def is_float(box: Any) -> bool:
    """Whether a style sheet lets a block float, in a rule for the block itself."""
    if "__page_float" not in getattr(box.style, "cascaded", ()):
        return False
    return [getattr(token, "lower_value", "") for token in box.style["__page_float"]] == ["top"]


def place(context: Any, floats: PageFloats, page: Any) -> tuple[list[Any], float]:
    """Lay out the floats that a page begins with: their boxes, and the height that they take.

    The height is a whole number of lines of the text. Those that are too much for the page are
    left to the next one.
    """
    made: list[Any] = []
    number = context.current_page
    height, most = 0.0, TALL * page.height
    for box in floats.begin(number):
        suits = floats.suits(box, number, page.width)
        if (
            not suits
            or floats.waiting(number)
            or (made and height + _height(context, box, page) > most)
        ):
            floats.pending.setdefault(number + 1, []).append(box)
            continue
        box.position_x, box.position_y = page.content_box_x(), page.content_box_y() + height
        new = compat.block_level_layout(context, box, -inf, None, page)[0]
        new.translate(dy=page.content_box_y() + height - new.border_box_y())
        made.append(new)
        height += new.border_height() + new.margin_bottom
    line = context.document_notes.line
    return made, (ceil(height / line - 1e-6) * line if line else height)


def in_flow_layout(usual: Any) -> Any:
    """A float that does not fit is left out of the text, and so is one that was put off before.

    Other blocks are laid out as usual, and followed by the space that the grid asks.
    """

    def in_flow_layout(
        context: Any, box: Any, index: int, child: Any, new_children: list[Any],
        page_is_empty: bool, absolute_boxes: Any, fixed_boxes: Any, adjoining_margins: Any,
        bottom_space: float, position_y: float, skip_stack: Any, first_letter_style: Any,
        first_line_style: Any, discard: bool, next_page: Any, max_lines: Any,
    ) -> Any:  # fmt: skip
        document = vars(context).get("document_notes")
        if document is not None and skip_stack is None and is_float(child):
            floats, number = document.floats, context.current_page
            first = page_is_empty and not new_children
            if child not in floats.deferred and not first and not context.in_column:
                height = _height(context, child, box)
                margin = compat.collapse_margin([*adjoining_margins, child.margin_top])
                edge = position_y + margin + height - child.margin_bottom
                late = floats.waiting(number) or context.overflows_page(bottom_space, edge)
                if late and height <= TALL * document.height(context):
                    floats.put_off(child, number, document.page.area.page.width)
            if child in floats.deferred:
                return (
                    False, False, None, position_y, adjoining_margins, next_page, new_children,
                    max_lines,
                )  # fmt: skip
        made = usual(
            context, box, index, child, new_children, page_is_empty, absolute_boxes, fixed_boxes,
            adjoining_margins, bottom_space, position_y, skip_stack, first_letter_style,
            first_line_style, discard, next_page, max_lines,
        )  # fmt: skip
        lines = line_grid.step(child) if document is not None else 0
        return line_grid.snapped(document, made, lines) if lines else made

    return in_flow_layout


def _height(context: Any, box: Any, container: Any) -> float:
    """The height of a float with the margin below it, without a place on the page."""
    position = box.position_x, box.position_y
    made = compat.block_level_layout(context, box, -inf, None, container)[0]
    compat.remove_placeholders(context, [made], [], [])
    box.position_x, box.position_y = position
    return float(made.border_height() + made.margin_bottom)
