"""Who made an article, as contributors of a deposit at Crossref."""

from collections.abc import Sequence

from lxml import etree

from reportgen.deposits import crossref_forms as forms
from reportgen.deposits.people import name_of
from reportgen.deposits.xml_text import child, line, optional
from reportgen.metadata.authors import orcid
from reportgen.parse.front_matter import Affiliation, Author


def contributors(parent: etree._Element, authors: Sequence[Author]) -> None:
    """Put the authors into an article, in their order."""
    named = [author for author in authors if line(author.name)]
    if not named:
        return
    made = child(parent, "contributors")
    for number, author in enumerate(named):
        sequence = "additional" if number else "first"
        name = name_of(author)
        parts = (line(name.given), line(name.family))
        if name.body or not parts[1] or not all(_is_name(part) for part in parts if part):
            child(made, "organization", author.name, sequence=sequence, contributor_role="author")
            continue
        person = child(made, "person_name", sequence=sequence, contributor_role="author")
        if name.eastern:
            person.set("name-style", "eastern")
        optional(person, "given_name", parts[0])
        child(person, "surname", parts[1])
        if forms.fits("suffix", line(name.suffix)):
            optional(person, "suffix", name.suffix)
        if author.affiliations:
            places = child(person, "affiliations")
            for place in author.affiliations:
                _institution(places, place)
        if author.orcid:
            child(
                person, "ORCID", orcid(author.orcid),
                authenticated="true" if author.orcid_authenticated else "false",
            )  # fmt: skip


def _institution(parent: etree._Element, place: Affiliation) -> None:
    made = child(parent, "institution")
    child(made, "institution_name", place.name)
    if place.ror:
        child(made, "institution_id", place.ror, type="ror")
    where = ", ".join(part for part in (place.city, place.region, place.country) if part)
    if forms.fits("institution_place", line(where)):
        optional(made, "institution_place", where)
    if forms.fits("institution_department", line(place.department or "")):
        optional(made, "institution_department", place.department)


def _is_name(part: str) -> bool:
    """Whether a given or a family name is one that Crossref takes."""
    return len(part) <= 60 and forms.NAME.fullmatch(part) is not None
