"""A key for a new entry, in the pattern that a bibliography's other keys have."""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import count

from reportgen.bibliography import Entry, csl_items, decode
from reportgen.bibliography.wordlist import word_set
from reportgen.registries.key_patterns import PATTERNS, Parts, Pattern
from reportgen.registries.work import Work

ALLOWED = re.compile(r"[^\W_][\w]*(?:[:.#$%&+?<>~/-]\w+)*")
"""Keys that need no braces in the text (pandoc, "Citation syntax") nor in BibTeX."""
_LOOKED_AT = 500
_BEFORE_YEAR = re.compile(r"[^\W\d_]{2,20}(?=[\W_]?(?:\d{4}|\d\d)(?!\d))")
_WORD = re.compile(r"[^\W_]+")
_LETTERS = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "đ": "d",
     "ı": "i", "ð": "d", "þ": "th", "’": "", "'": "", "‘": "", "ʻ": ""}
)  # fmt: skip
_SKIPPED = frozenset(
    word_set(
        """a an and as at by for from how in into is of on or our over the their to toward towards
        under what when where who why with der die das ein eine le la les un une des du el los"""
    )
)
_OUT_OF_NAMES = _SKIPPED | {"ltd", "inc", "llc", "co", "u", "s"}


@dataclass(frozen=True)
class Habit:
    """The patterns of a bibliography's keys: of works of persons, and of works of bodies.

    `longer` tells equal keys apart; where it does not, letters do. `names` is how the keys call
    authors that are no persons, by their names.
    """

    persons: Pattern
    bodies: Pattern
    longer: Pattern | None
    names: dict[str, str]


def learn(entries: Iterable[Entry]) -> Habit:
    """The pattern that most keys follow; author and year in small letters where none is clear."""
    persons: list[tuple[str, Parts]] = []
    bodies: list[tuple[str, Parts]] = []
    names: dict[str, str] = {}
    for entry in list(entries)[-_LOOKED_AT:]:
        parts, body = _of_entry(entry)
        key = re.sub(r"(?<=\d)[a-z]$", "", entry.key)
        if not body:
            persons.append((key, parts))
        elif named := _BEFORE_YEAR.match(key):
            names.setdefault(_folded(body), named[0])
            bodies.append((key, replace(parts, names=(named[0],))))
    pattern, votes = _most(persons)
    longer = [p for p in PATTERNS if p.order == pattern.order + "T" and votes[p]]
    same = [p for p in longer if (p.between, p.author) == (pattern.between, pattern.author)]
    other, of_bodies = _most(bodies)
    return Habit(
        pattern if votes or not of_bodies else other,
        other if of_bodies else pattern,
        next(iter(same or longer), None),
        names,
    )


def _most(keys: list[tuple[str, Parts]]) -> tuple[Pattern, Counter[Pattern]]:
    """The pattern of a quarter of the keys or more, and how many keys each pattern gives."""
    votes: Counter[Pattern] = Counter()
    for key, parts in keys:
        votes.update(pattern for pattern in PATTERNS if pattern.fits(key, parts))
    best = max(votes.values(), default=0)
    if best * 4 < len(keys) or not best:
        return Pattern(), Counter()
    return next(pattern for pattern in PATTERNS if votes[pattern] == best), votes


def key(work: Work, habit: Habit, taken: Collection[str]) -> str:
    """A key for a work that is none of those that are taken, in capitals or not."""
    used = {one.casefold() for one in taken}
    parts = _of_work(work, habit)
    body = not any(name.family for name in (work.authors or work.editors)[:1])
    pattern = habit.bodies if body else habit.persons
    first = pattern.key(parts) or "".join(parts.words[:2]).lower() or "source"
    longer = habit.longer.key(parts) if habit.longer else first
    for candidate in (first, longer):
        if candidate.casefold() not in used and ALLOWED.fullmatch(candidate):
            return candidate
    base = first if ALLOWED.fullmatch(first) else "source"
    return next(one for one in _lettered(base) if one.casefold() not in used)


def _lettered(base: str) -> Iterator[str]:
    if base[-1:].isdigit():
        yield from (base + letter for letter in "abcdefghijklmnopqrstuvwxyz"[1:])
    yield from (f"{base}-{number}" for number in count(2))


def _of_work(work: Work, habit: Habit) -> Parts:
    makers = work.authors or work.editors
    names = [
        word(name.family)
        if name.family
        else habit.names.get(_folded(name.literal)) or _short(name.literal)
        for name in makers
        if name.literal != "others"
    ]
    title = f"{work.title} {work.subtitle}"
    if not names and work.publisher and work.kind in ("webpage", "report", "dataset"):
        names = [habit.names.get(_folded(work.publisher)) or _short(work.publisher)]
    words = _words(re.sub(r"<[^<>]*>", "", title))
    return Parts(tuple(names), work.date[:4], *_told(words))


def _of_entry(entry: Entry) -> tuple[Parts, str]:
    """The parts of an entry's key, and the name of its author where that is a body."""
    item = csl_items.item(entry) if entry.data is None else dict(entry.data)
    makers = item.get("author") or item.get("editor") or ()
    names = [word(decode.plain(str(one["family"]))) for one in makers if one.get("family")]
    body = next((str(one["literal"]) for one in makers[:1] if one.get("literal")), "")
    body = body or ("" if makers else str(item.get("publisher", "")))
    dated = item.get("issued", {}).get("date-parts") or [[""]]
    words = _words(re.sub(r"<[^<>]*>", "", str(item.get("title", ""))))
    return Parts(tuple(names), str(dated[0][0]), *_told(words)), body


def _told(words: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    telling = [word for word in words if word.lower() not in _SKIPPED]
    return tuple((telling or words)[:3]), tuple(words[:3])


def _words(text: str) -> list[str]:
    return _WORD.findall(_plain(text))


def word(name: str) -> str:
    """A name as keys have it: in letters of ASCII where it has any, without blanks."""
    return "".join(_WORD.findall(_plain(name)))


def _plain(text: str) -> str:
    parted = unicodedata.normalize("NFD", text.translate(_LETTERS))
    bare = "".join(sign for sign in parted if not "\u0300" <= sign <= "\u036f")
    return unicodedata.normalize("NFC", bare)


def _short(name: str) -> str:
    """A body by its initials, or by its name where that is short: `csis`, `worldbank`."""
    given = re.search(r"\(([A-Z][A-Za-z&.-]{1,9})\)", name)
    if given:
        return word(given[1]).lower()
    words = [one for one in _words(name) if one.lower() not in _OUT_OF_NAMES]
    if len(words) < 3:
        return "".join(words).lower()
    return "".join(one if one.isupper() and len(one) < 5 else one[0] for one in words).lower()


def _folded(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.casefold()).removeprefix("the")
