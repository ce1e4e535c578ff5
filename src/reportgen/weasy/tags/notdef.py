"""Characters that no font has: shown by a glyph that says so, and still read as what they are.

A conforming file shows no glyph .notdef (ISO 14289-1, 7.21.8; ISO 19005-3, 6.2.11.8), which is
what stands where a character has no other. A square is put there, or a question mark; the code
keeps its meaning, so that the character can be copied and read out.
"""

from collections.abc import Iterable
from typing import Any

SUBSTITUTES = "\u25a1\u25af\ufffd?"
"""What may stand for a character, the best first."""


def prepare(fonts: Iterable[Any]) -> None:
    """Have the glyphs embedded that stand for missing characters."""
    for font in fonts:
        if font.missing and not hasattr(font, "substitute"):
            font.substitute, character = _substitute(font)
            font.to_unicode.setdefault(font.substitute, character)


def remap(pdf: Any, fonts: Iterable[Any]) -> None:
    """Map the codes of missing characters to those glyphs, in CMaps that say .notdef."""
    substitutes: dict[bytes, tuple[int, Any]] = {}
    for font in fonts:
        if hasattr(font, "substitute"):
            substitutes.setdefault(font.name, (font.substitute, font))
    for item in pdf.objects if substitutes else ():
        if isinstance(item, dict) and item.get("BaseFont") in substitutes and "Encoding" in item:
            glyph, font = substitutes[item["BaseFont"]]
            if isinstance(item["Encoding"], bytes):
                lines = _object(pdf, item["Encoding"]).stream
                lines[:] = [
                    b"%b %d" % (line[:6], glyph) if _is_notdef(line) else line for line in lines
                ]
                _add_width(_object(pdf, item["DescendantFonts"][0])["W"], glyph, font)


def _object(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]


def _is_notdef(line: bytes) -> bool:
    """Whether a line of a CMap maps a code to .notdef."""
    return line.startswith(b"<") and line.endswith(b"> 0") and line != b"<0000> 0"


def _add_width(widths: Any, glyph: int, font: Any) -> None:
    """Add the width of an embedded glyph to a W array (9.7.4.3), in thousandths of an em."""
    import pydyf

    if any(s <= glyph < s + len(w) for s, w in zip(widths[::2], widths[1::2], strict=True)):
        return
    width = _harfbuzz_font(font.file_content).get_glyph_h_advance(glyph)
    widths.extend((glyph, pydyf.Array([round(width * 1000 / font.upem)])))


def _substitute(font: Any) -> tuple[int, str]:
    """The number of the glyph to show in the place of missing ones, and its character."""
    whole = _harfbuzz_font(font.file_content, font.index)
    for character in SUBSTITUTES:
        if glyph := whole.get_nominal_glyph(ord(character)):
            return glyph, character
    return 1, " "


def _harfbuzz_font(data: bytes, index: int = 0) -> Any:
    import uharfbuzz as harfbuzz

    return harfbuzz.Font(harfbuzz.Face(harfbuzz.Blob(data), index))
