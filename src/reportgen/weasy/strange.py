"""Characters that none of a document's faces has.

Which face Pango shows such a character in depends on what it has set before, so a text with one
is left to the process that sets all texts in their order.
"""

from collections.abc import Iterable
from typing import Any


class Strange:
    """What is known of the characters that were met so far."""

    def __init__(self) -> None:
        self._seen: set[str] = set()
        self._missing: set[str] = set()

    def within(self, text: str, style: Any) -> bool:
        """Whether a text has such a character."""
        if text.isascii():
            return False
        if not self._seen.issuperset(text):
            new = {*text} - self._seen
            self._seen |= new
            self._missing |= _missing(sorted(new), style)
        return not self._missing.isdisjoint(text)


def _missing(characters: Iterable[str], style: Any) -> set[str]:
    from weasyprint.text.ffi import ffi, pango
    from weasyprint.text.line_break import Layout

    empty, unknown = pango.PANGO_GLYPH_EMPTY, pango.PANGO_GLYPH_UNKNOWN_FLAG
    found = set()
    layout = Layout(style)
    for character in characters:
        layout.set_text(character)
        line, _ = layout.get_first_line()
        run = line.runs[0]
        while run != ffi.NULL:
            glyphs = run.data.glyphs
            codes = [glyphs.glyphs[i].glyph for i in range(glyphs.num_glyphs)]
            if any(code != empty and code & unknown for code in codes):
                found.add(character)
            run = run.next
    return found
