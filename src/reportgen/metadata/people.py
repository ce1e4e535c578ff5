"""Who wrote a document, parted as files of citations part names."""

from reportgen.bibliography import corporate
from reportgen.metadata.references import Person
from reportgen.parse.front_matter import Author


def person(author: Author) -> Person:
    """An author's name; an institution's is not parted, nor is one of which no part is known."""
    if _is_institution(author):
        return Person(literal=author.name, institution=True)
    if not author.family:
        return Person(literal=author.name)
    return Person(author.given or "", author.family, suffix=author.suffix or "")


def _is_institution(author: Author) -> bool:
    """Whether an author is an institution: these have neither an ORCID nor a place of work."""
    if author.orcid or author.affiliations or corporate.is_ambiguous(author.name):
        return False
    return corporate.is_corporate(author.name)
