"""The faces of a document: what kind each is, and the faces themselves, cut to what is used.

A reader's machine seldom has them. Embedded, the document looks everywhere as it does here; the
Open Font License permits it.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from hashlib import sha256
from html import unescape
from io import BytesIO
from struct import pack, pack_into, unpack_from
from typing import Any

from reportgen import fonts, sfnt
from reportgen.fonts import Face
from reportgen.word.book import Part
from reportgen.word.look import Family, Recipe
from reportgen.word.xml import escape, root, val

EDITABLE = frozenset(range(0x20, 0x17F)) | frozenset(range(0x2010, 0x2040)) | {0x20AC, 0x2212}
"""What a Latin face always holds, so that a word can be changed in Word."""
EASTERN = re.compile("[\u1100-\u11ff\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\uffef]")
LIMITS = (
    "maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs", "maxStackElements",
    "maxSizeOfInstructions", "maxComponentElements",
)  # fmt: skip
"""What a face without instructions has none of."""
MAC_STYLE = 44
"""Where in the table head the style of a face stands."""
WEIGHT, LEAVE, SELECTION = 4, 8, 62
"""Where in the table OS/2 its weight stands, who may embed it, and its style again."""
RIGHTS = (0, 13, 14)
"""The names that say whose a face is, and by what license."""
SIZE = 14.0
"""The size that a face with optical sizes is cut for, in points."""
STYLES = (
    ("Regular", 400, False), ("Bold", 600, False), ("Italic", 400, True), ("BoldItalic", 600, True)
)  # fmt: skip
"""The styles of a family; its bold is the half bold one that the themes set headings in."""


def table(recipe: Recipe, texts: list[str]) -> tuple[dict[str, str | bytes], Part]:
    """The part on the faces, their files, and how they belong together."""
    said = "".join(re.sub(r"<[^>]*>", "", text) for text in texts)
    characters = frozenset(map(ord, unescape(said)))
    code = any('"VerbatimChar"' in text or '"SourceCode"' in text for text in texts)
    part = Part("fontTable")
    files: dict[str, str | bytes] = {}
    entries: dict[str, str] = {}
    for role, family in recipe.faces.items():
        wanted = characters if role != "code" or code else frozenset()
        for name in (family.latin, family.korean):
            if name not in entries:
                if not recipe.settings.get("embed-fonts"):
                    wanted = frozenset()
                entries[name] = _entry(name, family, wanted, part, files)
    files["word/fontTable.xml"] = root("w:fonts", "".join(entries.values()))
    return files, part


def _entry(
    name: str, family: Family, characters: frozenset[int], part: Part, files: dict[str, str | bytes]
) -> str:
    korean = name == family.korean
    instead = family.instead
    if korean:
        instead = "Batang" if family.kind == "roman" else "Malgun Gothic"
        characters = frozenset(c for c in characters if EASTERN.match(chr(c)))
    pitch = "fixed" if family.kind == "modern" else "variable"
    embedded = ""
    for style, data in _cuts(name, characters, korean):
        file = f"fonts/font{len(part.related) + 1}.odttf"
        key, hidden = _obfuscated(data)
        files[f"word/{file}"] = hidden
        embedded += f'<w:embed{style} r:id="{part.relate("font", file)}" w:fontKey="{key}"/>'
    return (
        f'<w:font w:name="{escape(name)}">{val("altName", instead)}'
        f"{val('charset', '81' if korean else '00')}{val('family', family.kind)}"
        f"{val('pitch', pitch)}{embedded}</w:font>"
    )


def _cuts(name: str, characters: frozenset[int], korean: bool) -> Iterator[tuple[str, bytes]]:
    """Each style of a family, as a font file of its own."""
    if not characters:
        return
    for style, face, weight in _styles(name):
        data = cut(face, style, weight, characters if korean else characters | EDITABLE)
        if data:
            yield style, data


def _styles(name: str) -> Iterator[tuple[str, Face, int]]:
    """The styles that there are of a family: the face and its weight for each."""
    for style, weight, italic in STYLES:
        for face in fonts.faces():
            slant = "italic" if italic else "normal"
            if face.family == name and face.style == slant and _has(face, weight):
                yield style, face, weight


def _has(face: Face, weight: int) -> bool:
    low, _, high = face.weights.partition(" ")
    return int(low) <= weight <= int(high or low)


@lru_cache(maxsize=64)
def cut(face: Face, style: str, weight: int, characters: frozenset[int]) -> bytes:
    """A face with these characters alone, of one weight; empty where it has none of them."""
    import uharfbuzz as harfbuzz

    whole = harfbuzz.Face(harfbuzz.Blob.from_file_path(str(face.path)))
    held = whole.unicodes
    wanted = {character for character in characters if character in held}
    if not wanted:
        return b""
    plan = harfbuzz.SubsetInput()
    plan.sets(harfbuzz.SubsetInputSets.UNICODE).set(wanted)
    plan.flags = harfbuzz.SubsetFlags.NO_HINTING
    for tag, place in _place(whole, weight).items():
        plan.pin_axis_location(whole, tag, place)
    small = plan.subset(whole)
    parts = sfnt.tables(small.blob.data)
    if "CFF " in parts:
        parts = sfnt.tables(_quadratic(small.blob.data, harfbuzz.Font(small)))
    parts.pop("STAT", None)
    return sfnt.file(parts | _named(parts, face.family, style))


def _place(whole: Any, weight: int) -> dict[str, float]:
    """Where on the axes of variation of a face its embedded style stands."""
    wanted = {"wght": float(weight), "opsz": SIZE}
    return {axis.tag: wanted.get(axis.tag, axis.default_value) for axis in whole.axis_infos}


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
    pack_into(">H", marks, LEAVE, 0)
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


def _quadratic(data: bytes, outlines: Any) -> bytes:
    """A font's cubic outlines as quadratic ones: Word embeds no others."""
    from fontTools.pens.cu2quPen import Cu2QuPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen
    from fontTools.ttLib import TTFont, newTable

    font: Any = TTFont(BytesIO(data), recalcTimestamp=False)
    order = font.getGlyphOrder()
    drawn = {}
    for number, name in enumerate(order):
        pen = TTGlyphPen(None)
        outlines.draw_glyph_with_pen(number, Cu2QuPen(pen, 1.0, reverse_direction=True))
        drawn[name] = pen.glyph()
    font["loca"] = newTable("loca")
    font["glyf"] = table = newTable("glyf")
    table.glyphOrder = order
    table.glyphs = drawn
    del font["CFF "]
    if "VORG" in font:
        del font["VORG"]
    for name in order:
        glyph = drawn[name]
        glyph.recalcBounds(table)
        font["hmtx"][name] = (font["hmtx"][name][0], getattr(glyph, "xMin", 0))
    for tag in {"vhea", "vmtx"} & set(font.keys()):
        font[tag]  # read, so that the one's extremes are counted anew from the other
    head = font["maxp"]
    head.tableVersion = 0x00010000
    for limit in LIMITS:
        setattr(head, limit, 0)
    head.maxZones = 1
    font["post"].formatType = 3.0
    font.sfntVersion = "\000\001\000\000"
    out = BytesIO()
    font.save(out, reorderTables=None)
    return out.getvalue()


