"""Who made a work: names as registries and pages send them."""

import re
from typing import Any

from reportgen.bibliography import corporate
from reportgen.bibliography.persons import csl_name
from reportgen.registries.work import MOST_NAMES, Name, plain


def listed(value: Any, role: str, cut: list[str]) -> tuple[Name, ...]:
    """The names of a role, the first of them where there are too many."""
    given = value if isinstance(value, list) else [value] if value else []
    found = [name for one in given[: MOST_NAMES + 1] if (name := _name(one))]
    if len(given) > MOST_NAMES:
        cut.append(f"the first {MOST_NAMES} of {len(given):,} {role} are kept")
        return (*found[:MOST_NAMES], Name(literal="others"))
    return tuple(found)


def _name(value: Any) -> Name | None:
    if isinstance(value, str):
        value = {"literal": value}
    if not isinstance(value, dict):
        return None
    literal = plain(value.get("literal") or value.get("name"), 300)
    family, given = plain(value.get("family"), 150), plain(value.get("given"), 150)
    particle = plain(value.get("non-dropping-particle") or value.get("dropping-particle"), 40)
    if not family:
        return Name(literal=literal or given) if literal or given else None
    if not given and corporate.is_corporate(family):
        return Name(literal=family)
    family, given = _capitals(family, given)
    return Name(f"{particle} {family}".strip(), given, plain(value.get("suffix"), 20).rstrip(","))


def _capitals(family: str, given: str) -> tuple[str, str]:
    """A name that was sent in capitals, in small letters behind the first of each part."""
    if len(family) < 4 or not family.isupper():
        return family, given
    return _lowered(family), given if "." in given or not given.isupper() else _lowered(given)


def _lowered(name: str) -> str:
    return re.sub(r"[^\W\d_]+", lambda found: found[0][0] + found[0][1:].lower(), name)


def named(typed: str) -> Name | None:
    """A name that is typed in one piece, of a person or of a body."""
    if not typed:
        return None
    read = {} if corporate.is_corporate(typed) else csl_name(re.sub(r"[{}\\~%]", "", typed)) or {}
    family = " ".join(filter(None, (read.get("non-dropping-particle"), read.get("family"))))
    if not family or "literal" in read:
        return Name(literal=typed)
    if not read.get("given"):
        return Name(family=family)
    return Name(*_capitals(family, read["given"]), read.get("suffix", ""))
