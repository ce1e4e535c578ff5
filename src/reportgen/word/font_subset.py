"""A font cut to the characters that a document uses, with the names by which Word knows it."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from struct import pack, pack_into, unpack_from
from typing import Any

from reportgen import fonts
from reportgen.fonts import Face, scripts, sfnt
from reportgen.word.font_outlines import quadratic

EDITABLE = frozenset(range(0x20, 0x17F)) | frozenset(range(0x2010, 0x2040)) | {0x20AC, 0x2212}
"""What a Latin font always holds, so that a word can be changed in Word."""
OPTICAL_SIZE = 14.0
"""The size that a font with optical sizes is cut for, in points."""
STYLES = (
    ("Regular", 400, False), ("Bold", 600, False), ("Italic", 400, True), ("BoldItalic", 600, True)
)  # fmt: skip
"""The styles of a family; its bold is the half bold one that the themes set headings in."""
MAC_STYLE = 44
"""Where in the table `head` the style of a font stands (ISO 14496-22, 5.2.2)."""
WEIGHT, EMBEDDING, SELECTION = 4, 8, 62
"""Where in the table `OS/2` weight, embedding permissions and style stand (5.2.7)."""
RIGHTS = (0, 13, 14)
"""The names that say whose a font is, and by what license (5.2.6)."""


def styles(name: str) -> Iterator[tuple[str, Face, int]]:
    """The styles that there are of a family: the face and its weight for each."""
    for style, weight, italic in STYLES:
        for face in (*fonts.faces(), *scripts.all_faces()):
            slant = "italic" if italic else "normal"
            if face.family == name and face.style == slant and _has(face, weight):
                yield style, face, weight


def _has(face: Face, weight: int) -> bool:
    low, _, high = face.weights.partition(" ")
    return int(low) <= weight <= int(high or low)


def axes(font: Any, weight: int) -> dict[str, float]:
    """The place of an embedded style on a font's axes of variation."""
    wanted = {"wght": float(weight), "opsz": OPTICAL_SIZE}
    return {axis.tag: wanted.get(axis.tag, axis.default_value) for axis in font.axis_infos}


@lru_cache(maxsize=64)
def subset(face: Face, style: str, weight: int, characters: frozenset[int]) -> bytes:
    """A font file with these characters alone, of one weight; empty where it has none of them."""
    import uharfbuzz as harfbuzz

    whole = harfbuzz.Face(harfbuzz.Blob.from_file_path(str(face.path)))
    held = whole.unicodes
    wanted = {character for character in characters if character in held}
    if not wanted:
        return b""
    plan = harfbuzz.SubsetInput()
    plan.sets(harfbuzz.SubsetInputSets.UNICODE).set(wanted)
    plan.flags = harfbuzz.SubsetFlags.NO_HINTING
    for tag, place in axes(whole, weight).items():
        plan.pin_axis_location(whole, tag, place)
    small = plan.subset(whole)
    parts = sfnt.tables(small.blob.data)
    if "CFF " in parts:
        parts = sfnt.tables(quadratic(small.blob.data, harfbuzz.Font(small)))
    parts.pop("STAT", None)
    return sfnt.file(parts | _named(parts, face.family, style))


def _named(parts: Mapping[str, bytes], family: str, style: str) -> dict[str, bytes]:
    """The tables with the names and marks by which Word tells the styles of a family apart."""
    said = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", style)
    names = {1: family, 2: said, 4: f"{family} {said}", 6: f"{family.replace(' ', '')}-{style}"}
    bold, italic = "Bold" in style, "Italic" in style
    head, marks = bytearray(parts["head"]), bytearray(parts["OS/2"])
    pack_into(">H", head, MAC_STYLE, bold + 2 * italic)
    (selection,) = unpack_from(">H", marks, SELECTION)
    kept = selection & ~0b1100001
    selected = kept | italic | bold << 5 | (not bold and not italic) << 6
    pack_into(">H", marks, WEIGHT, 700 if bold else 400)
    pack_into(">H", marks, EMBEDDING, 0)
    pack_into(">H", marks, SELECTION, selected)
    return {"head": bytes(head), "OS/2": bytes(marks), "name": _names(parts["name"], names)}


def _names(table: bytes, names: Mapping[int, str]) -> bytes:
    """The table of names with these; of its own it keeps the rights (ISO 14496-22, 5.2.6)."""
    _, count, start = unpack_from(">3H", table)
    records = {(3, 1, 0x409, number): said.encode("utf-16-be") for number, said in names.items()}
    for i in range(count):
        platform, script, lang, number, size, at = unpack_from(">6H", table, 6 + 12 * i)
        if platform == 3 and number in RIGHTS:
            records[platform, script, lang, number] = table[start + at : start + at + size]
    places: dict[bytes, int] = {}
    out = pack(">3H", 0, len(records), 6 + 12 * len(records))
    strings = b""
    for key, said in sorted(records.items()):
        if said not in places:
            places[said] = len(strings)
            strings += said
        out += pack(">6H", *key, len(said), places[said])
    return out + strings
