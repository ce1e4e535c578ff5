"""What to say of characters that none of the faces of a page has: one diagnostic a script."""

import unicodedata
from collections.abc import Iterator

from reportgen import weasy
from reportgen.diagnostics import Bag
from reportgen.diagnostics.source import Source
from reportgen.editions import Edition
from reportgen.fonts import scripts

SHOWN = 5
"""How many characters of a script are named."""
_WRITTEN = {"CJK": "Chinese", "HIRAGANA": "Japanese", "KATAKANA": "Japanese", "HANGUL": "Korean"}
_SIGNS = ("S", "P", "Z", "C", "N")


def report(found: weasy.Uncovered, edition: Edition, bag: Bag) -> None:
    """Errors for the characters, at the first place of each script; readers would see boxes."""
    asked = edition.report.front.place("theme")
    groups: dict[str, list[str]] = {}
    for character in sorted(found.characters):
        groups.setdefault(script(character), []).append(character)
    for name, characters in groups.items():
        places = (source.find(c) for c in characters for source in _texts(edition))
        bag.error(
            "glyph-missing",
            f"no face has {_listed(characters)}{f' of {name} script' if name else ''}",
            next((place for place in places if place), asked),
            _remedy(name),
        )
    if found.fonts:
        names = ", ".join(sorted(found.fonts))
        message = f"text is set in faces that are not ours: {names}"
        bag.warning("font-strange", message, asked, "choose a face that comes with reportgen")


def script(character: str) -> str:
    """The script of a letter, as the first word of its Unicode name has it; "" for signs."""
    if unicodedata.category(character)[0] in _SIGNS:
        return ""
    word = unicodedata.name(character, "").split(" ")[0].split("-")[0]
    return _WRITTEN.get(word, word.capitalize())


def _listed(characters: list[str]) -> str:
    named = ", ".join(f"`{c}` (U+{ord(c):04X})" for c in characters[:SHOWN])
    rest = len(characters) - SHOWN
    noun = "the character" if len(characters) == 1 else f"{len(characters)} characters:"
    return f"{noun} {named}{f' and {rest} more' if rest > 0 else ''}"


def _remedy(name: str) -> str:
    wanted = [s for s in scripts.SCRIPTS if name and name in s.name and not scripts.faces(s)]
    if any(one.package in scripts.EXTRA for one in wanted):
        return "install the faces of Chinese and Japanese: `pip install 'policy-reportgen[cjk]'`"
    if wanted:
        return f"install the package `{wanted[0].package.replace('_', '-')}`"
    return "write it in another way, or as a picture"


def _texts(edition: Edition) -> Iterator[Source]:
    title = edition.report.front.place("title")
    yield from edition.report.chapters
    if title:
        yield title.source
    yield from edition.report.bibliographies
