"""Cubic outlines -> quadratic ones: Word embeds no others."""

from io import BytesIO
from typing import Any

LIMITS = (
    "maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs", "maxStackElements",
    "maxSizeOfInstructions", "maxComponentElements",
)  # fmt: skip
"""What a font without instructions has none of."""


def quadratic(data: bytes, outlines: Any) -> bytes:
    """A font file with a table `glyf` in place of `CFF `; `outlines` is HarfBuzz's font of it."""
    from fontTools.pens.cu2quPen import Cu2QuPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen
    from fontTools.ttLib import TTFont, newTable

    font: Any = TTFont(BytesIO(data), recalcTimestamp=False)
    order = font.getGlyphOrder()
    drawn = {}
    for number, name in enumerate(order):
        pen = TTGlyphPen(None)
        outlines.draw_glyph_with_pen(number, Cu2QuPen(pen, 1.0, reverse_direction=True))
        drawn[name] = pen.glyph()
    font["loca"] = newTable("loca")
    font["glyf"] = table = newTable("glyf")
    table.glyphOrder = order
    table.glyphs = drawn
    del font["CFF "]
    if "VORG" in font:
        del font["VORG"]
    for name in order:
        glyph = drawn[name]
        glyph.recalcBounds(table)
        font["hmtx"][name] = (font["hmtx"][name][0], getattr(glyph, "xMin", 0))
    for tag in {"vhea", "vmtx"} & set(font.keys()):
        font[tag]  # read, so that the one's extremes are counted anew from the other
    head = font["maxp"]
    head.tableVersion = 0x00010000
    for limit in LIMITS:
        setattr(head, limit, 0)
    head.maxZones = 1
    font["post"].formatType = 3.0
    font.sfntVersion = "\000\001\000\000"
    out = BytesIO()
    font.save(out, reorderTables=None)
    return out.getvalue()
