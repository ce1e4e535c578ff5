"""A text set once: its glyphs and their advances, from which any part of it can be measured."""

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import Any, NamedTuple

from reportgen.weasy import compat

UNITS = 1024
"""Pango's units in a CSS pixel."""
GLYPH = 5
"""The 32-bit words of a PangoGlyphInfo: glyph, width, x offset, y offset, attributes."""
FONT = (
    "font_style", "font_stretch", "font_weight", "font_size", "font_variant_caps",
    "font_variation_settings", "letter_spacing",
)  # fmt: skip
"""The properties that a font and its space depend on, beside the family."""
SPACES = " \u00a0"
"""The characters whose advance is a word space (CSS Text 3, 6.4)."""


class Run(NamedTuple):
    """Glyphs of one font: from `start` to `end` of a text's."""

    start: int
    end: int
    font: Any


class Text:
    """A text in one style, set without line breaks.

    `glyphs` are in the order of the text; glyph i stands for the bytes from `starts[i]` on, at
    `x[i]` Pango units from the left. `spaces` are the glyphs that are word spaces. Not `plain` is
    what has glyphs off the baseline, characters without glyphs, or runs from right to left.
    """

    __slots__ = ("drawn", "glyphs", "length", "plain", "runs", "spaces", "starts", "text", "x")

    def __init__(self, text: str, style: Any) -> None:
        self.text = text
        self.length = len(text.encode())
        self.drawn: Any = None
        self.glyphs: list[int] = []
        self.starts: list[int] = []
        self.runs: list[Run] = []
        self.plain = True
        self.x = [0, *accumulate(self._set(style))]
        encoded = text.encode()
        spaces = (b" ", b"\xc2\xa0")
        self.spaces = [
            i for i, start in enumerate(self.starts) if encoded.startswith(spaces, start)
        ]

    def _set(self, style: Any) -> list[int]:
        """The advances of the glyphs."""
        layout = compat.Layout(style)
        layout.set_text(self.text)
        line, _ = layout.get_first_line()
        kept = vars(style.font_config).setdefault("paragraph_fonts", {})
        advances: list[int] = []
        buffer, null = compat.ffi.buffer, compat.ffi.NULL
        empty = compat.pango.PANGO_GLYPH_EMPTY
        unknown = compat.pango.PANGO_GLYPH_UNKNOWN_FLAG
        run = line.runs[0] if line.runs != null else null
        while run != null:
            item, string = run.data.item, run.data.glyphs
            count, offset = string.num_glyphs, item.offset
            numbers = memoryview(buffer(string.glyphs, 4 * GLYPH * count)).cast("I")
            places = memoryview(buffer(string.glyphs, 4 * GLYPH * count)).cast("i")
            clusters = memoryview(buffer(string.log_clusters, 4 * count)).cast("i")
            glyphs = numbers[0::GLYPH].tolist()
            if (
                item.analysis.level % 2
                or any(places[2::GLYPH].tolist())
                or any(places[3::GLYPH].tolist())
                or any(glyph & unknown and glyph != empty for glyph in glyphs)
            ):
                self.plain = False
            font = item.analysis.font
            if font not in kept:
                kept[font] = layout.layout  # which keeps the font
            start = len(self.glyphs)
            self.glyphs += glyphs
            self.starts += [offset + cluster for cluster in clusters]
            advances += places[1::GLYPH].tolist()
            self.runs.append(Run(start, start + count, font))
            run = run.next
        return advances

    @property
    def width(self) -> float:
        """The width of the whole text, in pixels."""
        return self.x[-1] / UNITS

    def glyph_at(self, byte: int) -> tuple[int, bool]:
        """The first glyph of the text from a byte on, and whether one begins there."""
        index = bisect_left(self.starts, byte)
        return index, index == len(self.starts) or self.starts[index] == byte

    def x_at(self, byte: int) -> float:
        """How far a byte is from the left, in pixels; within a ligature in proportion."""
        index, begins = self.glyph_at(byte)
        if begins and byte < self.length:
            return self.x[index] / UNITS
        if byte >= self.length or not index:
            return self.x[-1] / UNITS
        first, last = self.starts[index - 1], (*self.starts, self.length)[index]
        share = (byte - first) / (last - first)
        return (self.x[index - 1] + (self.x[index] - self.x[index - 1]) * share) / UNITS

    def spaces_in(self, start: int, end: int) -> int:
        """How many of the glyphs from `start` to `end` are word spaces."""
        return bisect_left(self.spaces, end) - bisect_left(self.spaces, start)

    def space_glyphs(self, start: int, end: int) -> list[int]:
        """The glyphs from `start` to `end` that are word spaces."""
        return self.spaces[bisect_left(self.spaces, start) : bisect_right(self.spaces, end - 1)]


def space_width(style: Any) -> float:
    """The font's own word space, in pixels."""
    known = vars(style.font_config).setdefault("paragraph_spaces", {})
    key = style_key(style)
    if key not in known:
        known[key] = Text(" ", style).width
    return known[key]  # type: ignore[no-any-return]


def style_key(style: Any) -> tuple[Any, ...]:
    """What the first font of a style depends on."""
    return (*style["font_family"], *map(style.__getitem__, FONT))
