"""Authors and where they work: names taken apart, references looked up."""

import re
from collections.abc import Sequence
from dataclasses import fields
from difflib import get_close_matches
from itertools import islice
from typing import Any

from reportgen.bibliography.persons import family_first
from reportgen.diagnostics import Bag
from reportgen.diagnostics.source import Span
from reportgen.parse.front_matter.author_fields import Institution, Person
from reportgen.parse.front_matter.field_faults import shown
from reportgen.parse.front_matter.input_model import Form
from reportgen.parse.front_matter.model import Affiliation, Author
from reportgen.parse.front_matter.yaml_nodes import walk
from reportgen.parse.front_matter.yaml_tree import Fields, Step

_SMALL = """
    af av da de del della den der di do dos du la le ten ter van von zu
"""
_PARTICLES = frozenset(_SMALL.split())
_NOTE = re.compile(r"\^\[(.*)\]\s*$|\^[^\s^]+\^", re.DOTALL)
_LONGEST = 2_000
"""The longest name in which a note is looked for, in characters."""
_GUESSABLE = 100
_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
_EAST_ASIAN = r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]+"


def people(
    form: Form, root: Fields, bag: Bag
) -> tuple[tuple[Author, ...], tuple[Affiliation, ...]]:
    """The authors, and the affiliations in the order in which they are first named."""
    known = _known(form)
    authors = persons(form.author, ("author",), form, root, bag)
    named = [place for author in authors for place in author.affiliations]
    return authors, tuple(dict.fromkeys([*named, *known.values()]))


def persons(
    listed: Sequence[Person], field: tuple[Step, ...], form: Form, root: Fields, bag: Bag
) -> tuple[Author, ...]:
    """The authors or editors of a field; those without a name are reported and left out."""
    known = _known(form) if listed else {}
    found = []
    for index, person in enumerate(listed):
        at: tuple[Step, ...] = (*field, index)
        name, given, family = _name(person)
        if not name:
            kind = str(field[-1]).replace("-", " ").removesuffix("s")
            bag.error(
                "front-missing",
                f"{kind} {index + 1} has no name",
                _span(root, at),
                'add `name: "..."`',
            )
            continue
        places = [
            place
            for number, item in enumerate(person.affiliation)
            for place in _places(item, known, _span(root, (*at, "affiliation", number)), bag)
        ]
        found.append(
            Author(
                name=name,
                given=given,
                family=family,
                suffix=_suffix(person, name),
                name_native=person.name_native,
                affiliations=tuple(dict.fromkeys(places)),
                orcid=person.orcid,
                email=person.email or _address(root, at),
                url=person.url,
                bio=person.bio or _note(person),
                corresponding=_marked(person, "corresponding"),
                equal_contributor=_marked(person, "equal-contributor"),
                roles=person.roles,
                contribution=person.contribution,
                degrees=person.degrees,
                isni=person.isni,
                orcid_authenticated=person.orcid_authenticated,
                deceased=_marked(person, "deceased"),
            )
        )
    return tuple(found)


def parts(name: str) -> tuple[str | None, str | None]:
    """The given and the family name in a whole name, as far as its form tells."""
    name = re.sub(r"\s+", " ", name)
    if first := family_first(name):
        return first[1], first[0]
    family, comma, given = name.partition(", ")
    if comma and given.lower() not in _SUFFIXES:
        # One word and a comma is a family name; more may be the names of two people.
        inverted = all(word.lower() in _PARTICLES for word in family.split()[:-1])
        return (given, family) if inverted and "," not in given else (None, name)
    if _eastern(name) and 2 <= len(name) <= 4:
        return name[1:], name[0]
    words = [word for word in name.replace(",", "").split() if word.lower() not in _SUFFIXES]
    if len(words) < 2:
        return None, name
    start = len(words) - 1
    while start > 1 and words[start - 1].lower() in _PARTICLES:
        start -= 1
    return " ".join(words[:start]), " ".join(words[start:])


def _name(person: Person) -> tuple[str, str | None, str | None]:
    """The name as it is printed, and its parts."""
    whole: Any = person.name or person
    literal = (person.name.literal or "").strip() if person.name else None
    if literal and len(literal) <= _LONGEST:
        literal = _NOTE.sub("", literal).strip()
    given, family = whole.given or person.given, whole.family or person.family
    particle = " ".join(p for p in (whole.dropping_particle, whole.non_dropping_particle) if p)
    if literal and not (given and family):
        given, family = parts(literal)
        if ", " in literal and given and literal == f"{family}, {given}":
            literal = f"{given} {family}"
    if given and family and _eastern(given + family):
        return literal or family + given, given, family
    printed = " ".join(part for part in (given, particle, family, whole.suffix) if part)
    family = f"{particle} {family}" if particle and family else family
    return literal or printed, given, family


