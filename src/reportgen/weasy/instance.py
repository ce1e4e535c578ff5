"""Variable fonts -> what is embedded of them: the glyphs that are drawn, at one weight and size.

WeasyPrint varies every glyph of a font, drawn or not, which is a third of the time that a PDF
takes; and fontTools dates the result by the clock, so that no two files would be the same.
"""

from collections.abc import Iterable, Mapping
from functools import partial
from io import BytesIO
from typing import Any

AXES = {"wght": "weight", "opsz": "font_size"}
"""Axes of variation, and what of WeasyPrint's fonts says where on them a font stands."""

VARYING = ("gvar", "fvar", "avar", "HVAR", "VVAR", "MVAR", "STAT", "cvar")
UNREAD = ("GDEF", "name", "gasp", "post")
"""Tables that nobody reads in a PDF, where glyphs go by their numbers."""


def quicken(fonts: Iterable[Any]) -> None:
    """Let WeasyPrint's fonts be made small by `_clean`, where that can."""
    for font in fonts:
        plain = not (font.png or font.svg or font.colr or font.bitmap or font.used_in_forms)
        if plain and "fvar" in font.tables and "glyf" in font.tables:
            font.clean = partial(_clean, font, font.clean)


def _clean(font: Any, usual: Any, said: Mapping[int, str], hinting: bool) -> None:
    """WeasyPrint's `Font.clean` for the glyphs in `said`."""
    from fontTools.ttLib import TTFont, TTLibError

    font.subset(said, hinting)
    before = font.file_content
    whole = TTFont(BytesIO(before), fontNumber=font.index, recalcTimestamp=False)
    axes = {axis.axisTag: axis for axis in whole["fvar"].axes}
    place = {
        tag: font.variations.get(tag, getattr(font, AXES[tag], 0)) for tag in axes if tag in AXES
    }
    if not said or place.keys() != axes.keys():
        usual(said, hinting)
        return
    try:
        font.file_content = _fixed(whole, place, said)
    except (TTLibError, KeyError, ValueError):
        font.file_content = before
        usual(said, hinting)


def _fixed(font: Any, place: Mapping[str, float], glyphs: Iterable[int]) -> bytes:
    """The font with these glyphs moved to a place on its axes."""
    from fontTools.varLib import instancer

    limits = instancer.AxisLimits(place).limitAxesAndPopulateDefaults(font).normalize(font)
    outlines = font["glyf"]
    count = font["maxp"].numGlyphs
    names = [".notdef", *(font.getGlyphName(glyph) for glyph in sorted(glyphs) if glyph < count)]
    ordered: dict[str, None] = {}
    for name in names:
        _parts_first(outlines, name, ordered)
    for name in ordered:
        instancer.instantiateGvarGlyph(font, name, limits)
        _overlapping(outlines[name])
    for tag in (*VARYING, *UNREAD):
        if tag in font:
            del font[tag]
    out = BytesIO()
    font.save(out, reorderTables=None)
    return out.getvalue()


def _parts_first(outlines: Any, name: str, ordered: dict[str, None]) -> None:
    """Put a glyph behind those that it is composed of."""
    glyph = outlines[name]
    for part in glyph.getComponentNames(outlines) if glyph.isComposite() else ():
        _parts_first(outlines, part, ordered)
    ordered[name] = None


def _overlapping(glyph: Any) -> None:
    """Say that contours may overlap, as they do in variable fonts: they are drawn as one."""
    if glyph.isComposite():
        glyph.components[0].flags |= 0x0400
    elif glyph.numberOfContours > 0:
        glyph.flags[0] |= 0x40
