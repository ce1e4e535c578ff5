"""Names of persons and institutions."""

from collections.abc import Iterable

from reportgen.jats.elements import Element, element
from reportgen.metadata.references import Person


def person_group(kind: str, people: Iterable[Person], others: bool = False) -> Element | None:
    """Those who made a work in one way; None where nobody is named."""
    made = [made for person in people if (made := named(person)) is not None]
    if not made:
        return None
    more = element("etal") if others else None
    return element("person-group", made, more, person_group_type=kind)


def named(person: Person) -> Element | None:
    """The element of a name: `collab` for an institution."""
    if person.institution or not (person.family or person.given):
        return element("collab", person.literal) if person.literal else None
    style = "eastern" if person.literal else ""
    family = " ".join(part for part in (person.particle, person.family) if part)
    return name(family, person.given, person.suffix, style)


def name(family: str, given: str, suffix: str = "", style: str = "", lang: str = "") -> Element:
    """A personal name; one without a family name has given names alone."""
    return element(
        "name",
        element("surname", family) if family else None,
        element("given-names", given) if given else None,
        element("suffix", suffix) if suffix else None,
        name_style="" if family and not style else style or "given-only",
        lang=lang,
    )
