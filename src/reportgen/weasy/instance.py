"""Fonts -> what is embedded of them: the glyphs that are drawn, at one weight and size.

HarfBuzz does it in one pass of a millisecond. WeasyPrint cuts twice and lets fontTools vary every
glyph, drawn or not, which takes longer than writing the rest of a PDF; and fontTools dates the
result by the clock, so that no two files would be the same.
"""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from reportgen.weasy import engine

AXES = {"wght": "weight", "opsz": "font_size"}
"""Axes of variation, and what of WeasyPrint's fonts says where on them a font stands."""

UNREAD = (
    "BASE", "DSIG", "EBDT", "EBLC", "EBSC", "GDEF", "GPOS", "GSUB", "JSTF", "LTSH", "PCLT", "STAT",
    "SVG ", "VORG", "gasp", "name", "post", "vhea", "vmtx",
)  # fmt: skip
"""Tables that nobody reads in a PDF, where glyphs go by their numbers along a line."""


def quicken(fonts: Iterable[Any]) -> None:
    """Let WeasyPrint's fonts be made small by `_clean`."""
    for font in fonts:
        font.clean = partial(_clean, font, font.clean)


def _clean(font: Any, usual: Any, said: Mapping[int, str], hinting: bool) -> None:
    """WeasyPrint's `Font.clean` for the glyphs in `said`."""
    pictures = font.png or font.svg or font.colr or font.bitmap
    cut = b"" if pictures or not said else _cut(font, said, hinting)
    if cut:
        font.file_content = cut
    else:
        with engine.still():
            usual(said, hinting)


def _cut(font: Any, glyphs: Iterable[int], hinting: bool) -> bytes:
    """The font with these glyphs under their numbers; empty where HarfBuzz cannot make it."""
    import uharfbuzz as harfbuzz

    whole = harfbuzz.Face(harfbuzz.Blob(font.file_content), font.index)
    plan = harfbuzz.SubsetInput()
    plan.sets(harfbuzz.SubsetInputSets.GLYPH_INDEX).set(set(glyphs))
    plan.sets(harfbuzz.SubsetInputSets.DROP_TABLE_TAG).update(map(_tag, UNREAD))
    flags = harfbuzz.SubsetFlags
    # Contours overlap in variable fonts; they are to be drawn as one.
    plan.flags = flags.RETAIN_GIDS | flags.DESUBROUTINIZE | flags.SET_OVERLAPS_FLAG
    if not hinting:
        plan.flags |= flags.NO_HINTING
    if font.missing:
        plan.flags |= flags.NOTDEF_OUTLINE
    for axis in whole.axis_infos:
        if axis.tag not in AXES:
            return b""
        place = font.variations.get(axis.tag, getattr(font, AXES[axis.tag]))
        plan.pin_axis_location(whole, axis.tag, place)
    try:
        return bytes(plan.subset(whole).blob.data)
    except (harfbuzz.HarfBuzzError, RuntimeError):
        return b""


def _tag(name: str) -> int:
    return int.from_bytes(name.encode(), "big")
