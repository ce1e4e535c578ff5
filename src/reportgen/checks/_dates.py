"""The date fields of entries, and what they tell."""

from reportgen.bibliography import Entry, Field, csl_items
from reportgen.bibliography.dates import Date
from reportgen.parse.front_matter.dates import Date as Day

FIELDS = ("date", "year", "urldate", "eventdate", "origdate", "accessed", "lastaccessed")

Parts = tuple[int, ...]


def issued(entry: Entry) -> tuple[Field | None, Date]:
    """The field that dates a work, and its date."""
    name = "date" if entry.text("date") else "year"
    return entry.fields.get(name), csl_items.issued(entry)


def parts(day: Day | None) -> Parts:
    """A day of the front matter as far as it is known."""
    return tuple(part for part in (day.year, day.month, day.day) if part) if day else ()


def before(first: Parts, second: Parts) -> bool:
    """Whether a date is earlier than another, as far as both are known."""
    size = min(len(first), len(second))
    return first[:size] < second[:size]


def shown(date: Parts) -> str:
    """A date as ISO 8601."""
    return "-".join([f"{date[0]:04d}", *(f"{part:02d}" for part in date[1:])]) if date else ""
