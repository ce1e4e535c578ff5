"""Authors in the native XML of Open Journal Systems."""

from lxml import etree

from reportgen.deposits.people import name_of
from reportgen.deposits.xml_text import child, optional
from reportgen.metadata.authors import orcid
from reportgen.parse.front_matter import Affiliation, Author, Front

AUTHOR_ROLE = "1"
"""The role of an author, by its number in the first journal of an installation of OJS 3.6."""


def authors(
    parent: etree._Element,
    front: Front,
    locale: str,
    parted: bool,
    contributors: bool,
    article: int,
) -> int:
    """Put the authors into an article; the number of whom to write to comes back, 0 without one.

    OJS up to 3.5 wants an address of every author: where one has none that of the journal's
    depositor stands there. `parted` and `contributors` are those of the version.
    """
    if not front.authors:
        return 0
    made = child(parent, "authors")
    numbers = {}
    main = next((a for a in front.authors if a.corresponding), front.authors[0])
    sender = front.journal.depositor.email if front.journal.depositor else ""
    for place, author in enumerate(front.authors):
        numbers[place] = article * 1000 + place
        one = child(
            made, "author", seq=str(place), id=str(numbers[place]), include_in_browse="true",
            primary_contact="true" if author is main else "false",
        )  # fmt: skip
        name = name_of(author)
        if contributors:
            one.set("contributor_type", "ORGANIZATION" if name.body else "PERSON")
        else:
            one.set("user_group_ref", "Author")
        child(one, "givenname", name.given or name.family, locale=locale)
        if name.given:
            child(one, "familyname", name.family, locale=locale)
        _affiliations(one, author, locale, parted)
        optional(one, "country", _country(author))
        address = author.email or ("" if contributors else sender or "")
        if address or not contributors:
            child(one, "email", address)
        optional(one, "url", author.url)
        optional(one, "orcid", orcid(author.orcid) if author.orcid else "")
        optional(one, "biography", author.bio, locale=locale)
        if contributors:
            child(child(one, "contributor_roles"), "contributor_role_id", AUTHOR_ROLE)
    return numbers[front.authors.index(main)]


def _affiliations(parent: etree._Element, author: Author, locale: str, parted: bool) -> None:
    if not parted:
        said = "; ".join(place.text for place in author.affiliations)
        optional(parent, "affiliation", said, locale=locale)
        return
    for place in author.affiliations:
        _affiliation(parent, place, locale)


def _affiliation(parent: etree._Element, place: Affiliation, locale: str) -> None:
    made = child(parent, "rorAffiliation" if place.ror else "affiliation")
    optional(made, "ror", place.ror)
    child(made, "name", place.text, locale=locale)


def _country(author: Author) -> str:
    """The country of the first affiliation, where it is a code (ISO 3166-1)."""
    found = [place.country or "" for place in author.affiliations]
    return next((code for code in found if len(code) == 2 and code.isupper()), "")
