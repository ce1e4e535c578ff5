"""When: the dates that people type -> CSL dates.

ISO 8601 and EDTF as BibLaTeX has them, and what else is unmistakable: `May 2024`, `12 May 2024`,
`1984--1986`, `c. 2024`, `Spring 2024`, `2024년 5월`. A date that cannot be is no date, and says so.
"""

import re
from calendar import monthrange
from dataclasses import replace

from reportgen.bibliography import decode, eras
from reportgen.bibliography.date_values import Date as Date
from reportgen.bibliography.date_values import Parts

_MONTHS = "january february march april may june july august september october november december"
MONTHS = {m: i for i, name in enumerate(_MONTHS.split(), 1) for m in (name, name[:3])} | {"sept": 9}
SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}
STATES = {
    "forthcoming": "forthcoming",
    "in press": "in press",
    "inpress": "in press",
    "in preparation": "in preparation",
    "inpreparation": "in preparation",
    "submitted": "submitted",
    "prepublished": "prepublished",
    "to appear": "forthcoming",
    "upcoming": "forthcoming",
    "under review": "under review",
    "accepted": "accepted",
}
"""What stands for a date while there is none, and `pubstate`."""
_STATED = re.compile(
    r"({0})[,:]?\s+(\S.*)|(\S.*?)[,;]?\s+\(?({0})\)?".format("|".join(STATES)), re.I
)

_NONE = {"", "n.d.", "n.d", "nd", "no date", "s.a.", "s.d.", "undated", "..", "unknown", "미상"}
_CIRCA = re.compile(r"^(?:\[?\s*)(?:circa|ca?\.?|about|approx\.?|approximately)\s*(?=\d)", re.I)
_SHORT_NEGATIVE = re.compile(r"^[-−](\d{1,3})$")
"""A year before Christ with fewer digits than ISO 8601 asks for."""
_NAMES = "|".join(sorted([*MONTHS, *SEASONS], key=len, reverse=True))
_ISO = re.compile(r"(?P<y>-?\d{4})(?:-(?P<m>\d{1,2})(?:-(?P<d>\d{1,2}))?)?(?:[T ]\d\d?:\d\d.*)?")
_DOTS = re.compile(r"(?P<y>\d{4})[./] ?(?P<m>\d{1,2})(?:[./] ?(?P<d>\d{1,2}))?\.?")
_PACKED = re.compile(r"(?P<y>[12]\d{3})(?P<m>\d\d)(?P<d>\d\d)")
_KOREAN = re.compile(r"(?P<y>\d{4})\s*년(?:\s*(?P<m>\d{1,2})\s*월(?:\s*(?P<d>\d{1,2})\s*일)?)?")
_MONTH_FIRST = re.compile(
    rf"(?P<m>{_NAMES})\.?(?:\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?)?,?\s+(?P<y>\d{{4}})", re.I
)
_DAY_FIRST = re.compile(
    rf"(?:(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\.?\s+)?(?P<m>{_NAMES})\.?,?\s+(?P<y>\d{{4}})", re.I
)
_SEASON_YEARS = re.compile(
    rf"(?P<m>{'|'.join(SEASONS)}),?\s+(?P<y>\d{{4}})\s*(?:/|-{{1,2}}|–)\s*(?P<e>\d{{4}}|\d\d)", re.I
)
_YEARS = re.compile(r"\d{4}\s*(?:/|-{1,2}|–)\s*(?:\d{4}|\d\d)")
_YEAR_FIRST = re.compile(
    rf"(?P<y>\d{{4}}),?\s+(?P<m>{_NAMES})\.?(?:\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?)?", re.I
)
_FORMS = (_ISO, _DOTS, _PACKED, _KOREAN, _MONTH_FIRST, _DAY_FIRST, _YEAR_FIRST)
_REPRINTED = re.compile(r"[\[(]\d{4}[\])] ?(?P<y>\d{4})|(?P<z>\d{4}) ?[\[(]\d{4}[\])]")
"""A year with the first edition's (Chicago Manual of Style 17, 15.40)."""
_DECADE = re.compile(r"(\d{3})[Xxu]|(\d{2})[Xxu]{2}|(\d{3}0)s")
_NAMED_RANGE = re.compile(
    rf"(?P<m>{_NAMES})\.?(?: (?P<d>\d{{1,2}}))?\s*(?:/|-{{1,3}}|–|—| to )\s*"
    rf"(?P<n>{_NAMES})?\.?\s*(?P<e>\d{{1,2}})?,?\s+(?P<y>\d{{4}})",
    re.I,
)


def read(text: str) -> Date:
    """The date that a field tells."""
    text = decode.plain(text[:200].replace("~", "\\textasciitilde{}")).strip().strip("{}").strip()
    low = text.lower().rstrip(".")
    if text.lower() in _NONE or low in _NONE:
        return Date()
    if low in STATES:
        return Date(state=STATES[low])
    if named := _STATED.fullmatch(text):
        date = read(named[2] or named[3])
        return replace(date, state=STATES[(named[1] or named[4]).lower()]) if date.parts else date
    circa = bool(_CIRCA.match(text))
    text = _SHORT_NEGATIVE.sub(lambda found: f"-{found[1]:0>4}", _CIRCA.sub("", text))
    if text.startswith("[") and text.endswith("]"):
        text = text[1:-1].strip()
    if re.fullmatch(r"-?\d{4}\?", text):
        date = _read(text[:-1], True)
        return replace(date, literal=f"{date.parts[0][0]}?") if date.parts[:1] > ((0,),) else date
    if text.endswith(("~", "?", "%")) or "~/" in text or "?/" in text:
        circa, text = True, re.sub(r"[~?%]", "", text).strip()
    return _read(text, circa)


