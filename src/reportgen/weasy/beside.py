"""A long page laid out with the help of a second process, which breaks its later lines ahead.

Where a line ends depends on its text, its style and its width, and not on the page that it falls
on. So a fork lays out the document from a point behind its beginning, and sends how each line
came out; the process that lays out the whole finds those lines and need not set them. What it does
not find it sets itself: the result is the same, however far the fork has come.
"""

import logging
import marshal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from reportgen.weasy import drawn, lines
from reportgen.weasy.drawn import Drawn, Tape, plain
from reportgen.weasy.strange import Strange
from reportgen.workers import Worker, method

FIRST = 0.45
"""The part of the text that the process itself sets: a line that is found costs it half."""
WORTH = 20_000
"""The characters of text from which a fork is worth what it costs."""
STYLE = (
    *lines.FONT, *lines.FEATURES, "white_space", "hyphens", "hyphenate_character",
    "hyphenate_limit_chars", "hyphenate_limit_zone", "letter_spacing", "word_spacing",
    "overflow_wrap", "word_break", "tab_size",
)  # fmt: skip
"""The properties of a style that the end of a line depends on, beside its family of fonts."""
KEPT = ("text", "max_width", "justification_spacing", "first_line_direction")
"""What WeasyPrint keeps of a line that is set, until it is drawn."""
UNDRAWN = dict.fromkeys(("ascent", "underline_position", "strikethrough_position"))
"""What else it keeps: nothing, where no line is drawn along the text."""
OFTEN = 16
"""After how many lines the process looks for what was sent."""


def share() -> None:
    """Let WeasyPrint lay out with help those of its pages that have more than one process."""
    from weasyprint import document, draw
    from weasyprint.layout import inline

    usual, split = document.layout_document, inline.split_first_line
    write = draw.draw_text
    if usual.__module__ == __name__:
        return

    def layout_document(html: Any, root_box: Any, context: Any) -> Any:
        place = _place(root_box, FIRST) if getattr(html, "processes", 1) > 1 else None
        if place is None:
            return usual(html, root_box, context)
        with _ahead(html, root_box, context, place) as context.lines:
            root_box.style.font_config.lines = context.lines
            return list(usual(html, root_box, context))

    def split_first_line(
        text: str, style: Any, context: Any, max_width: Any, justification_spacing: Any, **how: Any
    ) -> Any:
        known = getattr(context, "lines", None)
        if known is None or style["text_decoration_line"] != "none":
            return split(text, style, context, max_width, justification_spacing, **how)
        key = (known.style(style), text, max_width, justification_spacing, *how.items())
        found = known.find(key)
        if found is None:
            found = split(text, style, context, max_width, justification_spacing, **how)
            known.keep(key, found, style)
        return found

    def draw_text(
        stream: Any, box: Any, offset: float, overflow: str, ellipsis: Any = "none"
    ) -> None:
        known = getattr(box.style.font_config, "lines", None)
        if known is not None and overflow != "ellipsis" and ellipsis == "none" and plain(box):
            line = known.drawn(known.spread(box))
            if line is not None and drawn.draw(stream, box, line):
                return
        write(stream, box, offset, overflow, ellipsis)

    layout_document.__module__ = __name__
    document.layout_document = layout_document
    inline.split_first_line = split_first_line
    draw.draw_text = draw_text


class _Styles:
    """Numbers for styles that set lines alike."""

    def __init__(self) -> None:
        self._numbers: dict[Any, int] = {}
        self.said: dict[str, int] = {}

    def style(self, style: Any) -> int:
        key = (*style["font_family"], *map(style.__getitem__, STYLE))
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = self.number(repr(key))
        return number

    def number(self, said: str) -> int:
        return self.said.setdefault(said, len(self.said))

    def spread(self, box: Any) -> Any:
        """What it depends on how a box of text is drawn."""
        layout = box.pango_layout
        return (self.style(box.style), layout.text, layout.justification_spacing)


