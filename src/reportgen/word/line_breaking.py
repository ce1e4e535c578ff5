"""Text in lines, by the widths of a font's characters."""

import re
from functools import lru_cache

from reportgen.word.font_subset import EDITABLE, axes, styles

BREAKS = (" ", "-", "–", "—", "/")
"""The characters that a line may end behind."""


@lru_cache(maxsize=4096)
def pieces(text: str, font: str, bold: bool, italic: bool) -> list[tuple[str, float]]:
    """The pieces of a text that do not break, with their widths as parts of its size."""
    widths = _advances(font, bold, italic)
    return [
        (piece, sum(widths.get(c, 1.0) for c in piece))
        for piece in re.findall(r"[^ \-–—/]*[ \-–—/]?", text)
        if piece
    ]


def line_count(pieces: list[tuple[str, float]], room: float, first: float) -> int:
    """How many lines of a width the pieces fill, the first one indented.

    A piece that ends without a break goes on in the next.
    """
    count, used, word = 1, first, 0.0
    for text, width in pieces:
        word += width
        if not text.endswith(BREAKS):
            continue
        trimmed = word - (width / max(len(text), 1) if text.endswith(" ") else 0)
        if used + trimmed > room:
            count, used = count + 1, 0.0
        used, word = used + word, 0.0
    return count + (used + word > room and used > 0)


@lru_cache(maxsize=32)
def _advances(family: str, bold: bool, italic: bool) -> dict[str, float]:
    """The width of each Latin character of a face, as a part of the type's size."""
    import uharfbuzz as harfbuzz

    style = {(0, 0): "Regular", (1, 0): "Bold", (0, 1): "Italic", (1, 1): "BoldItalic"}[
        bold, italic
    ]
    found = {name: (face, weight) for name, face, weight in styles(family)}
    if not found:
        return {chr(c): 0.55 for c in EDITABLE}
    face, weight = found.get(style, found["Regular"])
    whole = harfbuzz.Face(harfbuzz.Blob.from_file_path(str(face.path)))
    font = harfbuzz.Font(whole)
    font.set_variations(axes(whole, weight))
    glyphs = {chr(c): font.get_nominal_glyph(c) for c in EDITABLE}
    return {c: font.get_glyph_h_advance(g) / whole.upem for c, g in glyphs.items() if g}
