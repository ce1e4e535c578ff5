"""Authors, what they did and where they work, in the vocabulary of schema.org."""

from collections.abc import Mapping, Sequence

from reportgen.parse.front_matter import Affiliation, Author


def author(person: Author) -> Mapping[str, object]:
    """An author as a Person, with the institutions that they belong to."""
    return filled(
        {
            "@type": "Person",
            "name": person.name,
            "alternateName": person.name_native or "",
            "affiliation": [_organization(place) for place in person.affiliations],
            "sameAs": orcid(person.orcid) if person.orcid else "",
            "url": person.url or "",
        }
    )


def contributors(people: Sequence[Author]) -> list[object]:
    """The authors whose roles are known, each in a Role (https://schema.org/Role).

    They stand beside the property `author` and not in it, where many readers take Persons only.
    """
    return [
        {
            "@type": "Role",
            "roleName": list(person.roles),
            "contributor": filled(
                {
                    "@type": "Person",
                    "name": person.name,
                    "sameAs": orcid(person.orcid) if person.orcid else "",
                }
            ),
        }
        for person in people
        if person.roles
    ]


def _organization(place: Affiliation) -> Mapping[str, object]:
    address = filled(
        {
            "streetAddress": place.address or "",
            "addressLocality": place.city or "",
            "addressRegion": place.region or "",
            "postalCode": place.postal_code or "",
            "addressCountry": place.country or "",
        }
    )
    return filled(
        {
            "@type": "Organization",
            "@id": place.ror or "",
            "name": place.text,
            "url": place.url or "",
            "address": {"@type": "PostalAddress", **address} if address else "",
        }
    )


def orcid(value: str) -> str:
    """The address of an ORCID identifier, which may be one already."""
    return value if value.startswith("http") else f"https://orcid.org/{value}"


def filled(fields: Mapping[str, object]) -> Mapping[str, object]:
    """The fields that have a value."""
    return {name: value for name, value in fields.items() if value not in ("", None, [])}