def _obfuscated(data: bytes) -> tuple[str, bytes]:
    """The key and the file as Word stores it: its first 32 bytes mixed with the key."""
    digits = sha256(data).hexdigest()[:32].upper()
    key = bytes.fromhex(digits)[::-1] * 2
    mixed = bytes(a ^ b for a, b in zip(data[:32], key, strict=True)) + data[32:]
    parts = (digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:])
    return "{" + "-".join(parts) + "}", mixed


@lru_cache(maxsize=32)
def advances(family: str, bold: bool, italic: bool) -> dict[str, float]:
    """The width of each Latin character of a face, as a part of the type's size."""
    import uharfbuzz as harfbuzz

    style = {(0, 0): "Regular", (1, 0): "Bold", (0, 1): "Italic", (1, 1): "BoldItalic"}[
        bold, italic
    ]
    found = {name: (face, weight) for name, face, weight in _styles(family)}
    if not found:
        return {chr(c): 0.55 for c in EDITABLE}
    face, weight = found.get(style, found["Regular"])
    whole = harfbuzz.Face(harfbuzz.Blob.from_file_path(str(face.path)))
    font = harfbuzz.Font(whole)
    font.set_variations(_place(whole, weight))
    glyphs = {chr(c): font.get_nominal_glyph(c) for c in EDITABLE}
    return {c: font.get_glyph_h_advance(g) / whole.upem for c, g in glyphs.items() if g}