def _suffix(person: Person, name: str) -> str | None:
    """What stands behind the family name, such as `Jr.`: typed as a part, or in the whole name."""
    if typed := (person.name.suffix if person.name else None) or person.suffix:
        return typed
    *words, last = name.split()
    return last if words and last.lower() in _SUFFIXES else None


def _eastern(name: str) -> bool:
    """Whether a name is written in Korean, Chinese or Japanese throughout."""
    return not name.isascii() and re.fullmatch(_EAST_ASIAN, name) is not None


def _note(person: Person) -> str | None:
    """What a note on the name says: `Jane Doe^[Example Institute]`."""
    typed = (person.name.literal or "") if person.name else ""
    found = _NOTE.search(typed) if len(typed) <= _LONGEST else None
    return found[1] or None if found else None


def _marked(person: Person, flag: str) -> bool:
    """Whether a flag is set, by itself or among the attributes."""
    own: bool | None = getattr(person, flag.replace("-", "_"))
    return flag in person.attributes or f"is-{flag}" in person.attributes if own is None else own


def _address(root: Fields, at: tuple[Step, ...]) -> str | None:
    """The email address of `corresponding: jane@example.org`."""
    path = (*at, "corresponding")
    nodes = list(walk(root, path))
    text = nodes[-1][0].span.text.strip("\"'<> ") if len(nodes) == len(path) else ""
    return text if "@" in text else None


def _known(form: Form) -> dict[str, Affiliation]:
    """The affiliations that can be referred to, by id and, where that is missing, by number."""
    known: dict[str, Affiliation] = {}
    for number, item in enumerate(form.affiliations, 1):
        place = _affiliation(item)
        if place:
            known.setdefault(item.id or str(number), place)
    for person in form.author:
        for item in person.affiliation:
            place = _affiliation(item)
            if item.id and place:
                known.setdefault(item.id, place)
    return known


def _affiliation(item: Institution) -> Affiliation | None:
    name = item.name or item.institution
    if item.name and item.institution and not item.department:
        item = item.model_copy(update={"department": item.name})
        name = item.institution
    if not name:
        return None
    return Affiliation(
        name=name,
        **{
            field.name: getattr(item, field.name)
            for field in fields(Affiliation)
            if field.name != "name"
        },
    )


def _places(
    item: Institution, known: dict[str, Affiliation], span: Span | None, bag: Bag
) -> list[Affiliation]:
    """What one entry of an author's affiliations stands for."""
    alone = item.name if item.model_fields_set <= {"name"} else None
    reference = item.ref or (item.id if not (item.name or item.institution) else None)
    if alone:
        if alone in known:
            return [known[alone]]
        tokens = re.split(r"\s*(?:[,;&]|\band\b)\s*|\s+", alone)
        if all(token in known or re.fullmatch(r"\d{1,3}", token) for token in tokens):
            return [place for token in tokens for place in _referred(token, known, span, bag)]
        if ";" in alone:
            names = (name.strip() for name in alone.split(";"))
            return [known.get(name, Affiliation(name=name)) for name in names if name]
    if reference:
        return _referred(reference, known, span, bag)
    place = _affiliation(item)
    if place:
        return [place]
    bag.error("front-missing", "an affiliation has no name", span, 'add `name: "..."`')
    return []


def _referred(
    reference: str, known: dict[str, Affiliation], span: Span | None, bag: Bag
) -> list[Affiliation]:
    if reference in known:
        return [known[reference]]
    near = get_close_matches(reference, known, 1) if len(known) < _GUESSABLE else []
    listed = ", ".join(shown(name) for name in islice(known, 6))
    bag.error(
        "front-value",
        f"{shown(reference)} is not the id of an affiliation",
        span,
        f"did you mean `{near[0]}`?"
        if near
        else f"write one of {listed}"
        if listed
        else "add it to `affiliations`, with `id` and `name`",
    )
    return []


def _span(root: Fields, path: tuple[Step, ...]) -> Span:
    nodes = list(walk(root, path))
    return nodes[-1][0].span if nodes else root.span
