"""Lines of text that one process breaks and another uses, and the pipe between the two.

Both number the styles that they meet, since no object of a style is the same in both.
"""

import marshal
from typing import Any

from reportgen.weasy import compat
from reportgen.weasy.speed import contexts
from reportgen.weasy.speed.recording import Recording, RecordingStream
from reportgen.weasy.speed.uncovered import UncoveredCharacters

STYLE = (
    *contexts.FONT, *contexts.FEATURES, "white_space", "hyphens", "hyphenate_character",
    "hyphenate_limit_chars", "hyphenate_limit_zone", "letter_spacing", "word_spacing",
    "overflow_wrap", "word_break", "tab_size",
)  # fmt: skip
"""The properties of a style that the end of a line depends on, beside its font family."""
KEPT = ("text", "max_width", "justification_spacing", "first_line_direction")
"""The attributes of a `Layout` that has been deactivated, until its line is drawn."""
EMPTY = dict.fromkeys(("ascent", "underline_position", "strikethrough_position"))
"""Its other attributes, which are None where the text has no decoration lines."""
INTERVAL = 16
"""After how many lines the receiver looks for what was sent."""


class _StyleNumbers:
    """Numbers for styles that break lines alike."""

    def __init__(self) -> None:
        self._by_key: dict[Any, int] = {}
        self.names: dict[str, int] = {}

    def style(self, style: Any) -> int:
        key = (*style["font_family"], *map(style.__getitem__, STYLE))
        number = self._by_key.get(key)
        if number is None:
            number = self._by_key[key] = self.number(repr(key))
        return number

    def number(self, name: str) -> int:
        return self.names.setdefault(name, len(self.names))

    def drawing(self, box: Any) -> Any:
        """All that the drawing of a text box depends on, but its position."""
        layout = box.pango_layout
        return (self.style(box.style), layout.text, layout.justification_spacing)


class ReceivedLines(_StyleNumbers):
    """Lines that another process has broken, as far as they have been sent."""

    def __init__(self, pipe: Any) -> None:
        super().__init__()
        self._pipe = pipe
        self._lines: dict[Any, Any] = {}
        self._drawings: dict[Any, Recording] = {}
        self._lookups = 0

    def find(self, key: Any) -> Any:
        """What WeasyPrint's `split_first_line` gives for this line, None if it is not there."""
        self._lookups += 1
        if self._pipe is not None and self._lookups % INTERVAL == 0:
            self.receive()
        line = self._lines.get(key)
        return None if line is None else _restored(line)

    def keep(self, key: Any, line: Any, style: Any) -> None:
        """A line that was broken here is of no use to the other process."""

    def drawn(self, key: Any) -> Recording | None:
        """How a line is drawn, None if that is not there."""
        return self._drawings.pop(key, None)

    def receive(self) -> None:
        """Take what has been sent so far."""
        try:
            while self._pipe is not None and self._pipe.poll():
                names, lines, drawings = marshal.loads(self._pipe.recv_bytes())
                numbers = [self.number(name) for name in names]
                for (style, *key), line in lines:
                    self._lines[(numbers[style], *key)] = line
                for (style, *key), drawing in drawings:
                    self._drawings[(numbers[style], *key)] = drawing
        except (EOFError, OSError):
            self._pipe = None


class SentLines(_StyleNumbers):
    """Lines that are broken here for another process."""

    def __init__(self, pipe: Any) -> None:
        super().__init__()
        self._pipe = pipe
        self._stream = RecordingStream()
        self._new: list[Any] = []
        self._characters = UncoveredCharacters()

    def find(self, key: Any) -> Any:
        """No line is known here."""

    def keep(self, key: Any, line: Any, style: Any) -> None:
        if self._characters.any_in(key[1], style):
            return
        layout, *measures = line
        self._new.append((key, ([getattr(layout, name) for name in KEPT], measures)))

    def send(self) -> None:
        """Send the lines that are new."""
        self._send(self._new, [])
        self._new.clear()

    def send_drawings(self, page: Any) -> None:
        """Send how the lines of a page's box are drawn."""
        text_box, stream = compat.TextBox, self._stream
        boxes = (box for box in page.descendants() if isinstance(box, text_box))
        recorded = ((box, stream.record(box)) for box in boxes)
        self._send([], [(self.drawing(box), line) for box, line in recorded if line])

    def _send(self, lines: list[Any], drawings: list[Any]) -> None:
        self._pipe.send_bytes(marshal.dumps((list(self.names), lines, drawings)))


def _restored(line: Any) -> Any:
    """A line as WeasyPrint has it when its layout has been deactivated."""
    kept, measures = line
    layout = compat.Layout.__new__(compat.Layout)
    vars(layout).update(zip(KEPT, kept, strict=True), **EMPTY)
    return (layout, *measures)
