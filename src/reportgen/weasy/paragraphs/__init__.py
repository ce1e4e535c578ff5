"""Justified paragraphs set as a whole: Knuth and Plass's total-fit line breaking for WeasyPrint.

WeasyPrint fills one line after the other, and its word spaces only grow. Here a paragraph's lines
are chosen together (D. E. Knuth and M. F. Plass, "Breaking Paragraphs into Lines", Software:
Practice and Experience 11, 1981). Words, tags and the text that is read out stay the same. What
is not justified text alone is left to WeasyPrint, and so is everything where this package is left
out or WeasyPrint lacks the functions that it replaces.

`measure` sets a text once, `inline` makes a paragraph of a line box, `opportunities` finds where
it may break, `breaks` chooses the breaks, `lines` makes the boxes of a line, and `draw` shows it.
"""


def install() -> None:
    """Let WeasyPrint ask for justified lines here, and draw them as they were set."""
    from reportgen.weasy import compat
    from reportgen.weasy.paragraphs import draw, layout

    compat.replace("draw_first_line", draw.first_line)  # which alone changes nothing
    compat.replace("get_next_linebox", layout.next_line)
