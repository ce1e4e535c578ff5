"""Authors as deposits take them: persons by given and family name, and bodies."""

import re
from dataclasses import dataclass

from reportgen.bibliography.corporate import is_corporate
from reportgen.parse.front_matter import Author

_EASTERN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3 ]+")


@dataclass(frozen=True)
class Name:
    """A name in parts; a body's, and a person's that has one part alone, is all `family`.

    `eastern` says that the family name is written first.
    """

    given: str
    family: str
    body: bool
    eastern: bool = False
    suffix: str = ""

    @property
    def inverted(self) -> str:
        """As catalogues sort it: `Doe, Jane`, `King, Martin Luther, Jr.`"""
        return ", ".join(part for part in (self.family, self.given, self.suffix) if part)


def name_of(author: Author) -> Name:
    """An author's name in parts, none of which is empty beside the given name."""
    given, family = (author.given or "").strip(), (author.family or "").strip()
    if not (given and family):
        whole = author.name.strip()
        many = len(whole.split()) > 1 and not _EASTERN.fullmatch(whole)
        return Name("", whole, body=many or is_corporate(whole))
    if is_corporate(author.name) and not (author.orcid or author.affiliations):
        return Name("", author.name.strip(), body=True)
    eastern = bool(_EASTERN.fullmatch(given + family))
    return Name(given, family, body=False, eastern=eastern, suffix=author.suffix or "")
