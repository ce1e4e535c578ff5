"""In the place of WeasyPrint's `get_next_linebox`: the lines of justified paragraphs."""

from math import inf
from typing import Any

from reportgen.weasy import compat
from reportgen.weasy.paragraphs.compose import Composition
from reportgen.weasy.paragraphs.inline import paragraph
from reportgen.weasy.paragraphs.lines import LineBuilder, fit_line_height

COMPOSED = True
"""Whether justified paragraphs are set as a whole; else WeasyPrint fills line after line."""


def next_line(usual: Any) -> Any:
    """`get_next_linebox` of WeasyPrint, which gives a line and where the next one begins."""

    def get_next_linebox(
        context: Any, line_box: Any, y: float, bottom_space: float, skip_stack: Any, block: Any,
        absolute_boxes: Any, fixed_boxes: Any, first_letter_style: Any, first_line_style: Any,
    ) -> Any:  # fmt: skip
        composition = None
        if COMPOSED and not first_letter_style and not first_line_style:
            composition = _composition(context, line_box, block, y)
        if composition is not None:
            position = composition.position(skip_stack)
            if position is None:
                return None, None
            if skip_stack is None:
                composition.turn = _turn(context, line_box, y, bottom_space)
            line = composition.line(position, block.width, line_box.text_indent)
            if line is not None:
                return _line(
                    context, line_box, y, block, composition, line, absolute_boxes, fixed_boxes
                )
        return usual(
            context, line_box, y, bottom_space, skip_stack, block, absolute_boxes, fixed_boxes,
            first_letter_style, first_line_style,
        )  # fmt: skip

    return get_next_linebox


def _composition(context: Any, line_box: Any, block: Any, y: float) -> Composition | None:
    """How the paragraph of a line box is set; None where that is left to WeasyPrint."""
    style = line_box.style
    if (
        style["text_align_all"] != "justify"
        or style["text_align_last"] not in ("auto", "start", "left")
        or style["white_space"] != "normal"
        or style["direction"] != "ltr"
        or block.style["direction"] != "ltr"
        or block.style["text_overflow"] == "ellipsis"
        or block.style["block_ellipsis"] != "none"
        or not line_box.children
        or any(shape.position_y + shape.margin_height() > y for shape in context.excluded_shapes)
    ):
        return None
    known = vars(line_box).get("composition")
    if known is not None and known[0] is line_box.children:
        return known[1]  # type: ignore[no-any-return]
    whole = paragraph(line_box, block, context)
    found = None if whole is None else Composition(whole, style)
    line_box.composition = (line_box.children, found)
    return found


def _turn(context: Any, line_box: Any, y: float, bottom_space: float) -> int:
    """The number of lines that the page has room for below `y`, as far as is known."""
    height, _ = compat.strut(line_box.style)
    room = context.page_bottom - bottom_space - y
    return int(room * (1 + 1e-9) / height) if height and 0 < room < inf else 0


def _line(
    context: Any, line_box: Any, y: float, block: Any, composition: Composition, set_line: Any,
    absolute_boxes: Any, fixed_boxes: Any,
) -> Any:  # fmt: skip
    """A line's box, placed; and where the next line begins, as WeasyPrint's `resume_at`."""
    x = line_box.position_x = block.content_box_x()
    line_box.position_y = y
    builder = LineBuilder(composition.whole, set_line, block, context)
    indent = line_box.text_indent
    line = line_box.copy_with_children(builder.boxes(x + indent - set_line.hang, y))
    last = line.children[-1] if line.children else None
    line.width = last.position_x + last.margin_width() - line.content_box_x() if last else 0
    fit_line_height(line)
    bottom, top = compat.line_box_verticality(line)
    line.baseline, line.position_y, line.height = -top, top, bottom - top
    line.margin_top = line.margin_bottom = 0
    line.translate(0, y - top)
    line.position_y = y
    absolute_boxes.extend(builder.absolute)
    fixed_boxes.extend(builder.fixed)
    line_box.width, line_box.height = line.width, line.height
    return line, composition.resume_at(set_line)
