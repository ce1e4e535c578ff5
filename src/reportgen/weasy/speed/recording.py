"""How lines of text are drawn, apart from where: recorded in one process, replayed in another.

What is written into a PDF for a line depends on its text, its style and its justification; only
the position comes from the page.
"""

from typing import Any

from reportgen.weasy import compat

Recording = tuple[list[Any], list[tuple[int, dict[int, str], dict[int, int]]]]
"""Strings of glyphs, a font's key and size before each run of them; then for each font that is
used its key, the text that its glyphs stand for and their widths."""


class RecordingStream:
    """Takes the place of a page's stream, and notes how lines are drawn."""

    def __init__(self) -> None:
        new = compat.ffi.new
        self.ink_rect, self.logical_rect = new("PangoRectangle *"), new("PangoRectangle *")
        self._fonts: dict[int, Any] = {}
        self._key = 0
        self._operations: list[Any] = []

    def record(self, box: Any) -> Recording | None:
        """How a text box is drawn; None where it has more than plain glyphs."""
        if not is_plain(box) or not box.text.strip():
            return None
        self._operations = []
        for font in self._fonts.values():
            font.to_unicode = {}
        box.pango_layout.reactivate(box.style)
        emojis = compat.draw_first_line(self, box, "clip", "none", compat.Matrix())
        box.pango_layout.deactivate()
        used = {key: font for key, font in self._fonts.items() if font.to_unicode}
        if emojis or None in self._operations or any(font.missing for font in used.values()):
            return None
        glyphs = [
            (key, font.to_unicode, {glyph: font.widths[glyph] for glyph in font.to_unicode})
            for key, font in used.items()
        ]
        return self._operations, glyphs

    def add_font(self, pango_font: Any) -> tuple[Any, float]:
        self._key, description, size = compat.get_pango_font_key(pango_font)
        if self._key not in self._fonts:
            self._fonts[self._key] = compat.Font(pango_font, description, size)
        return self._fonts[self._key], size

    def set_font_size(self, _: str, size: float) -> None:
        self._operations.append((self._key, size))

    def show_text(self, text: str) -> None:
        self._operations.append(text)

    def set_text_rise(self, _: float) -> None:
        self._operations.append(None)  # glyphs off the baseline are not recorded

    def set_text_matrix(self, *_: float) -> None:
        """The position of a line is not recorded."""


def is_plain(box: Any) -> bool:
    """Whether nothing of a text box is drawn but its glyphs."""
    style = box.style
    return bool(
        style["visibility"] == "visible"
        and style["text_decoration_line"] == "none"
        and style["font_size"] >= 1e-6
    )


def replay(stream: Any, box: Any, recording: Recording) -> bool:
    """Draw a text box as was recorded; False where the PDF has not all of the fonts yet."""
    operations, glyphs = recording
    fonts = compat.stream_fonts(stream)
    if not all(key in fonts for key, _, _ in glyphs):
        return False
    stream.set_color(box.style["color"])
    stream.begin_text()
    position = compat.Matrix(d=-1, e=box.position_x, f=box.position_y + box.baseline)
    stream.set_text_matrix(*position.values)
    for operation in operations:
        if type(operation) is str:
            stream.show_text(operation)
        else:
            key, size = operation
            stream.set_font_size(fonts[key].hash, size)
    for key, texts, widths in glyphs:
        font = fonts[key]
        for glyph, text in texts.items():
            font.to_unicode.setdefault(glyph, text)
        for glyph, width in widths.items():
            font.widths.setdefault(glyph, width)
    stream.end_text()
    return True
