"""CID-keyed CFF fonts (Korean ones mostly), so that a code on the page finds its glyph.

WeasyPrint writes glyph numbers as codes with the encoding Identity-H. In a CID-keyed font a code
is a CID, which the font's charset maps to a glyph (ISO 32000-1, 9.7.4.2); the two numbers differ,
and readers show wrong glyphs or none. What is embedded here has only the glyphs that are drawn,
each with the number it is drawn by as its CID.
"""

from collections.abc import Set
from itertools import accumulate
from typing import Any

from reportgen.weasy import cff
from reportgen.weasy.cff import Entries

ROS, CHARSET, CHARSTRINGS, FDARRAY, FDSELECT, PRIVATE, SUBRS = 1230, 15, 17, 1236, 1237, 18, 19
"""Operators of DICTs (Adobe TN 5176, tables 9, 10 and 23)."""

RMOVETO, HMOVETO, VMOVETO = b"\x15", 22, 4
"""Operators of charstrings (Adobe TN 5177, 4.1)."""


def embed(pdf: Any, fonts: Any) -> None:
    """Embed every such font of a PDF as a bare CFF table; `fonts` are WeasyPrint's."""
    drawn: dict[str, set[int]] = {}
    for font in fonts:
        drawn.setdefault(font.hash, {0}).update(font.to_unicode, font.widths)
    contents = {id(font.file_content): drawn[font.hash] for font in fonts}
    for item in pdf.objects:
        extra = getattr(item, "extra", None)
        if extra is None or extra.get("Subtype") != "/OpenType":
            continue
        table = rekeyed(item.stream[0], contents.get(id(item.stream[0]), set()))
        if table:
            item.stream[0] = table
            extra["Subtype"] = "/CIDFontType0C"


def rekeyed(data: bytes, glyphs: Set[int]) -> bytes:
    """The CFF table of an OpenType font with these glyphs; empty if it is not CID-keyed.

    Neither we nor WeasyPrint make a subset in which a charstring calls subroutines.
    """
    import uharfbuzz as harfbuzz

    table = bytes(harfbuzz.Face(harfbuzz.Blob(data)).reference_table("CFF ").data)
    names, at = cff.items(table, table[2])
    tops, at = cff.items(table, at)
    strings, _ = cff.items(table, at)
    top = cff.entries(tops[0])
    if not glyphs or ROS not in top:
        return b""
    at = _number(top, CHARSTRINGS)
    count = int.from_bytes(table[at : at + 2], "big")
    kept = sorted(glyph for glyph in glyphs if glyph < count)
    charstrings, _ = cff.items(table, at, kept)
    fonts = [cff.entries(font) for font in cff.items(table, _number(top, FDARRAY))[0]]
    selected = bytes(_selected(table, _number(top, FDSELECT), kept))
    charset = b"".join(glyph.to_bytes(2, "big") for glyph in kept[1:])
    outlines = cff.index([_with_rmoveto(charstring) for charstring in charstrings])
    privates = [_private(table, font) for font in fonts]
    # Some validators read no numbers of three bytes here.
    top[ROS] = b"".join(map(cff.short, cff.numbers(top[ROS])))
    head, rest = b"\1\0\4\4" + cff.index(names), cff.index(strings) + cff.EMPTY
    return _joined(head, top, rest, [b"\0" + charset, b"\0" + selected, outlines], fonts, privates)


def _joined(
    head: bytes,
    top: Entries,
    rest: bytes,
    parts: list[bytes],
    fonts: list[Entries],
    privates: list[bytes],
) -> bytes:
    """The table, with the offsets of its parts in its DICTs."""
    pointers = (CHARSET, FDSELECT, CHARSTRINGS, FDARRAY)
    top = top | dict.fromkeys(pointers, cff.long(0))
    start = len(head + cff.index([cff.dictionary(top)]) + rest)
    offsets = [*accumulate(map(len, [*parts, *privates]), initial=start)]
    top |= zip(pointers, map(cff.long, [*offsets[:3], offsets[-1]]), strict=True)
    ends = [
        cff.dictionary(font | {PRIVATE: cff.long(len(private)) + cff.long(offset)})
        for font, private, offset in zip(fonts, privates, offsets[3:-1], strict=True)
    ]
    tops = cff.index([cff.dictionary(top)])
    return b"".join([head, tops, rest, *parts, *privates, cff.index(ends)])


def _number(found: Entries, operator: int) -> int:
    return cff.numbers(found[operator])[0]


def _private(table: bytes, font: Entries) -> bytes:
    """The Private DICT of a Font DICT, without the subroutines that nothing calls."""
    size, start = cff.numbers(font[PRIVATE])
    found = cff.entries(table[start : start + size])
    return cff.dictionary({key: value for key, value in found.items() if key != SUBRS})


def _selected(table: bytes, at: int, glyphs: list[int]) -> list[int]:
    """The number of the Font DICT of each glyph, by FDSelect (formats 0 and 3)."""
    if table[at] == 0:
        return [table[at + 1 + glyph] for glyph in glyphs]
    count = int.from_bytes(table[at + 1 : at + 3], "big")
    ranges = [table[at + 3 * n : at + 3 * n + 3] for n in range(count, 0, -1)]
    starts = [(int.from_bytes(found[:2], "big"), found[2]) for found in ranges]
    return [next(font for start, font in starts if start <= glyph) for glyph in glyphs]


def _with_rmoveto(outline: bytes) -> bytes:
    """A charstring that begins with `rmoveto`, also where a shorter operator would do.

    Some validators overlook the glyph's width in front of the others.
    """
    ends = [0]
    while (first := outline[ends[-1]]) == 28 or first >= 32:
        ends.append(ends[-1] + 5 if first == 255 else cff.number(outline, ends[-1])[1])
    if first not in (HMOVETO, VMOVETO):
        return outline
    last = ends[-1 if first == HMOVETO else -2]
    return (
        outline[:last] + cff.short(0) + outline[last : ends[-1]] + RMOVETO + outline[ends[-1] + 1 :]
    )
