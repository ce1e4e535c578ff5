"""A page's picture as text: coarse enough to read, fine enough that no change goes unseen.

A page is drawn in grey, and each square of 4 mm becomes one hexadecimal digit: a blank is paper,
`f` is black. The digit grows with the square root of the ink, so that hairlines and tints count.
Grey does not tell all colours apart: above the squares stand the exact colours that the page fills
and strokes with.

The faces and pypdfium2, which draws, are locked. Pango, which places the letters, is the
machine's, and floating-point arithmetic the processor's. So ink near the edge of a square counts
for its neighbour too, and squares are compared to one digit: what stands 0.3 mm elsewhere has
a picture that is alike.
"""

import ctypes
import math
from collections.abc import Callable
from itertools import zip_longest
from pathlib import Path

import pypdfium2
from PIL import Image
from pypdfium2 import raw

DPI = 200
SQUARE = 32
"""Pixels along the side of a square."""
DIGITS = " 123456789abcdef"
HEAD = "--- page "


def pictures(file: Path) -> str:
    """The picture of every page of a PDF."""
    with pypdfium2.PdfDocument(file) as document:
        return "".join(
            f"{HEAD}{number}: {' '.join(_colours(page))}\n{_squares(page)}"
            for number, page in enumerate(document, 1)
        )


def alike(one: str, other: str) -> bool:
    """Whether two pictures have the same pages and colours, and squares but one digit apart."""
    return all(_alike(*lines) for lines in zip_longest(one.splitlines(), other.splitlines()))


def _alike(one: str | None, other: str | None) -> bool:
    if one is None or other is None or HEAD in one or HEAD in other:
        return one == other
    pairs = zip_longest(one, other, fillvalue=" ")
    return all(abs(DIGITS.index(a) - DIGITS.index(b)) <= 1 for a, b in pairs)


def _squares(page: pypdfium2.PdfPage) -> str:
    drawn = page.render(scale=DPI / 72, grayscale=True).to_pil()
    size = (math.ceil(drawn.width / SQUARE), math.ceil(drawn.height / SQUARE))
    image = drawn.resize(size, Image.Resampling.BILINEAR)
    levels = [DIGITS[math.isqrt(225 * (255 - value) // 255)] for value in image.tobytes()]
    rows = (levels[at : at + image.width] for at in range(0, len(levels), image.width))
    return "".join("".join(row).rstrip() + "\n" for row in rows)


def _colours(page: pypdfium2.PdfPage) -> list[str]:
    """The colours of text and paths on a page, as `#rrggbb`."""
    found = set()
    for drawn in page.get_objects():
        if drawn.type in (raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_PATH):
            found |= {_colour(drawn, raw.FPDFPageObj_GetFillColor)}
        if drawn.type == raw.FPDF_PAGEOBJ_PATH:
            found |= {_colour(drawn, raw.FPDFPageObj_GetStrokeColor)}
    return sorted(found)


def _colour(drawn: pypdfium2.PdfObject, read: Callable[..., int]) -> str:
    parts = [ctypes.c_uint() for _ in "rgba"]
    assert read(drawn, *parts)
    return "#" + "".join(f"{part.value:02x}" for part in parts[:3])
