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
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    font = TTFont(BytesIO(data), lazy=True)
    if not glyphs or not hasattr(font["CFF "].cff.topDictIndex[0], "ROS"):
        return b""
    for tag in set(font.keys()) - {"GlyphOrder", "CFF ", "cmap", "head", "hhea", "hmtx", "maxp"}:
        del font[tag]
    names = font.getGlyphOrder()
    renamed = {names[glyph]: f"cid{glyph:05}" for glyph in glyphs if 0 < glyph < len(names)}
    options = Options(notdef_outline=True, hinting=False, desubroutinize=True, layout_features=[])
    subsetter = Subsetter(options)
    subsetter.populate(glyphs=list(renamed))
    subsetter.subset(font)
    table = font["CFF "].cff
    top = table.topDictIndex[0]
    top.charset = [renamed.get(name, name) for name in top.charset]
    strings = top.CharStrings
    _widen([strings[name] for name in strings.charStrings])
    strings.charStrings = {renamed.get(k, k): v for k, v in strings.charStrings.items()}
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
