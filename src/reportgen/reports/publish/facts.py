"""What a file says of an article: values by the names of facts, and when two of them agree.

Each format spells values in its own way: `Kim, Ada` is `Ada Kim`, `CC-BY-4.0` an address, and a
title may have markup. What is compared is what is left when spelling is taken away.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache

from reportgen import languages

Facts = Mapping[str, tuple[str, ...]]
"""The values of facts by their names.

A fact without values is one that the file does not state, and could; one that it has no place for,
or spells in a way that cannot be compared, is not in it.
"""

NUMBER = re.compile(r"\d{1,9}")
"""A page's number, or how many there are."""

_WORD = re.compile(r"\w+")
_CC = re.compile(r"(?:https?://)?(?:www\.)?creativecommons\.org/(licenses|publicdomain)/([\w./-]+)")
_SPDX = re.compile(r"CC-([A-Z-]+)-(\d\.\d)\Z|CC0-(\d\.\d)\Z")


def stated(**values: object) -> dict[str, tuple[str, ...]]:
    """Facts of values, texts or sequences, names with `_` for spaces; None is left out."""
    out = {}
    for name, value in values.items():
        if value is not None:
            several = value if isinstance(value, (list, tuple)) else (value,)
            said = tuple(plain(str(one)) for one in several)
            out[name.replace("_", " ")] = tuple(filter(None, said))
    return out


def plain(text: str) -> str:
    """A text in one line and one form of Unicode."""
    return " ".join(unicodedata.normalize("NFC", text).replace("\u2060", "").split())


def address_of_licence(text: str) -> str:
    """The address of a licence of Creative Commons, which may be given by its SPDX identifier."""
    found = _SPDX.match(text)
    if found is None:
        return text
    if found[3]:
        return f"https://creativecommons.org/publicdomain/zero/{found[3]}/"
    return f"https://creativecommons.org/licenses/{found[1].lower()}/{found[2]}/"


def key(name: str, values: tuple[str, ...]) -> tuple[str, ...]:
    """Values as they are compared."""
    if name == "keywords":  # some formats have one field for all, parted by commas
        return (letters("".join(values)),) if values else ()
    return tuple(_KEYS.get(name, plain)(value) for value in values)


def agree(name: str, one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two files say the same; of dates the one that is less exact decides."""
    ours, theirs = key(name, one), key(name, other)
    if name.endswith("date") and ours and theirs:
        shorter = min(len(ours[0]), len(theirs[0]))
        return ours[0][:shorter] == theirs[0][:shorter]
    return ours == theirs


@cache
def _retractions() -> tuple[str, ...]:
    """What stands before the title of what was retracted, in each language."""
    return tuple({languages.language(tag).words["retracted"] for tag in languages.tags()})


def is_retracted(title: str) -> bool:
    """Whether a title says so."""
    return title.startswith(_retractions())


def _title(text: str) -> str:
    for prefix in _retractions():
        text = text.removeprefix(prefix)
    return letters(text)


def letters(text: str) -> str:
    """The letters and digits of a text, without case: how it is set and punctuated is left out."""
    return "".join(_WORD.findall(unicodedata.normalize("NFKC", text))).casefold().replace("_", "")


def _person(name: str) -> str:
    """A name in whatever order its parts stand; of one in Hangul and its kin, its characters."""
    parts = [letters(part) for part in _WORD.findall(name)]
    joined = "".join(parts)
    return "".join(sorted(joined)) if joined > "\u1100" else " ".join(sorted(parts))


def _licence(text: str) -> str:
    found = _CC.match(address_of_licence(text))
    return f"{found[1]}/{found[2].rstrip('/')}".lower() if found else text.rstrip("/").lower()


def _doi(text: str) -> str:
    return re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|(?:urn:)?doi:)", "", text.strip().lower())


_KEYS: Mapping[str, Callable[[str], str]] = {
    "title": _title,
    "authors": _person,
    "orcids": lambda text: text.rstrip("/").rpartition("/")[2].upper(),
    "doi": _doi,
    "reference DOIs": _doi,
    "date": lambda text: text.replace("/", "-"),
    "online date": lambda text: text.replace("/", "-"),
    "licence": _licence,
    "abstract": letters,
    "notes": letters,
    "main title": _title,
    "language": lambda text: text.split("-")[0].lower(),
}
"""How the values of a fact are compared, where not as they stand."""
