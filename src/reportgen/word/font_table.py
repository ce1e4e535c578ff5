"""Fonts -> fontTable.xml: what kind each is, and the fonts themselves, cut to what is used.

A reader's machine seldom has them. Embedded, the document looks everywhere as it does here; the
Open Font License permits it.
"""

import re
from collections.abc import Iterable, Iterator
from hashlib import sha256

from reportgen.fonts import scripts
from reportgen.word.design import Design, FontFamily
from reportgen.word.document_context import Part
from reportgen.word.elements import Element, R, root, w
from reportgen.word.font_subset import EDITABLE, styles, subset

Chars = frozenset[int]
EAST_ASIAN = re.compile("[\u1100-\u11ff\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\uffef]")


def font_table(design: Design, parts: Iterable[Element]) -> tuple[dict[str, Element | bytes], Part]:
    """The part on the fonts of a document with these parts, their files, and its relationships."""
    characters = frozenset(map(ord, "".join(str(text) for p in parts for text in p.itertext())))
    if not design.settings.get("embed-fonts"):
        characters = frozenset()
    part = Part()
    files: dict[str, Element | bytes] = {}
    entries: dict[str, Element] = {}
    for family in design.faces.values():
        for name in (family.latin, family.korean):
            if name not in entries:
                entries[name] = _entry(name, family, characters, part, files)
    for name, own in _scripts(parts, characters):
        if name not in entries:
            entries[name] = _script_entry(name, own, part, files)
    files["word/fontTable.xml"] = root("fonts", entries.values())
    return files, part


def _entry(
    name: str, family: FontFamily, characters: Chars, part: Part,
    files: dict[str, Element | bytes], script: bool = False,
) -> Element:  # fmt: skip
    korean = name == family.korean
    instead = family.instead
    if korean:
        instead = "Batang" if family.kind == "roman" else "Malgun Gothic"
        characters = frozenset(c for c in characters if EAST_ASIAN.match(chr(c)))
    embedded = []
    for style, data in _subsets(name, characters, korean or script):
        file = f"fonts/font{len(part.related) + 1}.odttf"
        key, files[f"word/{file}"] = _obfuscated(data)
        attributes = {f"{R}id": part.relate("font", file), w.name("fontKey"): key}
        embedded.append(w(f"embed{style}", attributes))
    return w(
        "font",
        w("altName", val=instead),
        w("charset", val="81" if korean else "00"),
        w("family", val=family.kind),
        w("pitch", val="fixed" if family.kind == "modern" else "variable"),
        *embedded,
        name=name,
    )


def _scripts(parts: Iterable[Element], characters: Chars) -> Iterator[tuple[str, Chars]]:
    """The families of other scripts that text is set in, each with the characters that it has."""
    named = {str(n) for p in parts for fonts in p.iter(w.name("rFonts")) for n in fonts.values()}
    for script in scripts.SCRIPTS:
        for name in script.families:
            if name in named:
                yield name, frozenset(c for c in characters if script.has(chr(c)))


def _script_entry(
    name: str, characters: Chars, part: Part, files: dict[str, Element | bytes]
) -> Element:
    """A family of another script."""
    kind = "swiss" if " Sans " in name else "roman"
    family = FontFamily(name, "", kind, "Times New Roman" if kind == "roman" else "Arial")
    return _entry(name, family, characters, part, files, script=True)


def _subsets(name: str, characters: Chars, alone: bool) -> Iterator[tuple[str, bytes]]:
    """Each style of a family, as a font file of its own."""
    if not characters:
        return
    for style, face, weight in styles(name):
        data = subset(face, style, weight, characters if alone else characters | EDITABLE)
        if data:
            yield style, data


def _obfuscated(data: bytes) -> tuple[str, bytes]:
    """The key, and the file with its first 32 bytes mixed with it (ISO 29500-4, 17.8.1)."""
    digits = sha256(data).hexdigest()[:32].upper()
    key = bytes.fromhex(digits)[::-1] * 2
    mixed = bytes(a ^ b for a, b in zip(data[:32], key, strict=True)) + data[32:]
    parts = (digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:])
    return "{" + "-".join(parts) + "}", mixed
