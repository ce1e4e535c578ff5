"""Faces for scripts that the text's own faces lack: loaded for a page only where it needs them.

Cyrillic, Greek and Vietnamese are in the Latin faces. The faces of Chinese and Japanese are large,
and come with the extra `cjk`.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from reportgen import fonts
from reportgen.fonts import Face

KOREAN = ("Noto Serif KR", "Noto Sans KR")
"""What every stack of families has, with and without serifs; others stand behind them."""
_DATA = re.compile(r"base64,[A-Za-z0-9+/=]*")


@dataclass(frozen=True)
class Script:
    """A script, or a language's way of writing Chinese characters, and its two families.

    `ranges` are of code points, `tags` the languages that are written in it. An `eastern` one
    shares characters with others, and its languages are set in its faces whatever else has these.
    """

    name: str
    ranges: tuple[tuple[int, int], ...]
    package: str
    serif: str
    sans: str
    tags: tuple[str, ...]
    weights: str = "100 900"
    eastern: bool = False

    @property
    def families(self) -> tuple[str, str]:
        return self.serif, self.sans

    def has(self, character: str) -> bool:
        """Whether a character is of the script."""
        return any(low <= ord(character) <= high for low, high in self.ranges)


_HAN = ((0x2E80, 0x2FDF), (0x3000, 0x303F), (0x3400, 0x9FFF), (0xF900, 0xFAFF), (0xFE30, 0xFE4F),
        (0xFF00, 0xFFEF), (0x20000, 0x3134F))  # fmt: skip
_KANA = ((0x3040, 0x30FF), (0x31F0, 0x31FF))
SCRIPTS = (
    Script("Hebrew", ((0x590, 0x5FF), (0xFB1D, 0xFB4F)), "pylopdf_fonts_he",
           "Noto Serif Hebrew", "Noto Sans Hebrew", ("he", "yi")),
    Script("Arabic", ((0x600, 0x6FF), (0x750, 0x77F), (0x8A0, 0x8FF), (0xFB50, 0xFDFF),
                      (0xFE70, 0xFEFE)), "pylopdf_fonts_ar",
           "Noto Naskh Arabic", "Noto Sans Arabic", ("ar", "fa", "ur", "ps"), "400 700"),
    Script("Devanagari", ((0x900, 0x97F), (0xA8E0, 0xA8FF)), "pylopdf_fonts_hi",
           "Noto Serif Devanagari", "Noto Sans Devanagari", ("hi", "mr", "ne", "sa")),
    Script("Thai", ((0xE00, 0xE7F),), "pylopdf_fonts_th", "Noto Serif Thai", "Noto Sans Thai",
           ("th",)),
    Script("Japanese", _HAN + _KANA, "pylopdf_fonts_jp", "Noto Serif JP", "Noto Sans JP",
           ("ja",), "400", True),
    Script("simplified Chinese", _HAN, "pylopdf_fonts_zh_cn", "Noto Serif SC", "Noto Sans SC",
           ("zh", "zh-Hans", "zh-CN", "zh-SG"), "400", True),
    Script("traditional Chinese", _HAN, "pylopdf_fonts_zh_tw", "Noto Serif TC", "Noto Sans TC",
           ("zh-Hant", "zh-TW", "zh-HK", "zh-MO"), "400", True),
)  # fmt: skip
EXTRA = frozenset(script.package for script in SCRIPTS if script.eastern)
"""What comes with the extra `cjk`."""


@cache
def faces(script: Script) -> tuple[Face, ...]:
    """The faces of a script; none where its package is not installed."""
    spec = find_spec(script.package)
    places = (spec.submodule_search_locations if spec else None) or ()
    for folder in map(Path, places):
        kinds = "-Regular.otf" if script.weights == "400" else "-Variable.ttf"
        return tuple(
            Face(family, "normal", script.weights, folder / f"{family.replace(' ', '')}{kinds}")
            for family in script.families
        )
    return ()


@cache
def all_faces() -> tuple[Face, ...]:
    """Every face of every script that is installed."""
    return tuple(face for script in SCRIPTS for face in faces(script))


def used(page: str, lang: str) -> tuple[Script, ...]:
    """The scripts that a page's HTML needs faces of, in the order in which they stand in stacks.

    Those of the document's language come first, then those that a part is marked with, then those
    with characters that the Korean faces lack.
    """
    letters = frozenset(_DATA.sub("", page) if "base64," in page else page)
    if max(letters, default="") < "\u0590":
        return ()
    found = [script for script in SCRIPTS if not script.eastern and any(map(script.has, letters))]
    eastern = [script for script in SCRIPTS if script.eastern]
    own = [script for script in eastern if of(script, lang)]
    marked = [s for s in eastern if any(of(s, tag) for tag in _marked(page))]
    lacking = _lacking(letters)
    others = [script for script in eastern if any(map(script.has, lacking))]
    ordered = dict.fromkeys((*own, *marked, *others, *found))
    return tuple(script for script in ordered if faces(script))


def of(script: Script, lang: str) -> bool:
    """Whether a language is written in a script's faces, whatever other faces have its letters."""
    parts = lang.split("-")
    return any("-".join(parts[:n]) in script.tags for n in (3, 2)) or (
        parts[0] in script.tags and not any(_tags(lang) & set(s.tags) - {parts[0]} for s in SCRIPTS)
    )


def _tags(lang: str) -> set[str]:
    """A language with its script, and with its region."""
    first, *rest = lang.split("-")
    return {f"{first}-{part}" for part in rest}


def by_language(lang: str) -> Script | None:
    """The script whose faces a language is set in; None where the text's own faces have it."""
    return next((script for script in SCRIPTS if of(script, lang) and faces(script)), None)


def stacks(css: str, scripts: Iterable[Script], lang: str) -> str:
    """Style rules whose stacks of families go on to those of the scripts.

    Parts in Chinese and Japanese are set in the faces of their own language, in which characters
    that are shared look otherwise.
    """
    listed = tuple(scripts)
    if not listed:
        return css
    for kind, korean in enumerate(KOREAN):
        before = [s.families[kind] for s in listed if of(s, lang)]
        behind = [s.families[kind] for s in listed if not of(s, lang)]
        names = ", ".join(f'"{family}"' for family in (*before, korean, *behind))
        css = css.replace(f'"{korean}"', names)
    return "\n".join((css, *(_marked_rule(script) for script in listed if script.eastern)))


def _marked_rule(script: Script) -> str:
    serif, sans = script.families
    parts = ", ".join(f'[lang|="{tag}"]:not(html)' for tag in script.tags)
    return (
        f':is({parts}) {{ font-family: "Source Serif 4", "{serif}" }}\n'
        f":is(h1, h2, h3, h4, figcaption, table, .about, .keywords) :is({parts}) "
        f'{{ font-family: "Source Sans 3", "{sans}" }}'
    )


def _marked(page: str) -> Iterator[str]:
    """The languages of the parts of a page."""
    seen = {m[1] for m in re.finditer(r'\slang="([A-Za-z-]+)"', page)}
    yield from sorted(seen)


def _lacking(letters: Iterable[str]) -> list[str]:
    """The Chinese characters and kana that the Korean faces do not have."""
    eastern = [
        letter for letter in letters if any(low <= ord(letter) <= high for low, high in _HAN)
    ]
    if not eastern:
        return []
    import uharfbuzz as harfbuzz

    path = next(face.path for face in fonts.faces() if face.family == KOREAN[0])
    font = harfbuzz.Font(harfbuzz.Face(harfbuzz.Blob.from_file_path(str(path))))
    return [letter for letter in eastern if not font.get_nominal_glyph(ord(letter))]
