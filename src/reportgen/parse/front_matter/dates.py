"""Dates as papers write them."""

import datetime
import re
from dataclasses import dataclass

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip

_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?P<y>\d{4})(?:[-/.](?P<m>\d{1,2})(?:[-/.](?P<d>\d{1,2}))?)?(?:[T ]\d\d:\d\d.*)?",
        r"(?:[a-z]+day,? )?(?P<d>\d{1,2})(?:st|nd|rd|th)?[ .]+(?P<n>[a-z]{3,9})\.?,? (?P<y>\d{4})",
        r"(?:[a-z]+day,? )?(?P<n>[a-z]{3,9})\.? (?P<d>\d{1,2})(?:st|nd|rd|th)?,? (?P<y>\d{4})",
        r"(?P<n>[a-z]{3,9})\.?,? +(?P<y>\d{4})",
        r"(?P<d>\d{1,2})-(?P<n>[a-z]{3,9})-(?P<y>\d{4})",
        r"(?P<d>\d{1,2})\. ?(?P<m>\d{1,2})\. ?(?P<y>\d{4})",
        r"(?P<y>\d{4})년(?: ?(?P<m>\d{1,2})월(?: ?(?P<d>\d{1,2})일)?)?",
    )
)
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


@dataclass(frozen=True, order=True)
class Date:
    """A day, or a month or a year alone."""

    year: int
    month: int | None = None
    day: int | None = None

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
        if lang.split("-")[0] == "ko":
            parts = ((self.year, "년"), (self.month, "월"), (self.day, "일"))
            return " ".join(f"{part}{unit}" for part, unit in parts if part)
        if self.month is None:
            return str(self.year)
        month = MONTHS[self.month - 1]
        if self.day is None:
            return f"{month} {self.year}"
        if lang.lower() in ("en-gb", "en-au", "en-nz", "en-ie", "en-in", "en-za"):
            return f"{self.day} {month} {self.year}"
        return f"{month} {self.day}, {self.year}"

    def __str__(self) -> str:
        return self.text


def read(text: str) -> Date | None:
    """The date that a text names, or None if it names none that exists and is plain."""
    text = re.sub(r"\s+", " ", text.strip())
    if slashed := _SLASHED.fullmatch(text):
        first, second, year = map(int, slashed.groups())
        # 03/07/2026 is a day in March to some and in July to others.
        if first > 12:
            return _date(year, second, first)
        return _date(year, first, second) if second > 12 or first == second else None
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


def _month(name: str) -> int:
    """The number of a month, 0 if there is none of that name."""
    name = "sep" if name.lower() == "sept" else name.lower()
    months = (m.lower() for m in MONTHS)
    return next((number for number, m in enumerate(months, 1) if name in (m, m[:3])), 0)


def _date(year: int, month: int | None, day: int | None) -> Date | None:
    try:
        datetime.date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return None
    return Date(year, month, day)
