"""The styles of a font family, and how wide their characters are."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from reportgen import fonts
from reportgen.fonts import Face

EDITABLE = frozenset(range(0x20, 0x17F)) | frozenset(range(0x2010, 0x2040)) | {0x20AC, 0x2212}
"""What a Latin font always holds, so that a word can be changed in Word."""
OPTICAL_SIZE = 14.0
"""The size that a font with optical sizes is cut for, in points."""
STYLES = (
    ("Regular", 400, False), ("Bold", 600, False), ("Italic", 400, True), ("BoldItalic", 600, True)
)  # fmt: skip
"""The styles of a family; its bold is the half bold one that the themes set headings in."""


def styles(name: str) -> Iterator[tuple[str, Face, int]]:
    """The styles that there are of a family: the face and its weight for each."""
    for style, weight, italic in STYLES:
        for face in fonts.faces():
            slant = "italic" if italic else "normal"
            if face.family == name and face.style == slant and _has(face, weight):
                yield style, face, weight


def _has(face: Face, weight: int) -> bool:
    low, _, high = face.weights.partition(" ")
    return int(low) <= weight <= int(high or low)


def axes(font: Any, weight: int) -> dict[str, float]:
    """The place of an embedded style on a font's axes of variation."""
    wanted = {"wght": float(weight), "opsz": OPTICAL_SIZE}
    return {axis.tag: wanted.get(axis.tag, axis.default_value) for axis in font.axis_infos}


@lru_cache(maxsize=32)
def advances(family: str, bold: bool, italic: bool) -> dict[str, float]:
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
