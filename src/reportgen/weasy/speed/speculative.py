"""Speculative layout: a second process breaks the later lines of a long document ahead.

Where a line ends depends on its text, its style and its width, and not on the page that it falls
on. So a fork lays out the document from a point behind its beginning, and sends how each line came
out; the process that lays out the whole document takes those lines from a table. A line that is
not there is broken as usual, so that the output does not depend on how far the fork has come.

Only where workers are forked (`process.method`): elsewhere libraries that Pango may use cannot be.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from reportgen.processes.helpers import helpers
from reportgen.processes.process import method
from reportgen.processes.workers import Worker
from reportgen.weasy import compat
from reportgen.weasy.speed import recording
from reportgen.weasy.speed.lines import ReceivedLines, SentLines

OWN_SHARE = 0.45
"""The part of the text whose lines the process itself breaks: taking a line costs it half."""
WORTHWHILE = 20_000
"""The characters of text from which a fork is worth what it costs."""


def install() -> None:
    """Let WeasyPrint lay out a long document with help, where a helper is allowed (`helpers`)."""
    compat.replace("layout_document", _layout_document)
    compat.replace("split_first_line", _split_first_line)
    compat.replace("draw_text", _draw_text)


def _layout_document(usual: Any) -> Any:
    def layout_document(html: Any, root_box: Any, context: Any) -> Any:
        start = _resume_point(root_box) if helpers() and method() == "fork" else None
        if start is None:
            return usual(html, root_box, context)
        with _helped(html, root_box, context, start) as pipe:
            lines = None if pipe is None else ReceivedLines(pipe)
            context.lines = root_box.style.font_config.lines = lines
            pages = list(usual(html, root_box, context))
            if lines is not None:
                lines.receive()
            return pages

    return layout_document


def _split_first_line(usual: Any) -> Any:
    def split_first_line(
        text: str, style: Any, context: Any, max_width: Any, justification_spacing: Any, **how: Any
    ) -> Any:
        lines = getattr(context, "lines", None)
        if lines is None or style["text_decoration_line"] != "none":
            return usual(text, style, context, max_width, justification_spacing, **how)
        key = (lines.style(style), text, max_width, justification_spacing, *how.items())
        found = lines.find(key)
        if found is None:
            found = usual(text, style, context, max_width, justification_spacing, **how)
            lines.keep(key, found, style)
        return found

    return split_first_line


def _draw_text(usual: Any) -> Any:
    def draw_text(
        stream: Any, box: Any, offset: float, overflow: str, ellipsis: Any = "none"
    ) -> None:
        lines = getattr(box.style.font_config, "lines", None)
        whole = overflow != "ellipsis" and ellipsis == "none"
        if lines is not None and whole and recording.is_plain(box):
            drawing = lines.drawn(lines.drawing(box))
            if drawing is not None and recording.replay(stream, box, drawing):
                return
        usual(stream, box, offset, overflow, ellipsis)

    return draw_text


@contextmanager
def _helped(html: Any, root_box: Any, context: Any, start: Any) -> Iterator[Any]:
    """A pipe from a worker that lays out ahead; None where no process can be started.

    The worker is ended when it is not wanted any more.
    """
    try:
        worker = Worker(_lay_out_ahead, html, root_box, context, start)
    except OSError:
        yield None
        return
    with worker:
        yield worker.pipe


def _lay_out_ahead(pipe: Any, html: Any, root_box: Any, context: Any, start: Any) -> None:
    """Lay out the pages from a point on, and send their lines.

    What goes wrong is left to the process that lays out the whole document, which reports it.
    """
    with suppress(Exception):
        _send_lines(pipe, html, root_box, context, start)


def _send_lines(pipe: Any, html: Any, root_box: Any, context: Any, start: Any) -> None:
    compat.initialize_page_maker(context, root_box)
    context.page_maker[0] = (start, *context.page_maker[0][1:])
    context.lines = SentLines(pipe)
    logging.disable()  # the process that lays out the whole document logs
    pages = []
    for page in compat.make_all_pages(context, root_box, html, []):
        context.lines.send()
        pages.append(page)
    for page in pages:
        context.lines.send_drawings(page)


def _resume_point(box: Any) -> Any:
    """Where to resume a layout after OWN_SHARE of its text, as WeasyPrint's `resume_at`.

    None where it is not worthwhile.
    """
    sizes: dict[int, int] = {}
    if _measure(box, sizes) < WORTHWHILE:
        return None
    path: list[int] = []
    left = OWN_SHARE * sizes[id(box)]
    while box.children and id(box.children[0]) in sizes:
        for child in box.children[:-1]:
            size = sizes.get(id(child), 0)
            if size > left:
                break
            left -= size
        else:
            child = box.children[-1]
        path.append(box.children.index(child))
        box = child
    point: Any = None
    for index in reversed(path):
        point = {index: point}
    return point


def _measure(box: Any, sizes: dict[int, int]) -> int:
    """The characters in a box; those of each block in the flow are noted by its id."""
    if isinstance(box, compat.BlockContainerBox) and not isinstance(box, compat.TableBox):
        sizes[id(box)] = sum(_measure(child, sizes) for child in box.children)
        return sizes[id(box)]
    return sum(len(b.text) for b in box.descendants() if isinstance(b, compat.TextBox))
