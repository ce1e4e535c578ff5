"""Footnotes on the page of their call, in order; the rest of one that is too long on the next page.

WeasyPrint moves a whole footnote to the next page as soon as a line behind its call needs the room.
Here the room that a page has left is shared out: a line stands on a page if the notes before its
last one fit as a whole, and of the last one two lines at least. The rest of that one is set first
among the notes of the next page (`allocation`); `lines` asks for each line, `pages` begins and ends
the pages. Without this package, or where WeasyPrint lacks what it replaces, footnotes are set by
WeasyPrint alone.
"""

from functools import cache

from reportgen.weasy import compat, page_floats


@cache
def install() -> None:
    """Let WeasyPrint set footnotes so; as usual where it has not all that is replaced.

    It is done once; `pages.enabled` switches it off and on.
    """
    from reportgen.weasy.footnotes import lines, pages

    try:
        compat.replace("make_all_pages", pages.make_all_pages)
        compat.replace("make_page", pages.make_page)
        compat.replace("page_part_layout", pages.page_part_layout)
        compat.replace("linebox_layout", lines.linebox_layout)
        compat.replace("layout_footnote", pages.layout_footnote)
        compat.replace("unlayout_footnote", pages.unlayout_footnote)
        compat.replace("report_footnote", pages.report_footnote)
        compat.replace("in_flow_layout", page_floats.in_flow_layout)
    except (AttributeError, ImportError):
        pages.enabled = False
