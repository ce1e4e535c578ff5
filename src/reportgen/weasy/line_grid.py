"""Text on the lines of a grid: what has another height than lines of text is filled up to them.

A block whose style sheet gives it `--grid: line`, in a rule for the block itself, gets so much more
or less space below it, by half a line at most, that what follows stands on a line again; with
`--grid: half` on a line or between two. Lines are counted from the top of the page's text; the
height of one is `line-height` of the root.
"""

from typing import Any

from reportgen.weasy import compat

STEPS = {"line": 1.0, "half": 0.5}
"""The distance of the grid's lines by the value of `--grid`, in lines of text."""


def step(box: Any) -> float:
    """The distance of the lines that a style sheet puts what follows a block on; 0 for none."""
    if "__grid" not in getattr(box.style, "cascaded", ()):
        return 0.0
    (token, *more) = box.style["__grid"] or (None,)
    return 0.0 if more else STEPS.get(getattr(token, "lower_value", ""), 0.0)


def snapped(document: Any, result: Any, lines: float) -> Any:
    """What WeasyPrint gives for a child in the flow, with the space below it that the grid asks."""
    abort, stop, resume_at, position_y, margins, *rest = result
    page, line = document.page, document.line * lines
    if abort or stop or page is None or not line:
        return result
    space = compat.collapse_margin(margins)
    below = position_y + space - page.top
    space += round(below / line) * line - below
    if space < 0:
        space += line
    return (abort, stop, resume_at, position_y, [space], *rest)
