"""Characters that no face has: shown by a glyph that says so, and still read as what they are.

A conforming file shows no glyph .notdef (ISO 14289-1, 7.21.8; ISO 19005-3, 6.2.11.8), which is
what stands where a character has no other. A square is put there, or a question mark; the code
keeps its meaning, so that the character can be copied and read out.
"""

from collections.abc import Iterable
from typing import Any

SHOWN = "\u25a1\u25af\ufffd?"
"""What may stand for a character, the best first."""


def prepare(fonts: Iterable[Any]) -> None:
    """See to it that the glyphs which will be shown are embedded."""
    for font in fonts:
        if font.missing and not hasattr(font, "shown"):
            font.shown, said = _glyph(font)
            font.to_unicode.setdefault(font.shown, said)


def show(pdf: Any, fonts: Iterable[Any]) -> None:
    """Let the codes of missing characters lead to those glyphs, in the CMaps that say .notdef."""
    shown: dict[bytes, tuple[int, Any]] = {}
    for font in fonts:
        if hasattr(font, "shown"):
            shown.setdefault(font.name, (font.shown, font))
    for item in pdf.objects if shown else ():
        if isinstance(item, dict) and item.get("BaseFont") in shown and "Encoding" in item:
            glyph, font = shown[item["BaseFont"]]
            if isinstance(item["Encoding"], bytes):
                lines = _object(pdf, item["Encoding"]).stream
                lines[:] = [b"%b %d" % (line[:6], glyph) if _no(line) else line for line in lines]
                _measure(_object(pdf, item["DescendantFonts"][0])["W"], glyph, font)


def _object(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]


def _no(line: bytes) -> bool:
    """Whether a line of a CMap leads a code to .notdef."""
    return line.startswith(b"<") and line.endswith(b"> 0") and line != b"<0000> 0"


def _measure(widths: Any, glyph: int, font: Any) -> None:
    """Say how wide the glyph is, in thousandths, as it is embedded."""
    import pydyf

    if any(s <= glyph < s + len(w) for s, w in zip(widths[::2], widths[1::2], strict=True)):
        return
    width = _opened(font.file_content).get_glyph_h_advance(glyph)
    widths.extend((glyph, pydyf.Array([round(width * 1000 / font.upem)])))


def _glyph(font: Any) -> tuple[int, str]:
    """The number of the glyph to show, and its character."""
    whole = _opened(font.file_content, font.index)
    for said in SHOWN:
        if glyph := whole.get_nominal_glyph(ord(said)):
            return glyph, said
    return 1, " "


def _opened(data: bytes, place: int = 0) -> Any:
    import uharfbuzz as harfbuzz

    return harfbuzz.Font(harfbuzz.Face(harfbuzz.Blob(data), place))
