"""Characters that none of a document's fonts covers.

Which font Pango shows such a character in depends on the text it has shaped before, so a text with
one is left to the process that shapes all texts in their order.
"""

from collections.abc import Iterable
from typing import Any

from reportgen.weasy import compat


class UncoveredCharacters:
    """What is known of the characters that were met so far."""

    def __init__(self) -> None:
        self._seen: set[str] = set()
        self._uncovered: set[str] = set()

    def any_in(self, text: str, style: Any) -> bool:
        """Whether a text has an uncovered character."""
        if text.isascii():
            return False
        if not self._seen.issuperset(text):
            new = {*text} - self._seen
            self._seen |= new
            self._uncovered |= _uncovered(sorted(new), style)
        return not self._uncovered.isdisjoint(text)


def _uncovered(characters: Iterable[str], style: Any) -> set[str]:
    null, pango = compat.ffi.NULL, compat.pango
    empty, unknown = pango.PANGO_GLYPH_EMPTY, pango.PANGO_GLYPH_UNKNOWN_FLAG
    found = set()
    layout = compat.Layout(style)
    for character in characters:
        layout.set_text(character)
        line, _ = layout.get_first_line()
        run = line.runs[0]
        while run != null:
            glyphs = run.data.glyphs
            codes = [glyphs.glyphs[i].glyph for i in range(glyphs.num_glyphs)]
            if any(code != empty and code & unknown for code in codes):
                found.add(character)
            run = run.next
    return found
