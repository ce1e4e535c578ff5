"""Fonts -> what is embedded of them: the glyphs that are drawn, instanced at one weight and size.

HarfBuzz does it in one pass of a millisecond. WeasyPrint makes a subset twice and lets fontTools
instance every glyph, drawn or not, which takes longer than writing the rest of a PDF; and fontTools
dates the result by the clock, so that no two files would be the same.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from reportgen.weasy import compat, engine

AXES = {"wght": "weight", "opsz": "font_size"}
"""Axes of variation, and the attribute of WeasyPrint's fonts with their position on each."""

UNREAD = (
    "BASE", "DSIG", "EBDT", "EBLC", "EBSC", "GDEF", "GPOS", "GSUB", "JSTF", "LTSH", "PCLT", "STAT",
    "SVG ", "VORG", "gasp", "name", "post", "vhea", "vmtx",
)  # fmt: skip
"""Tables that nobody reads in a PDF, where glyphs go by their numbers along a line."""


def replace_subsetting(fonts: Iterable[Any]) -> None:
    """Let WeasyPrint's fonts be cut to their subsets by HarfBuzz, where it can."""
    for font in fonts:
        compat.replace_subsetting(font, _clean)


def _clean(font: Any, usual: Any, glyphs: Mapping[int, str], hinting: bool) -> None:
    """WeasyPrint's `Font.clean` for these glyphs and the text that each stands for."""
    has_pictures = font.png or font.svg or font.colr or font.bitmap
    subset = b"" if has_pictures or not glyphs else _subset(font, glyphs, hinting)
    if subset:
        font.file_content = subset
    else:
        with engine.fixed_font_dates():
            usual(glyphs, hinting)


def _subset(font: Any, glyphs: Iterable[int], hinting: bool) -> bytes:
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
