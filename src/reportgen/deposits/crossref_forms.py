"""What values Crossref's schema takes: forms of identifiers and lengths of texts."""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from lxml import etree

DOI = re.compile(r"10\.\d{4,9}/.{1,200}", re.ASCII)
NAME = re.compile(r"[^\d?]*[^?\s]+\D*")
DOMAIN = re.compile(r"\w+([-.]\w+)*\.\w+([-.]\w+)*", re.ASCII)
LICENCE = re.compile(r"(?:https?|ftp)://.{3,}", re.IGNORECASE)
ISBN = re.compile(r"97[89]\d{10}|\d{9}[\dX]", re.ASCII)
ISSN = re.compile(r"\d{4}-\d{3}[\dX]", re.ASCII)

LENGTHS: Mapping[str, tuple[int, int]] = MappingProxyType(
    {
        "full_title": (1, 255), "abbrev_title": (1, 150), "volume": (1, 32), "issue": (1, 32),
        "first_page": (1, 32), "last_page": (1, 32), "item_number": (1, 32),
        "depositor_name": (1, 130), "email_address": (6, 200), "registrant": (1, 255),
        "institution_name": (1, 1024), "institution_place": (2, 255),
        "institution_department": (2, 255), "organization": (1, 511), "version": (1, 100),
        "resource": (1, 2048), "edition_number": (1, 15), "suffix": (1, 10),
    }
)  # fmt: skip
"""The least and the most characters of elements, by their names."""


def fits(name: str, value: str) -> bool:
    """Whether a text has a length that an element of a name may have."""
    least, most = LENGTHS.get(name, (1, len(value) + 1))
    return least <= len(value) <= most


def unfit(root: etree._Element) -> Iterator[tuple[str, str, int]]:
    """Name, text and most characters of each element whose text is too long or too short."""
    for element in root.iter(etree.Element):
        name, value = etree.QName(element).localname, element.text or ""
        if name in LENGTHS and not len(element) and not fits(name, value):
            yield name, value, LENGTHS[name][1]


def doi(value: str | None) -> str:
    """A DOI as it is registered, in lower case; "" for one that Crossref does not register."""
    found = (value or "").lower()
    return found if DOI.fullmatch(found) else ""


def isbn(value: str) -> str:
    """An ISBN without hyphens; "" for what is none."""
    found = re.sub(r"[\s-]", "", value).upper()
    return found if ISBN.fullmatch(found) else ""


def issn(value: str) -> str:
    """An ISSN; "" for what is none."""
    found = value.strip().upper()
    return found if ISSN.fullmatch(found) else ""
