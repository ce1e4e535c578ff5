"""What the glyphs of a page say when they are searched, copied or read out."""

import re
from collections.abc import Iterable
from typing import Any

HYPHEN = "\u2010"
"""What WeasyPrint puts where it breaks a word; nobody types it."""

PLAIN = {"\u00a0": " ", "\u00ad": "-", HYPHEN: "-", "\u2011": "-"}
"""Characters that share a glyph with one that people search for."""

_LAST = re.compile(rb"^\[(.*)<([0-9a-f]*?)([0-9a-f]{4})>(-?\d*)\] TJ$", re.S)


def settle(fonts: Iterable[Any]) -> None:
    """Let glyphs of several characters mean the common one.

    A glyph has one meaning in a font's ToUnicode (ISO 32000-1, 9.10.3), and WeasyPrint gives it
    the first that it meets: a page that begins with a no-break space would have no other spaces.
    """
    for font in fonts:
        for glyph, said in font.to_unicode.items():
            if said in PLAIN:
                font.to_unicode[glyph] = PLAIN[said]


def soften(stream: Any, marks: set[int]) -> None:
    """Say that the hyphens at the end of these marks are soft (ISO 32000-1, 14.8.2.2.3).

    Each stands in a span of its own, with a soft hyphen as its actual text (14.9.4).
    """
    items = stream.stream
    inside: int | None = None
    out: list[Any] = []
    last = -1
    for item in items:
        if isinstance(item, dict) and "MCID" in item:
            inside, last = (item["MCID"] if item["MCID"] in marks else None), -1
        elif inside is not None and isinstance(item, bytes) and item.endswith(b"TJ"):
            last = len(out)
        elif inside is not None and item == b"EMC":
            if last >= 0:
                out[last : last + 1] = _split(out[last])
            inside = None
        out.append(item)
    items[:] = out


def _split(shown: bytes) -> list[bytes]:
    """Text that is shown, its last glyph apart."""
    found = _LAST.match(shown)
    if found is None:
        return [shown]
    before, run, glyph, behind = found.groups()
    head = before + (b"<" + run + b">" if run else b"")
    return [
        *([b"[" + head + b"] TJ"] if head else []),
        b"/Span <</ActualText <FEFF00AD>>> BDC",
        b"[<" + glyph + b">" + behind + b"] TJ",
        b"EMC",
    ]
