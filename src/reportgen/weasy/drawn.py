"""Lines of text as they are drawn, apart from where they stand: noted by one process for another.

What is written into a PDF for a line depends on its text, its style and how far it is spread; only
the place comes from the page.
"""

from typing import Any

Drawn = tuple[list[Any], list[tuple[int, dict[int, str], dict[int, int]]]]
"""What is written, a font's key and size before each run of strings; what its glyphs stand for."""


class Tape:
    """Takes the place of a page's stream, to note how lines are drawn."""

    def __init__(self) -> None:
        from weasyprint.text.ffi import ffi

        self.ink_rect, self.logical_rect = ffi.new("PangoRectangle *"), ffi.new("PangoRectangle *")
        self._fonts: dict[int, Any] = {}
        self._key = 0
        self._said: list[Any] = []

    def note(self, box: Any) -> Drawn | None:
        """How a box of text is drawn; None where it has more than plain glyphs."""
        from weasyprint.draw.text import draw_first_line
        from weasyprint.matrix import Matrix

        if not plain(box) or not box.text.strip():
            return None
        self._said = []
        for font in self._fonts.values():
            font.to_unicode = {}
        box.pango_layout.reactivate(box.style)
        emojis = draw_first_line(self, box, "clip", "none", Matrix())
        box.pango_layout.deactivate()
        used = {key: font for key, font in self._fonts.items() if font.to_unicode}
        if emojis or None in self._said or any(font.missing for font in used.values()):
            return None
        glyphs = [
            (key, font.to_unicode, {glyph: font.widths[glyph] for glyph in font.to_unicode})
            for key, font in used.items()
        ]
        return self._said, glyphs

    def add_font(self, pango_font: Any) -> tuple[Any, float]:
        from weasyprint.pdf.fonts import Font
        from weasyprint.text.fonts import get_pango_font_key

        self._key, description, size = get_pango_font_key(pango_font)
        if self._key not in self._fonts:
            self._fonts[self._key] = Font(pango_font, description, size)
        return self._fonts[self._key], size

    def set_font_size(self, _: str, size: float) -> None:
        self._said.append((self._key, size))

    def show_text(self, text: str) -> None:
        self._said.append(text)

    def set_text_rise(self, _: float) -> None:
        self._said.append(None)  # glyphs that do not stand on the line

    def set_text_matrix(self, *_: float) -> None:
        """Where a line stands is not noted."""


def plain(box: Any) -> bool:
    """Whether a box of text has nothing but its glyphs."""
    style = box.style
    return bool(
        style["visibility"] == "visible"
        and style["text_decoration_line"] == "none"
        and style["font_size"] >= 1e-6
    )


def draw(stream: Any, box: Any, line: Drawn) -> bool:
    """Draw a box of text as was noted; False where the page has not all of the fonts yet."""
    from weasyprint.matrix import Matrix

    said, glyphs = line
    fonts = stream._fonts
    if not all(key in fonts for key, _, _ in glyphs):
        return False
    stream.set_color(box.style["color"])
    stream.begin_text()
    place = Matrix(d=-1, e=box.position_x, f=box.position_y + box.baseline)
    stream.set_text_matrix(*place.values)
    for item in said:
        if type(item) is str:
            stream.show_text(item)
        else:
            key, size = item
            stream.set_font_size(fonts[key].hash, size)
    for key, meant, widths in glyphs:
        font = fonts[key]
        for glyph, text in meant.items():
            font.to_unicode.setdefault(glyph, text)
        for glyph, width in widths.items():
            font.widths.setdefault(glyph, width)
    stream.end_text()
    return True
