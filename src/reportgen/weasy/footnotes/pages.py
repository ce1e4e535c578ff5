"""Where pages begin and end: what takes the place of WeasyPrint's functions for pages."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from reportgen.weasy import compat, page_floats
from reportgen.weasy.footnotes.allocation import DocumentNotes, PageNotes

RULE = "--note-rule"
"""The custom property with the length of the rule over notes, unless the first one goes on."""


enabled = True
"""Whether notes are placed here; WeasyPrint alone places them where this is off."""


def state(context: Any) -> DocumentNotes | None:
    """The notes and floats of a layout; None where WeasyPrint places them."""
    found: DocumentNotes | None = vars(context).get("document_notes")
    if enabled and found is None:
        order = {note: n for n, note in enumerate(context.footnotes)}
        found = context.document_notes = DocumentNotes(order)
    return found


def make_all_pages(usual: Any) -> Any:
    """A page is made anew too where what goes on from the page before has changed."""

    def make_all_pages(context: Any, root_box: Any, html: Any, pages: Any) -> Iterator[Any]:
        document = state(context)
        if document is None:
            yield from usual(context, root_box, html, pages)
            return
        context.rendered_notes = []
        index = 0
        while True:
            again = context.page_maker[index][-1]
            before = document.left(index + 2)
            if index >= len(pages) or again["content_changed"] or again["pages_wanted"]:
                again.update(content_changed=False, pages_wanted=False)
                again.update(anchors=[], content_lookups=[])
                context.reported_footnotes = document.carried(index + 1)
                page, resume_at = compat.remake_page(index, context, root_box, html)
            else:
                page, resume_at = pages[index], context.page_maker[index + 1][0]
            yield page
            index += 1
            left = document.left(index + 1)
            if resume_at is None and left == ([], []):
                context.page_maker = context.page_maker[: index + 1]
                context.broken_out_of_flow.clear()
                context.reported_footnotes.clear()
                return
            if left != before:
                context.page_maker[index][-1]["content_changed"] = True

    return make_all_pages


def make_page(usual: Any) -> Any:
    """A page has no text where there is none left, or no room for it beside the notes."""

    def make_page(
        context: Any, root_box: Any, page_type: Any, resume_at: Any, number: int, counters: Any
    ) -> Any:
        document = state(context)
        if document is None:
            return usual(context, root_box, page_type, resume_at, number, counters)
        context.reported_footnotes, document.page = [], None
        if resume_at is not None or number == 1 or document.left(number) == ([], []):
            before = deepcopy(counters)
            made = usual(context, root_box, page_type, resume_at, number, counters)
            if document.page is None or not document.page.full:
                return made
            context.page_maker[number - 1][-1].update(anchors=[], content_lookups=[])
            document.page = None
            _restore(counters, before)
        nothing = root_box.copy_with_children([])
        page, _, _ = usual(context, nothing, page_type, None, number, counters)
        return page, resume_at, context.page_maker[number - 1][1]

    return make_page


def _restore(counters: Any, before: Any) -> None:
    """Set the counters of a page, which are lists and a dictionary, back to what they were."""
    for now, then in zip(counters, before, strict=True):
        now.clear()
        now.update(then) if isinstance(now, dict) else now.extend(then)


def page_part_layout(usual: Any) -> Any:
    """The text of a page is laid out with its notes in view, and then the area of these."""

    def block_level_layout(context: Any, box: Any, *rest: Any, **how: Any) -> Any:
        document: DocumentNotes | None = vars(context).get("document_notes")
        if document is None:
            return usual(context, box, *rest, **how)
        if box.is_for_root_element:
            document.page = PageNotes(document, context)
            document.page.begin(text=bool(box.children))
            document.line = _line_height(box)
            floats, height = page_floats.place(context, document.floats, document.page.area.page)
            box.position_y += height
            document.page.top += height
            made = usual(context, box, *rest, **how)
            if made[0] is not None:
                made[0].children = [*floats, *made[0].children]
            document.page.text = made[0]
            return made
        made = usual(context, box, *rest, **how)
        if document.page is not None and isinstance(box, compat.FootnoteAreaBox):
            _fill(made[0], document.page, how["absolute_boxes"])
        return made

    return block_level_layout


def _fill(area: Any, page: PageNotes, absolute_boxes: list[Any]) -> None:
    """Put the notes of a page into their area."""
    pieces, left = page.finish()
    page.document.leave(page.number, left)
    height = 0.0
    for piece in pieces:
        piece.box.translate(dy=area.content_box_y() + height)
        height += piece.height
        absolute_boxes.extend(piece.absolute)
    area.children, area.height = [piece.box for piece in pieces], height
    rule = _length(area.style, RULE)
    if rule is not None and not page.carried:
        area.width = min(area.width, rule)  # of the border; the notes have their own


def _line_height(root: Any) -> float:
    """The height of the root's lines in CSS pixels; 0 where it is not a length."""
    height = root.style["line_height"]
    pixels = getattr(height, "unit", "") == "px" or getattr(height, "unit", "") == "PX"
    return float(height.value) if pixels else 0.0


def _length(style: Any, name: str) -> float | None:
    """A custom property (`--name`) in CSS pixels; None where it is no length."""
    (token, *more) = style[name.replace("-", "_")] or (None,)
    pixels = compat.LENGTHS_TO_PIXELS.get(getattr(token, "lower_unit", ""))
    return None if token is None or more or pixels is None else float(token.value * pixels)


def layout_footnote(usual: Any) -> Any:
    """A note that is called where lines are not asked for one by one, as in columns."""

    def layout_footnote(context: Any, note: Any) -> bool:
        document = state(context)
        if document is None:
            return bool(usual(context, note))
        if document.page is not None:
            document.page.add(note)
        return False

    return layout_footnote


def unlayout_footnote(usual: Any) -> Any:
    """A note goes with the line that calls it."""

    def unlayout_footnote(context: Any, note: Any) -> None:
        document = state(context)
        if document is None:
            usual(context, note)
        elif document.page is not None:
            document.page.remove(note)

    return unlayout_footnote


def report_footnote(usual: Any) -> Any:
    """A note stays on the page of its call."""

    def report_footnote(context: Any, note: Any) -> None:
        if state(context) is None:
            usual(context, note)

    return report_footnote
