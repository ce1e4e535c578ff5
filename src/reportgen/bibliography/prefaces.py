"""Who wrote a book's foreword, introduction or afterword, or its commentary.

CSL 1.0.2 has no roles for them; notes name them behind the book (Chicago Manual of Style 17,
14.105, "with a foreword by").
"""

from typing import Any

from reportgen.bibliography import names
from reportgen.bibliography.library import Entry

ROLES = {
    "foreword": "foreword by",
    "introduction": "introduction by",
    "afterword": "afterword by",
    "commentator": "commentary by",
    "annotator": "annotated by",
}


def refine(entry: Entry, out: dict[str, Any]) -> None:
    """Add those who have no variable of their own to an item's `note`."""
    for field, role in ROLES.items():
        people = [_whole(person) for person in names.read(entry.text(field))]
        note = out.get("note", "")
        if people and not all(person in note for person in people):
            out["note"] = ", ".join(filter(None, (note, f"{role} {_listed(people)}")))


def _whole(person: dict[str, Any]) -> str:
    """A name as it is said: given name, particle, family name, suffix."""
    parts = ("given", "dropping-particle", "non-dropping-particle", "family", "literal", "suffix")
    return " ".join(str(person[part]) for part in parts if person.get(part))


def _listed(people: list[str]) -> str:
    *before, last = people
    return ", ".join(before) + f"{',' * (len(before) > 1)} and {last}" if before else last
