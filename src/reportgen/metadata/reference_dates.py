"""A date of CSL-JSON -> ISO 8601, as exact as it is known."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_YEAR = re.compile(r"(?<!\d)(1[0-9]{3}|20[0-9]{2})(?!\d)")


@dataclass(frozen=True)
class ReferenceDate:
    """When: `start` and `end` are `2024`, `2024-05` or `2024-05-17`, "" where unknown.

    `end` is that of a range with an end. Years before 1 are negative numbers with four digits, as
    in ISO 8601; `year` is that of the start.
    """

    year: str = ""
    start: str = ""
    end: str = ""
    circa: bool = False


def read_date(value: object) -> ReferenceDate:
    """The date of a CSL-JSON variable (CSL-JSON 1.0.2): parts, one range, or words with a year."""
    if not isinstance(value, Mapping):
        return ReferenceDate()
    circa = value.get("circa") not in (None, False, "false", 0, "")
    listed = value.get("date-parts")
    ends = [_iso(end) for end in listed[:2]] if isinstance(listed, Sequence) else []
    if ends and ends[0]:
        start = ends[0]
        end = ends[1] if len(ends) > 1 and ends[1] != start else ""
        return ReferenceDate(_year(start), start, end, circa)
    years = _YEAR.findall(str(value.get("literal") or value.get("raw") or "")[:200])
    return ReferenceDate(years[0], years[0], "", circa) if years else ReferenceDate()


def parts_of(iso: str) -> list[str]:
    """Year, month and day of a date in ISO 8601; the sign of a year before 1 stays with it."""
    year, *rest = iso.removeprefix("-").split("-")
    return [f"-{year}" if iso.startswith("-") else year, *rest]


def _year(iso: str) -> str:
    sign = "-" if iso.startswith("-") else ""
    return sign + (iso.removeprefix("-").split("-")[0].lstrip("0") or "0")


def _iso(parts: object) -> str:
    """Year, month and day as far as they are there and can be."""
    if not isinstance(parts, Sequence) or isinstance(parts, str):
        return ""
    numbers: list[int] = []
    for part, most in zip(parts, (9999, 12, 31), strict=False):
        text = str(part).strip()
        number = int(text) if re.fullmatch(r"-?\d{1,5}", text) else 0
        if not (1 <= number <= most or (not numbers and -9999 <= number <= -1)):
            break
        numbers.append(number)
    if not numbers:
        return ""
    year = f"{'-' if numbers[0] < 0 else ''}{abs(numbers[0]):04d}"
    return "-".join((year, *(f"{number:02d}" for number in numbers[1:])))
