"""What pages say and how they write dates, lists and quotations, by language.

A file a language: `words/` is written by hand, `cldr/` by `scripts/locales.py` from Unicode's CLDR.
Both may have what is other in a region under `regions`.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

DEFAULT = "en"
RIGHT_TO_LEFT = ("ar", "fa", "he", "ps", "ur", "yi")
_FOLDER = Path(__file__).parent
_FORMER = {"iw": "he", "cmn": "zh"}
_TRADITIONAL = ("TW", "HK", "MO")
"""Regions that write Chinese in the traditional script (CLDR, likely subtags)."""


@dataclass(frozen=True)
class Language:
    """A language of pages; `tag` is a BCP 47 tag, `known` whether its words are known.

    A form has places: `{}` in most words, `{day}`, `{month}` and `{year}` in dates, `{0}` and `{1}`
    in lists of `two` and of more (`more`, `last`). `quotes` are an outer pair and an inner one.
    """

    tag: str
    known: bool
    words: Mapping[str, str]
    kinds: Mapping[str, str]
    statements: Mapping[str, str]
    quotes: tuple[str, str, str, str]
    months: tuple[str, ...]
    months_alone: tuple[str, ...]
    day: str
    month: str
    year: str
    two: str
    more: str
    last: str

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`, as in HTML."""
        return direction(self.tag)

    def listed(self, names: Sequence[str]) -> str:
        """The names as a sentence lists them: `A and B`, `A, B, and C`."""
        if len(names) < 3:
            return self.two.format(*names) if len(names) == 2 else "".join(names)
        first, *middle, last = names
        for name in middle:
            first = self.more.format(first, name)
        return self.last.format(first, last)


def direction(tag: str) -> str:
    """Which way a language is written, by its BCP 47 tag: `ltr` or `rtl`."""
    parts = tag.split("-")
    name = _FORMER.get(parts[0].lower(), parts[0].lower())
    other = any(part.title() in ("Latn", "Cyrl") for part in parts[1:])
    return "rtl" if name in RIGHT_TO_LEFT and not other else "ltr"


def tags() -> tuple[str, ...]:
    """The languages whose words are known."""
    return tuple(sorted(path.stem for path in (_FOLDER / "words").glob("*.json")))


@cache
def language(tag: str) -> Language:
    """The language of a BCP 47 tag; with the words of English where its own are not known."""
    base, region = _base(tag)
    known = (_FOLDER / "words" / f"{base}.json").exists()
    spoken = _read("words", base if known else DEFAULT, region)
    dated = _read("cldr", base if known else DEFAULT, region)
    return Language(
        tag=tag,
        known=known,
        words=spoken["words"],
        kinds=spoken["kinds"],
        statements=spoken["statements"],
        quotes=tuple(spoken["quotes"]),
        months=tuple(dated["months"]),
        months_alone=tuple(dated["months-alone"]),
        **{name: dated[name] for name in ("day", "month", "year", "two", "more", "last")},
    )


def country(code: str, tag: str) -> str:
    """The name of a country (ISO 3166-1 alpha-2) in a language; the code where it has none."""
    base, _ = _base(tag)
    found = _countries(base if base in tags() else DEFAULT)
    return found.get(code.strip().upper(), code) if len(code.strip()) == 2 else code


def country_code(name: str) -> str:
    """The code (ISO 3166-1 alpha-2) of a country by its name in any of the languages, or by itself.

    Empty where nobody calls a country so.
    """
    text = _folded(name)
    return text.upper() if text.upper() in _countries(DEFAULT) else _codes().get(text, "")


def _folded(name: str) -> str:
    text = " ".join(name.replace(".", "").casefold().split())
    return text.removeprefix("the ")


@cache
def _codes() -> Mapping[str, str]:
    found = {_folded(name): code for name, code in _NAMED.items()}
    for base in (DEFAULT, *tags()):
        for code, name in _countries(base).items():
            found.setdefault(_folded(name), code)
    return found


_NAMED = {
    "USA": "US", "United States of America": "US", "America": "US", "UK": "GB", "Britain": "GB",
    "Great Britain": "GB", "England": "GB", "Scotland": "GB", "Wales": "GB",
    "Northern Ireland": "GB", "Korea": "KR", "Republic of Korea": "KR", "Korea, Republic of": "KR",
    "Korea (Republic of)": "KR", "ROK": "KR", "대한민국": "KR", "한국": "KR",
    "Democratic People’s Republic of Korea": "KP", "DPRK": "KP", "PRC": "CN", "China, PR": "CN",
    "People's Republic of China": "CN", "Peoples Republic of China": "CN",
    "Republic of China": "TW", "Russian Federation": "RU", "Czech Republic": "CZ", "Turkey": "TR",
    "Holland": "NL", "Ivory Coast": "CI", "Burma": "MM", "Macedonia": "MK", "Vatican": "VA",
    "Viet Nam": "VN", "Brasil": "BR", "Hong Kong": "HK", "Macau": "MO", "Macao": "MO",
    "Palestine": "PS", "UAE": "AE", "Bosnia and Herzegovina": "BA", "Congo": "CG",
    "Syrian Arab Republic": "SY", "Iran, Islamic Republic of": "IR",
    "Islamic Republic of Iran": "IR", "Republic of Moldova": "MD",
    "Swaziland": "SZ", "Cape Verde": "CV",
}  # fmt: skip
"""What countries are called beside the names of CLDR."""


def months() -> Iterator[tuple[str, ...]]:
    """The months of each language, within dates and alone, English first."""
    for tag in (DEFAULT, *tags()):
        found = language(tag)
        yield from (found.months, found.months_alone)


@cache
def _countries(base: str) -> Mapping[str, str]:
    found: dict[str, str] = _file("cldr", base)["countries"]
    return found


def _base(tag: str) -> tuple[str, str]:
    """The name of a language's files, and the region."""
    first, *rest = tag.split("-")
    name = _FORMER.get(first.lower(), first.lower())
    region = next((part.upper() for part in rest if len(part) == 2), "")
    if name == "zh":
        script = next((part.title() for part in rest if len(part) == 4), "")
        traditional = script == "Hant" or (not script and region in _TRADITIONAL)
        return ("zh-Hant" if traditional else "zh-Hans"), region
    return name, region


def _read(folder: str, base: str, region: str) -> Mapping[str, Any]:
    """What a file says, with what its region has in another way."""
    whole = _file(folder, base)
    own = whole.get("regions", {}).get(region, {})
    merged = dict(whole)
    for name, value in own.items():
        merged[name] = {**whole[name], **value} if isinstance(value, dict) else value
    return merged


@cache
def _file(folder: str, base: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((_FOLDER / folder / f"{base}.json").read_bytes())
    return found
