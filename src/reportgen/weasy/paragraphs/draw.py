"""In the place of WeasyPrint's `draw_first_line`: a line's text from the glyphs it was set with.

The word spaces stand in the text-showing operator's array (ISO 32000-1, 9.4.3), tracking is the
text state's character spacing (9.3.2): glyphs, and the text that they stand for, stay the same.
"""

from typing import Any

from reportgen.weasy import compat
from reportgen.weasy.paragraphs.lines import SetText
from reportgen.weasy.paragraphs.measure import UNITS, Text


def first_line(usual: Any) -> Any:
    """`draw_first_line` of WeasyPrint, for a box that was set here; gives the emojis in it."""

    def draw_first_line(stream: Any, box: Any, overflow: str, ellipsis: Any, matrix: Any) -> Any:
        if not isinstance(box.pango_layout, SetText):
            return usual(stream, box, overflow, ellipsis, matrix)
        if box.text.strip():
            stream.set_text_matrix(*matrix.values)
            _draw(stream, box.pango_layout)
        return []

    return draw_first_line


def _draw(stream: Any, line: SetText) -> None:
    if line.tracking:
        stream.stream.append(b"%.4f Tc" % line.tracking)
    shown: list[str] = []
    selected: tuple[Any, float] | None = None
    carry = 0.0
    for text, start, end in line.parts:
        for run in text.runs:
            first, last = max(start, run.start), min(end, run.end)
            if first >= last:
                continue
            font, size = stream.add_font(run.font)
            if selected != (font.hash, size):
                _show(stream, shown)
                stream.set_font_size(font.hash, size)
                selected = (font.hash, size)
            codes, kerns = _codes(stream, text, run, font, size)
            some = codes[first - run.start : last - run.start]
            for glyph in text.space_glyphs(first, last):
                more = (line.spacing - line.tracking) * 1000 / size
                exact = kerns[glyph - run.start] - more + carry
                carry = exact - round(exact)
                code = codes[glyph - run.start][:4]
                some[glyph - first] = f"{code}>{round(exact)}<"
            shown += some
    _show(stream, shown)
    if line.tracking:
        stream.stream.append(b"0 Tc")


def _show(stream: Any, shown: list[str]) -> None:
    """Show what has been gathered, and forget it."""
    if shown:
        stream.show_text(f"<{''.join(shown)}>".replace("<>", ""))
        shown.clear()


def _codes(stream: Any, text: Text, run: Any, font: Any, size: float) -> tuple[list[str], Any]:
    """The codes of a run's glyphs, each with what is taken from its width; and the latter alone.

    Both in thousandths of an em. The font learns the glyphs' widths and the text they stand for.
    """
    drawn = text.drawn
    if drawn is None or drawn[0] is not font:
        drawn = text.drawn = (font, {})
    if run not in drawn[1]:
        drawn[1][run] = _run_codes(stream, text, run, font, size)
    return drawn[1][run]  # type: ignore[no-any-return]


def _run_codes(stream: Any, text: Text, run: Any, font: Any, size: float) -> Any:
    encoded = text.text.encode()
    empty = compat.pango.PANGO_GLYPH_EMPTY
    codes, kerns = [], []
    carry = 0.0
    for index in range(run.start, run.end):
        glyph = text.glyphs[index]
        width = (text.x[index + 1] - text.x[index]) * 1000 / UNITS / size
        if glyph == empty:
            codes.append(f">{-round(width)}<" if round(width) else "")
            kerns.append(0.0)
            continue
        if glyph not in font.to_unicode:
            start = text.starts[index]
            later = (s for s in text.starts[index + 1 : run.end] if s > start)
            until = text.starts[run.end] if run.end < len(text.starts) else text.length
            font.to_unicode[glyph] = encoded[start : next(later, until)].decode()
        if glyph not in font.widths:
            compat.pango.pango_font_get_glyph_extents(
                run.font, glyph, stream.ink_rect, stream.logical_rect
            )
            font.widths[glyph] = round(stream.logical_rect.width * 1000 / UNITS / size)
        kern = font.widths[glyph] - width
        kerns.append(kern)
        exact = kern + carry
        carry = exact - round(exact)
        codes.append(f"{glyph:04x}>{round(exact)}<" if round(exact) else f"{glyph:04x}")
    return codes, kerns
