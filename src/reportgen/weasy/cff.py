"""CID-keyed CFF fonts (Korean ones mostly), so that a code on the page finds its glyph.

WeasyPrint writes glyph numbers as codes with the encoding Identity-H. In a CID-keyed font a code
is a CID, which the font's charset maps to a glyph (ISO 32000-1, 9.7.4.2); the two numbers differ,
and readers show wrong glyphs or none. What is embedded here has only the glyphs that are drawn,
each with the number it is drawn by as its CID.
"""

from collections.abc import Set
from itertools import accumulate
from typing import Any

from reportgen.weasy import compact
from reportgen.weasy.compact import Entries

ROS, CHARSET, OUTLINES, FAMILIES, FAMILY, PRIVATE, SUBROUTINES = 1230, 15, 17, 1236, 1237, 18, 19
"""Operators of dictionaries; what CFF calls a Font DICT is a family of glyphs here."""

MOVES, ACROSS, UP = b"\x15", 22, 4
"""Operators of outlines (Adobe TN 5177, 4.1): `rmoveto`, `hmoveto`, `vmoveto`."""


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
    """The CFF table of an OpenType font with these glyphs; empty if it is not keyed by CIDs.

    WeasyPrint and we have no font cut in which an outline calls subroutines.
    """
    import uharfbuzz as harfbuzz

    table = bytes(harfbuzz.Face(harfbuzz.Blob(data)).reference_table("CFF ").data)
    names, at = compact.items(table, table[2])
    tops, at = compact.items(table, at)
    strings, _ = compact.items(table, at)
    top = compact.entries(tops[0])
    if not glyphs or ROS not in top:
        return b""
    at = _number(top, OUTLINES)
    count = int.from_bytes(table[at : at + 2], "big")
    kept = sorted(glyph for glyph in glyphs if glyph < count)
    outlines, _ = compact.items(table, at, kept)
    families = [compact.entries(f) for f in compact.items(table, _number(top, FAMILIES))[0]]
    owners = bytes(_owners(table, _number(top, FAMILY), kept))
    charset = b"".join(glyph.to_bytes(2, "big") for glyph in kept[1:])
    drawn = compact.index([_moved(outline) for outline in outlines])
    privates = [_private(table, family) for family in families]
    # Some validators read no numbers of three bytes here.
    top[ROS] = b"".join(map(compact.short, compact.numbers(top[ROS])))
    head, rest = b"\1\0\4\4" + compact.index(names), compact.index(strings) + compact.EMPTY
    return _joined(head, top, rest, [b"\0" + charset, b"\0" + owners, drawn], families, privates)


def _joined(
    head: bytes,
    top: Entries,
    rest: bytes,
    parts: list[bytes],
    families: list[Entries],
    privates: list[bytes],
) -> bytes:
    """The table, in whose dictionaries stands where its parts are."""
    told = (CHARSET, FAMILY, OUTLINES, FAMILIES)
    top = top | dict.fromkeys(told, compact.long(0))
    start = len(head + compact.index([compact.dictionary(top)]) + rest)
    places = [*accumulate(map(len, [*parts, *privates]), initial=start)]
    top |= zip(told, map(compact.long, [*places[:3], places[-1]]), strict=True)
    ends = [
        compact.dictionary(family | {PRIVATE: compact.long(len(private)) + compact.long(place)})
        for family, private, place in zip(families, privates, places[3:-1], strict=True)
    ]
    tops = compact.index([compact.dictionary(top)])
    return b"".join([head, tops, rest, *parts, *privates, compact.index(ends)])


def _number(found: Entries, operator: int) -> int:
    return compact.numbers(found[operator])[0]


def _private(table: bytes, family: Entries) -> bytes:
    """What is told of a family's outlines, without the subroutines that nothing calls."""
    size, start = compact.numbers(family[PRIVATE])
    found = compact.entries(table[start : start + size])
    return compact.dictionary({o: told for o, told in found.items() if o != SUBROUTINES})


def _owners(table: bytes, at: int, glyphs: list[int]) -> list[int]:
    """The family that each glyph belongs to."""
    if table[at] == 0:
        return [table[at + 1 + glyph] for glyph in glyphs]
    count = int.from_bytes(table[at + 1 : at + 3], "big")
    ranges = [table[at + 3 * n : at + 3 * n + 3] for n in range(count, 0, -1)]
    starts = [(int.from_bytes(found[:2], "big"), found[2]) for found in ranges]
    return [next(owner for start, owner in starts if start <= glyph) for glyph in glyphs]


def _moved(outline: bytes) -> bytes:
    """An outline that begins with a move in both directions, even if it goes in one alone.

    Some validators overlook the glyph's width in front of the others.
    """
    ends = [0]
    while (first := outline[ends[-1]]) == 28 or first >= 32:
        ends.append(ends[-1] + 5 if first == 255 else compact.number(outline, ends[-1])[1])
    if first not in (ACROSS, UP):
        return outline
    last = ends[-1 if first == ACROSS else -2]
    return (
        outline[:last]
        + compact.short(0)
        + outline[last : ends[-1]]
        + MOVES
        + outline[ends[-1] + 1 :]
    )
