"""Names of persons and institutions."""

from collections.abc import Iterable

from reportgen.bibliography import corporate
from reportgen.jats.elements import Element, element
from reportgen.metadata.references import Person
from reportgen.parse.front_matter import Author

_SCRIPTS = (("ko", "\uac00", "\ud7af"), ("ja", "\u3040", "\u30ff"), ("zh", "\u4e00", "\u9fff"))
"""Languages by letters of their own, from the first to the last; the first found counts."""


def person_group(kind: str, people: Iterable[Person], others: bool = False) -> Element | None:
    """Those who made a work in one way; None where nobody is named."""
    made = [made for person in people if (made := _person(person)) is not None]
    if not made:
        return None
    more = element("etal") if others else None
    return element("person-group", made, more, person_group_type=kind)


def _person(person: Person) -> Element | None:
    if person.institution or not (person.family or person.given):
        return element("collab", person.literal) if person.literal else None
    style = "eastern" if person.literal or _is_eastern(person.family) else ""
    family = " ".join(part for part in (person.particle, person.family) if part)
    return name(family, person.given, person.suffix, style)


def name(family: str, given: str, suffix: str = "", style: str = "", lang: str = "") -> Element:
    """A personal name; one without a family name has given names alone."""
    return element(
        "name",
        element("surname", family) if family else None,
        element("given-names", given) if given else None,
        element("suffix", suffix) if suffix else None,
        name_style=style if family else "given-only",
        lang=lang,
    )


def author_name(author: Author, lang: str = "") -> Element:
    """The name of an author; that of an institution is a `collab`, one name alone is not parted.

    A name in a script of its own stands beside the printed one.
    """
    if _is_body(author):
        return element("collab", author.name)
    if not (author.given and author.family):
        return element("string-name", author.name)
    native = author.name_native if author.name_native != author.name else None
    style = "eastern" if _is_eastern(author.name) else "western"
    own = name(author.family, author.given, author.suffix or "", style, lang=lang if native else "")
    if not native:
        return own
    return element("name-alternatives", own, element("string-name", native, lang=_lang(native)))


def _is_body(author: Author) -> bool:
    """Whether an author is an institution: these have neither an ORCID nor a place of work."""
    if author.orcid or author.affiliations or corporate.is_ambiguous(author.name):
        return False
    return corporate.is_corporate(author.name)


def _is_eastern(text: str) -> bool:
    """Whether a name is in letters of East Asia throughout: the family's comes first."""
    return bool(text) and all("\u2e80" <= letter <= "\uffef" for letter in text.replace(" ", ""))


def _lang(text: str) -> str:
    """The language that a name is written in, as far as its script says."""
    for lang, first, last in _SCRIPTS:
        if any(first <= letter <= last for letter in text):
            return lang
    return ""