def of(year: str, month: str = "", day: str = "") -> Date:
    """A date in three fields. A `year` that is a whole date needs no others."""
    month = decode.plain(month).strip().strip(".").lower()
    if month in SEASONS and _YEARS.fullmatch(year.strip("{} ")):
        return read(f"{month} {year}")
    date = read(year)
    if not month or len(date.parts) != 1 or len(date.parts[0]) != 1:
        return date
    found = re.fullmatch(
        rf"(?:(\d{{1,2}})[.\s~]+)?({_NAMES}|\d{{1,2}})월?\.?(?:[\s~]*(\d{{1,2}}))?", month
    )
    if not found:
        named = read(f"{month} {date.parts[0][0]}")
        return (
            named if named.parts else Date(date.parts, date.circa, problem=f"`{month}` is no month")
        )
    day = decode.plain(day).strip() or found[1] or found[3] or ""
    return _one(str(date.parts[0][0]), found[2], day, date.circa)


def _read(text: str, circa: bool) -> Date:
    whole = _single(text, circa)
    if whole:
        return whole
    if ancient := eras.years(text):
        plain = eras.PLAIN.fullmatch(text)
        return Date(tuple((y,) for y in ancient), circa, literal="" if plain else text)
    if found := _SEASON_YEARS.fullmatch(text):
        return _winter(found, circa)
    found = _DECADE.fullmatch(text)
    if found:
        first = int((found[1] or found[2] or found[3]).ljust(4, "0"))
        return Date(((first,), (first + (99 if found[2] else 9),)), circa)
    named = _NAMED_RANGE.fullmatch(text)
    if named:
        return _named(named, circa)
    if found := _REPRINTED.fullmatch(text):
        return Date(((int(found["y"] or found["z"]),),), circa, literal=text)
    for separator in ("/", "--", "–", "—", " to ", " - ", "-"):
        ends = [part.strip(" -") for part in text.split(separator)]
        if len(ends) == 2 and any(ends):
            date = _range(ends[0], ends[1], circa)
            if date:
                return date
    if re.fullmatch(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}", text):
        return Date(problem=f"`{text}` can be read in two ways")
    return Date(problem=f"`{text}` is not a date")


def _single(text: str, circa: bool) -> Date | None:
    for form in _FORMS:
        found = form.fullmatch(text)
        if found:
            return _one(found["y"], found["m"] or "", found["d"] or "", circa)
    return None


def _one(year: str, month: str, day: str, circa: bool) -> Date:
    """One date of its parts, if there is such a day."""
    parts: Parts = (int(year),)
    if not month:
        return Date((parts,), circa)
    season = SEASONS.get(month.lower(), 0)
    number = int(month) if month.isdigit() else MONTHS.get(month.lower(), 0)
    if season or 21 <= number <= 24:
        typed = f"{month.capitalize()} {year}" if month.lower() == "fall" else ""
        return Date((parts,), circa, season or number - 20, literal=typed)
    typed = "-".join(filter(None, (year, month, day)))
    if not 1 <= number <= 12:
        return Date(problem=f"`{typed}` has no month {month}")
    if not day:
        return Date(((*parts, number),), circa)
    if not day.isdigit() or not 1 <= int(day) <= monthrange(max(parts[0], 1), number)[1]:
        return Date(problem=f"`{typed}` has no day {day}")
    return Date(((*parts, number, int(day)),), circa)


def _range(start: str, end: str, circa: bool) -> Date | None:
    if end in ("", "..", "open", "present", "now") and start:
        first = _single(start, circa)
        return Date((*first.parts, ()), circa) if first and first.parts else first
    if start in ("", ".."):
        last = _single(end, circa)
        if not last or not last.parts:
            return last
        shown = end if len(last.parts[0]) > 1 else str(last.parts[0][0])
        return Date(last.parts, True, literal=f"–{shown}")
    first = _single(start, circa)
    if first and re.fullmatch(r"\d{1,2}", end) and len(first.parts) == 1:
        kept = start[: len(start) - len(end)] if len(first.parts[0]) == 1 else ""
        last = _single(kept + end, circa)
    else:
        last = _single(end, circa)
    if not first or not last:
        return None
    if first.problem or last.problem:
        return Date(problem=first.problem or last.problem)
    if last.parts < first.parts:
        return Date(problem=f"`{start}` is later than `{end}`")
    return Date((first.parts[0], last.parts[0]), circa)


def _named(found: re.Match[str], circa: bool) -> Date:
    """`May/June 2024`, `May 12-15, 2024`, `Winter/Spring 2024`."""
    first = _one(found["y"], found["m"], found["d"] or "", circa)
    last = _one(found["y"], found["n"] or found["m"], found["e"] or "", circa)
    if first.problem or last.problem:
        return Date(problem=first.problem or last.problem)
    if first.season and last.season and found["n"]:
        seasons = f"{found['m'].capitalize()}/{found['n'].capitalize()}"
        return replace(first, literal=f"{seasons} {found['y']}")
    if first.season or last.season or last.parts < first.parts:
        return first
    return Date((first.parts[0], last.parts[0]), circa)


def _winter(found: re.Match[str], circa: bool) -> Date:
    """`Winter 1995/96`: the season of its first year, printed as it is typed."""
    year, season = int(found["y"]), found["m"].capitalize()
    if not str(year + 1).endswith(found["e"]):
        return Date(problem=f"`{found[0]}` is not one {season.lower()}")
    literal = f"{season} {year}/{found['e']}"
    return Date(((year,),), circa, SEASONS[found["m"].lower()], literal=literal)
