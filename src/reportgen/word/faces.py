"""The faces of a document: what kind each is, and the faces themselves, cut to what is used.

A reader's machine seldom has them. Embedded, the document looks everywhere as it does here; the
Open Font License permits it.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256
from html import unescape
from io import BytesIO
from struct import pack_into, unpack_from
from typing import Any

from reportgen import fonts
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
WEIGHT, LEAVE, SELECTION = 4, 8, 62
"""Where in the table OS/2 a face's weight stands, who may embed it, and what style it is of."""
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
    from fontTools.ttLib import TTFont

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
    font: Any = TTFont(BytesIO(small.blob.data), recalcTimestamp=False)
    if "CFF " in font:
        _quadratic(font, harfbuzz.Font(small))
    _name(font, face.family, style)
    out = BytesIO()
    font.save(out, reorderTables=None)
    return out.getvalue()


def _place(whole: Any, weight: int) -> dict[str, float]:
    """Where on the axes of variation of a face its embedded style stands."""
    wanted = {"wght": float(weight), "opsz": SIZE}
    return {axis.tag: wanted.get(axis.tag, axis.default_value) for axis in whole.axis_infos}


def _name(font: Any, family: str, style: str) -> None:
    """The names and marks by which Word tells the styles of a family apart."""
    said = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", style)
    names = {1: family, 2: said, 4: f"{family} {said}", 6: f"{family.replace(' ', '')}-{style}"}
    table = font["name"]
    table.names = [n for n in table.names if n.nameID in (0, 13, 14) and n.platformID == 3]
    for identifier, value in names.items():
        table.setName(value, identifier, 3, 1, 0x409)
    bold, italic = "Bold" in style, "Italic" in style
    font["head"].macStyle = bold + 2 * italic
    font.tables["OS/2"] = _marks(font.reader["OS/2"], bold, italic)
    if "STAT" in font:
        del font["STAT"]


def _marks(data: bytes, bold: bool, italic: bool) -> Any:
    """The table OS/2 with a style's weight and marks, and leave to embed it.

    As bytes: read as a table, it asks for the name of every glyph, and half of a cut's time.
    """
    from fontTools.ttLib.tables.DefaultTable import DefaultTable

    table = DefaultTable("OS/2")
    changed = bytearray(data)
    (selection,) = unpack_from(">H", data, SELECTION)
    kept = selection & ~0b1100001
    marks = kept | italic | bold << 5 | (not bold and not italic) << 6
    pack_into(">H", changed, WEIGHT, 700 if bold else 400)
    pack_into(">H", changed, LEAVE, 0)
    pack_into(">H", changed, SELECTION, marks)
    table.data = bytes(changed)
    return table


def _quadratic(font: Any, outlines: Any) -> None:
    """Cubic outlines as quadratic ones: Word embeds no others."""
    from fontTools.pens.cu2quPen import Cu2QuPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen
    from fontTools.ttLib import newTable

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
