"""Seasons as dates: a style with notes prints `Spring 1993`, also where it asks for the year alone.

CSL styles ask a journal's date for its year, and pandoc's citeproc prints a season with the month.
Seasons are in the document's language by the style's own terms, where it is not English.
"""

from typing import Any

_NAMES = ("Spring", "Summer", "Autumn", "Winter")
"""By their numbers in CSL-JSON, from 1."""


def printed(item: dict[str, Any], notes: bool, lang: str) -> dict[str, Any]:
    """The item with its season where citeproc prints it: in the date's words, or as a month."""
    date = item.get("issued")
    season = date.get("season") if isinstance(date, dict) else None
    if not isinstance(date, dict) or season not in (1, 2, 3, 4):
        return item
    kept = {name: value for name, value in date.items() if name not in ("season", "literal")}
    years = [part[:1] for part in date.get("date-parts", ())][:1]
    if not years or not years[0]:
        return item
    if notes and lang.lower().startswith("en"):
        words = date.get("literal") or f"{_NAMES[season - 1]} {years[0][0]}"
        return {**item, "issued": {**kept, "literal": words}}
    return {**item, "issued": {**kept, "date-parts": [[years[0][0], 20 + season]]}}