class _Found(_Styles):
    """Lines that the other process has set."""

    def __init__(self, pipe: Any) -> None:
        super().__init__()
        self._pipe = pipe
        self._lines: dict[Any, Any] = {}
        self._drawn: dict[Any, Drawn] = {}
        self._asked = 0

    def find(self, key: Any) -> Any:
        """What WeasyPrint gives for this line, None where it is not known yet."""
        self._asked += 1
        if self._pipe is not None and self._asked % OFTEN == 0:
            self.take()
        line = self._lines.get(key)
        return None if line is None else _set(line)

    def keep(self, key: Any, line: Any, style: Any) -> None:
        """A line that was set here: nobody else asks for it."""

    def drawn(self, key: Any) -> Drawn | None:
        """How a line is drawn, None where that is not known."""
        return self._drawn.pop(key, None)

    def take(self) -> None:
        """Take what was sent so far."""
        try:
            while self._pipe is not None and self._pipe.poll():
                styles, found, noted = marshal.loads(self._pipe.recv_bytes())
                ours = [self.number(said) for said in styles]
                for (style, *key), line in found:
                    self._lines[(ours[style], *key)] = line
                for (style, *key), line in noted:
                    self._drawn[(ours[style], *key)] = line
        except (EOFError, OSError):
            self._pipe = None


class _Sent(_Styles):
    """Lines that are set here for the other process."""

    def __init__(self, pipe: Any) -> None:
        super().__init__()
        self._pipe = pipe
        self._tape = Tape()
        self._new: list[Any] = []
        self._strange = Strange()

    def find(self, key: Any) -> Any:
        """No line is known here."""

    def keep(self, key: Any, line: Any, style: Any) -> None:
        if self._strange.within(key[1], style):
            return
        layout, *measures = line
        self._new.append((key, ([getattr(layout, name) for name in KEPT], measures)))

    def send(self) -> None:
        """Send the lines that are new."""
        self._pipe.send_bytes(marshal.dumps((list(self.said), self._new, [])))
        self._new.clear()

    def draw(self, page: Any) -> None:
        """Send how the lines of a page are drawn."""
        from weasyprint.formatting_structure.boxes import TextBox

        noted = []
        for box in page.descendants():
            if isinstance(box, TextBox) and (line := self._tape.note(box)):
                noted.append((self.spread(box), line))
        self._pipe.send_bytes(marshal.dumps((list(self.said), [], noted)))


def _set(line: Any) -> Any:
    """A line as WeasyPrint has it once it is set, and not drawn yet."""
    from weasyprint.text.line_break import Layout

    kept, measures = line
    layout = Layout.__new__(Layout)
    vars(layout).update(zip(KEPT, kept, strict=True), **UNDRAWN)
    return (layout, *measures)


@contextmanager
def _ahead(html: Any, root_box: Any, context: Any, place: Any) -> Iterator[_Found | None]:
    """A fork that sets the lines from a place on, as long as they are wanted.

    None where the machine has no process left for it.
    """
    try:
        worker = Worker(_lines, html, root_box, context, place)
    except OSError:
        yield None
        return
    with worker:
        found = _Found(worker.pipe)
        yield found
        found.take()


def _lines(pipe: Any, html: Any, root_box: Any, context: Any, place: Any) -> None:
    with suppress(Exception):  # the process that lays out the whole says what there is to say
        _run(html, root_box, context, place, pipe)


def _run(html: Any, root_box: Any, context: Any, place: Any, pipe: Any) -> None:
    """Lay out the pages from a place on, and send their lines."""
    from weasyprint import layout

    layout.initialize_page_maker(context, root_box)
    context.page_maker[0] = (place, *context.page_maker[0][1:])
    context.lines = _Sent(pipe)
    logging.disable()
    pages = []
    for page in layout.make_all_pages(context, root_box, html, []):
        context.lines.send()
        pages.append(page)
    for page in pages:
        context.lines.draw(page)


def _place(box: Any, share: float) -> Any:
    """Where to resume a layout behind a share of its text; None where it is not worth it."""
    if method() != "fork":
        return None
    sizes: dict[int, int] = {}
    if _measure(box, sizes) < WORTH:
        return None
    path: list[int] = []
    left = share * sizes[id(box)]
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
    place: Any = None
    for index in reversed(path):
        place = {index: place}
    return place


def _measure(box: Any, sizes: dict[int, int]) -> int:
    """Note how many characters there are in each block in the flow."""
    from weasyprint.formatting_structure import boxes

    if isinstance(box, boxes.BlockContainerBox) and not isinstance(box, boxes.TableBox):
        sizes[id(box)] = sum(_measure(child, sizes) for child in box.children)
        return sizes[id(box)]
    return sum(len(b.text) for b in box.descendants() if isinstance(b, boxes.TextBox))
