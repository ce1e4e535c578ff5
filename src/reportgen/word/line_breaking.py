"""Text in lines, by the widths of a font's characters."""

import re
from functools import lru_cache

from reportgen.word.font_styles import advances

BREAKS = (" ", "-", "–", "—", "/")
"""The characters that a line may end behind."""


@lru_cache(maxsize=4096)
def pieces(text: str, font: str, bold: bool, italic: bool) -> list[tuple[str, float]]:
    """The pieces of a text that do not break, with their widths as parts of its size."""
    widths = advances(font, bold, italic)
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
