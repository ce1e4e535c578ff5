"""An item that was written as CSL-JSON or YAML -> the same item, with nothing in it that a
citation processor could stumble over."""

import re
from typing import Any

from reportgen.bibliography import dates
from reportgen.bibliography.entry_types import CSL
from reportgen.bibliography.library import Entry
from reportgen.bibliography.wordlist import word_set

_DATES = word_set("accessed available-date event-date issued original-date submitted")
_NAMES = word_set(
    """author chair collection-editor compiler composer container-author contributor curator
    director editor editor-translator editorial-director executive-producer guest host illustrator
    interviewer narrator organizer original-author performer producer recipient reviewed-author
    script-writer series-creator translator"""
)
_PARTS = word_set("family given literal suffix dropping-particle non-dropping-particle")
_FLAGS = word_set("comma-suffix static-ordering parse-names")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def item(entry: Entry) -> dict[str, Any]:
    """The item, with its key as its id."""
    out: dict[str, Any] = {"id": entry.key, "type": entry.type if entry.type in CSL else "document"}
    for name, value in (entry.data or {}).items():
        clean = _value(name, value)
        if name not in out and clean not in (None, "", []):
            out[name] = clean
    return out


def _value(name: str, value: Any) -> Any:
    if not re.fullmatch(r"[A-Za-z_-]{1,40}", name) or name == "custom":
        return None
    if name in _NAMES:
        people = value if isinstance(value, list) else [value]
        return [person for person in map(_name, people) if person]
    if name in _DATES:
        return _date(value)
    if isinstance(value, list):
        return ", ".join(_text(part) for part in value if isinstance(part, str | int))
    return _text(value)


def _text(value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return _CONTROL.sub("", str(value)).strip()


def _name(value: Any) -> dict[str, Any] | None:
    if not isinstance(value, dict):
        return {"literal": _text(value)} if _text(value) else None
    name: dict[str, Any] = {part: _text(value[part]) for part in _PARTS if _text(value.get(part))}
    if not name and _text(value.get("name")):
        return {"literal": _text(value["name"])}
    return name | {flag: True for flag in _FLAGS if name and value.get(flag) in (True, "true", 1)}


def _date(value: Any) -> dict[str, Any] | None:
    if isinstance(value, list):  # pandoc's YAML: a list of one or two mappings
        ends = [_mapped(end) for end in value if isinstance(end, dict)][:2]
        return {"date-parts": ends} if ends and all(ends) else None
    if not isinstance(value, dict):
        return dates.read(_text(value)).csl
    if "year" in value:
        return {"date-parts": [_mapped(value)]} if _mapped(value) else None
    date: dict[str, Any] = {}
    parts = value.get("date-parts")
    if isinstance(parts, list):
        ends = [_numbers(end) for end in parts if isinstance(end, list)][:2]
        if ends and all(ends):
            date["date-parts"] = ends
    if not date and _text(value.get("raw")):
        date = dates.read(_text(value["raw"])).csl or {}
    if not date and _text(value.get("literal")):
        date = dates.read(_text(value["literal"])).csl or {"literal": _text(value["literal"])}
    if date and value.get("circa") not in (None, False, "false", 0, ""):
        date["circa"] = True
    if date and _text(value.get("season")) in ("1", "2", "3", "4"):
        date["season"] = int(_text(value["season"]))
    return date or None


def _mapped(value: dict[str, Any]) -> list[int]:
    return _numbers([value.get(part) for part in ("year", "month", "day")])


def _numbers(parts: list[Any]) -> list[int]:
    out: list[int] = []
    for part in parts[:3]:
        text = _text(part)
        if not re.fullmatch(r"-?\d{1,5}", text):
            break
        out.append(int(text))
    return out
