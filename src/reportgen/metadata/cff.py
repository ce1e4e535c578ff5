"""A record as a citation file (Citation File Format 1.2.0), as repositories show it."""

import re
from typing import Any

from reportgen.metadata import Record
from reportgen.metadata.authors import orcid
from reportgen.metadata.people import person
from reportgen.parse.front_matter import Author

MESSAGE = "If you use this article, please cite it as below."
_DOI = re.compile(r"10\.\d{4,9}(\.\d+)?/[A-Za-z0-9:/_;\-.()\[\]\\]+")
"""The DOIs that the format's schema takes."""
_LICENCE = re.compile(
    r"https?://creativecommons\.org/(?:licenses/([a-z-]+)|publicdomain/(zero))/(\d\.\d)", re.I
)


def cff(record: Record) -> str:
    """The record as the YAML of a citation file."""
    import yaml

    text: str = yaml.safe_dump(_file(record), allow_unicode=True, sort_keys=False, width=98)
    return text


def _file(record: Record) -> dict[str, Any]:
    front, journal = record.front, record.front.journal
    doi = front.doi if front.doi and _DOI.fullmatch(front.doi) else ""
    day = record.published if record.published.count("-") == 2 else ""
    year, month = (*record.published.split("-"), "")[:2]
    cited = {
        "type": "article" if journal.title else "report",
        "title": record.title,
        "authors": _authors(record),
        "journal": journal.title,
        "publisher": {"name": journal.publisher} if journal.publisher else None,
        "volume": journal.volume,
        "issue": journal.issue,
        "start": record.pages[0],
        "end": record.pages[1],
        "number": journal.article_number,
        "issn": next((number for _, number in journal.issns), ""),
        "year": int(year) if year else None,
        "month": int(month) if month else None,
        "date-published": day,
        "doi": doi,
        "url": record.address,
        "languages": [record.language],
    }
    return _known(
        {
            "cff-version": "1.2.0",
            "message": MESSAGE,
            "title": record.title,
            "authors": _authors(record),
            "abstract": record.abstract,
            "keywords": list(dict.fromkeys(front.keywords)),
            "version": front.version,
            "date-released": day,
            "doi": doi,
            "url": record.address,
            "license": _licence(record),
            "preferred-citation": _known(cited),
        }
    )


def _authors(record: Record) -> list[dict[str, Any]]:
    """The authors, whom the format wants."""
    return [_author(author) for author in record.front.authors] or [{"name": "Anonymous"}]


def _author(author: Author) -> dict[str, Any]:
    name = person(author)
    named = (
        {"name": name.name}
        if name.institution or not name.family
        else {
            "family-names": name.family,
            "given-names": name.given,
            "name-suffix": name.suffix,
        }
    )
    more = {
        "affiliation": author.affiliations[0].text if author.affiliations else "",
        "orcid": orcid(author.orcid) if author.orcid else "",
    }
    return _known(named if "name" in named else {**named, **more})


def _licence(record: Record) -> str:
    """The identifier that SPDX has for a licence of Creative Commons."""
    terms = record.front.license
    found = _LICENCE.match((terms.url if terms else None) or "")
    if not found:
        return ""
    return f"CC0-{found[3]}" if found[2] else f"CC-{found[1].upper()}-{found[3]}"


def _known(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value}
