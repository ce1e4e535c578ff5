"""ToUnicode: the text that the glyphs of a page stand for in search, copies and speech."""

from collections.abc import Iterable
from typing import Any

HYPHEN = "\u2010"
"""What WeasyPrint puts where it breaks a word; nobody types it."""

WITHOUT = "\u2060"
"""What a glyph means that only completes the one before it, as an Arabic letter's dots do: a sign
that is not seen, as a glyph without any meaning is not allowed (ISO 14289-1, 7.21.7)."""

PLAIN = {"\u00a0": " ", "\u00ad": "-", HYPHEN: "-", "\u2011": "-"}
"""Characters that share a glyph with one that people search for."""


def normalize(fonts: Iterable[Any]) -> None:
    """Let glyphs of several characters mean the common one.

    A glyph has one meaning in a font's ToUnicode (ISO 32000-1, 9.10.3), and WeasyPrint gives it
    the first that it meets: a page that begins with a no-break space would have no other spaces.
    """
    for font in fonts:
        for glyph, text in font.to_unicode.items():
            if text in PLAIN or not text:
                font.to_unicode[glyph] = PLAIN.get(text, WITHOUT)
