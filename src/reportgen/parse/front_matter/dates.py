"""Dates as papers write them."""

import datetime
import re
from dataclasses import dataclass, field

from reportgen.languages import language, months

_WORD = r"(?P<n>[^\W\d_]{3,10})"
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?P<y>\d{4})(?:[-/.](?P<m>\d{1,2})(?:[-/.](?P<d>\d{1,2}))?)?(?:[T ]\d\d:\d\d.*)?",
        rf"(?:[^\W\d_]+,? )?(?P<d>\d{{1,2}})(?:st|nd|rd|th|er|º)?[ .]+(?:of |de |ב)?{_WORD}\.?,? "
        r"(?:de )?(?P<y>\d{4})(?:\s?г\.?)?",
        rf"(?:[a-z]+day,? )?{_WORD}\.? (?P<d>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y>\d{{4}})",
        rf"{_WORD}\.?,? +(?:de )?(?P<y>\d{{4}})(?:\s?г\.?)?",
        rf"(?P<d>\d{{1,2}})-{_WORD}-(?P<y>\d{{4}})",
        r"(?P<d>\d{1,2})\. ?(?P<m>\d{1,2})\. ?(?P<y>\d{4})",
        r"(?P<m>\d{1,2})[/.-](?P<y>\d{4})",
        r"(?P<y>\d{4})[년年](?: ?(?P<m>\d{1,2})[월月](?: ?(?P<d>\d{1,2})[일日])?)?",
    )
)
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")


@dataclass(frozen=True, order=True)
class Date:
    """A day, or a month or a year alone.

    `typed` is how it is printed where more is said than that: `Spring 2020`.
    """

    year: int
    month: int | None = None
    day: int | None = None
    typed: str = field(default="", compare=False)

    @property
    def iso(self) -> str:
        """As in ISO 8601, as far as it is known: `2026-11-24`, `2026-11`, `2026`."""
        parts = (f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part))
        return "-".join(parts)

    @property
    def text(self) -> str:
        """In English: `November 24, 2026`."""
        return self.say("en")

    def say(self, lang: str) -> str:
        """As a language writes it; in English where the language is not known here."""
        if self.typed:
            return self.typed
        known = language(lang)
        if self.month is None:
            return known.year.format(year=self.year)
        if self.day is None:
            return known.month.format(month=known.months_alone[self.month - 1], year=self.year)
        # The first of a month is an ordinal in French (Imprimerie nationale, "Dates").
        first = self.day == 1 and lang.split("-")[0].lower() == "fr"
        day = "1er" if first else str(self.day)
        return known.day.format(day=day, month=known.months[self.month - 1], year=self.year)

    def __str__(self) -> str:
        return self.text


def read(text: str, lang: str = "") -> Date | None:
    """The date that a text names, or None if it names none that exists and is plain.

    `03/07/2026` is plain in a language, a BCP 47 tag: in American English it is a day in March, in
    others one in July. Without a language it is neither.
    """
    text = re.sub(r"\s+", " ", text.strip())
    if slashed := _SLASHED.fullmatch(text):
        first, second, year = map(int, slashed.groups())
        american = lang.lower() == "en-us"
        if first > 12 or (lang and not american and lang.lower() != "en" and second <= 12):
            return _date(year, second, first)
        plain = second > 12 or first == second or american
        return _date(year, first, second) if plain else None
    for pattern in _PATTERNS:
        if match := pattern.fullmatch(text):
            found = match.groupdict()
            month = _month(found["n"]) if found.get("n") else found.get("m")
            day = found.get("d")
            return _date(
                int(found["y"]),
                None if month is None else int(month),
                None if day is None else int(day),
            )
    return None


def vague(text: str) -> Date | None:
    """The year in a text that says more in words: `Spring 2020`; None for a day there is not."""
    for pattern in _PATTERNS:
        match = pattern.fullmatch(re.sub(r"\s+", " ", text.strip()))
        if match and (not match.groupdict().get("n") or _month(match["n"])):
            return None
    found = _YEAR.search(text) if re.search(r"[^\W\d_]{2}", text) else None
    return Date(int(found[1]), typed=" ".join(text.split())) if found else None


def _month(name: str) -> int:
    """The number of a month in any of the languages, 0 if there is none of that name."""
    name = "sep" if name.lower() == "sept" else name.lower()
    for known in months():
        for number, month in enumerate(known, 1):
            if name in (month.lower(), month.lower()[:3]):
                return number
    return 0


def _date(year: int, month: int | None, day: int | None) -> Date | None:
    try:
        datetime.date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return None
    return Date(year, month, day)
