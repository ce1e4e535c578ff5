"""CID-keyed CFF fonts (Korean ones mostly), so that a code on the page finds its glyph.

WeasyPrint writes glyph numbers as codes with the encoding Identity-H. In a CID-keyed font a code
is a CID, which the font's charset maps to a glyph (ISO 32000-1, 9.7.4.2); the two numbers differ,
and readers show wrong glyphs or none. What is embedded here has only the glyphs that are drawn,
each with the number it is drawn by as its CID.
"""

from collections.abc import Set
from io import BytesIO
from typing import Any

UNSAID = -99999


def mend(pdf: Any, fonts: Any) -> None:
    """Mend every such font of a PDF that is about to be written; `fonts` are WeasyPrint's."""
    drawn: dict[str, set[int]] = {}
    for font in fonts:
        drawn.setdefault(font.hash, {0}).update(font.to_unicode, font.widths)
    contents = {id(font.file_content): drawn[font.hash] for font in fonts}
    for item in pdf.objects:
        extra = getattr(item, "extra", None)
        if extra is None or extra.get("Subtype") != "/OpenType":
            continue
        table = bare(item.stream[0], contents.get(id(item.stream[0]), set()))
        if table:
            item.stream[0] = table
            extra["Subtype"] = "/CIDFontType0C"


def bare(data: bytes, glyphs: Set[int]) -> bytes:
    """The CFF table of an OpenType font with these glyphs; empty if it is not keyed by CIDs."""
    from fontTools.ttLib import TTFont

    font = TTFont(BytesIO(data), lazy=True, recalcBBoxes=False)
    table = font["CFF "].cff
    top = table.topDictIndex[0]
    if not glyphs or not hasattr(top, "ROS"):
        return b""
    kept = sorted(glyph for glyph in glyphs if glyph < len(top.charset))
    strings, index = top.CharStrings, top.CharStrings.charStringsIndex
    drawn = [strings[top.charset[glyph]] for glyph in kept]
    index.items = drawn
    del index.file, index.offsets
    top.charset = [f"cid{glyph:05}" if glyph else ".notdef" for glyph in kept]
    top.numGlyphs = len(kept)
    top.FDSelect.format = None
    top.FDSelect.gidArray = [top.FDSelect.gidArray[glyph] for glyph in kept]
    strings.charStrings = {name: place for place, name in enumerate(top.charset)}
    _widen(drawn)
    out = BytesIO()
    table.compile(out, font)
    return out.getvalue()


def _widen(strings: list[Any]) -> None:
    """Write each glyph's own width (Adobe TN 5177, 4.1), which validators do not all work out."""
    from fontTools.pens.basePen import NullPen

    widths: dict[int, tuple[float, float]] = {}
    for string in strings:
        private = string.private
        widths.setdefault(id(private), (private.nominalWidthX, private.defaultWidthX))
        private.nominalWidthX, private.defaultWidthX = 0, UNSAID
    for string in strings:
        string.draw(NullPen())
        nominal, default = widths[id(string.private)]
        if string.width == UNSAID:
            string.program.insert(0, default)
        else:
            string.program[0] = nominal + string.width
    for string in strings:
        string.private.defaultWidthX = 0
