"""Faces cut down to the characters of a page, as @font-face rules that fetch nothing.

HarfBuzz cuts (some milliseconds a face; fontTools takes half a second), fontTools packs as WOFF.
The same text gives the same bytes: no time stamp is written.
"""

from base64 import b64encode
from collections.abc import Container, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from reportgen import fonts
from reportgen.fonts import Face, scripts, sfnt

BASE = frozenset(map(chr, range(0x20, 0x7F))) | frozenset(" ©§°±·×–—‘’“”…−")
"""What a Latin face always holds, so that most pages share one cut."""

AXES: Mapping[str, tuple[float, float]] = {"wght": (400, 700), "opsz": (14, 14)}
"""What stays of a face's axes: the weights that the themes use, the size of running text."""

FEATURES = ("case", "lnum", "onum", "pnum", "smcp", "sups", "tnum")
"""Features beyond those that every text needs."""


def face_rules(texts: Mapping[str, str], base: bool = True) -> str:
    """The rules for the faces of each family, cut to the text that is set in it.

    A family without text, or with none of its text's characters, has no rule. Without `base`
    the faces hold nothing more: upright letters for a drawing.
    """
    return "\n".join(r for family, text in texts.items() for r in _rules(family, text, base))


def _rules(family: str, text: str, base: bool) -> Iterator[str]:
    for face in (*fonts.faces(), *scripts.all_faces(), fonts.formulas()):
        if face.family != family or (face.style == "italic" and not base):
            continue
        there = held(face.path)
        wanted = frozenset(character for character in set(text) if ord(character) in there)
        if not wanted:
            continue
        if base and _latin(face):
            wanted |= BASE
        cut, weights = _cut(face, wanted, FEATURES if base else ())
        data = b64encode(cut).decode()
        yield (
            f'@font-face {{ font-family: "{family}"; font-style: {face.style}; '
            f"font-weight: {weights}; "
            f'src: url("data:font/woff;base64,{data}") format("woff") }}'
        )


def _latin(face: Face) -> bool:
    """Whether a face holds running Latin text; others are for their own script alone."""
    return face.family.startswith(("Source", "STIX"))


@lru_cache(maxsize=16)
def held(path: Path) -> Container[int]:
    """The code points of the characters that a face has."""
    import uharfbuzz as harfbuzz

    face = harfbuzz.Face(harfbuzz.Blob.from_file_path(str(path)))
    held: Container[int] = face.unicodes
    return held


@lru_cache(maxsize=64)
def _cut(face: Face, characters: frozenset[str], features: tuple[str, ...]) -> tuple[bytes, str]:
    """The face with these characters alone, as WOFF, and the weights that are left."""
    import uharfbuzz as harfbuzz

    whole = harfbuzz.Face(harfbuzz.Blob.from_file_path(str(face.path)))
    plan = harfbuzz.SubsetInput()
    plan.sets(harfbuzz.SubsetInputSets.UNICODE).set({ord(c) for c in characters})
    plan.sets(harfbuzz.SubsetInputSets.LAYOUT_FEATURE_TAG).update(map(_tag, features))
    plan.flags = harfbuzz.SubsetFlags.NO_HINTING
    weights = face.weights
    for axis in whole.axis_infos:
        low, high = AXES.get(axis.tag, (axis.default_value, axis.default_value))
        if low == high:
            plan.pin_axis_location(whole, axis.tag, low)
        else:
            plan.set_axis_range(whole, axis.tag, low, high)
            weights = f"{low:.0f} {high:.0f}"
    # Not WOFF 2.0: Brotli takes twenty times as long as Deflate to save a sixth of the bytes.
    return sfnt.file(sfnt.tables(plan.subset(whole).blob.data), "woff"), weights


def _tag(name: str) -> int:
    return int.from_bytes(name.encode(), "big")
