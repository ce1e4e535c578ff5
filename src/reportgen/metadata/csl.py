"""A record as a CSL-JSON item (Citation Style Language 1.0.2, appendix IV)."""

import json
from typing import Any

from reportgen.metadata import Record
from reportgen.metadata.bibtex import key
from reportgen.metadata.people import person
from reportgen.metadata.references import Person


def csl_json(record: Record) -> str:
    """A list of one item."""
    return json.dumps([item(record)], ensure_ascii=False, indent=2) + "\n"


def item(record: Record) -> dict[str, Any]:
    """The record as an item; what is not known is left out."""
    front, journal = record.front, record.front.journal
    date = [int(part) for part in record.published.split("-") if part]
    pages = "-".join(dict.fromkeys(page for page in record.pages if page))
    fields: dict[str, Any] = {
        "id": key(record),
        "type": "article-journal" if journal.title else "report",
        "title": record.title,
        "author": [_name(person(author)) for author in front.authors],
        "issued": {"date-parts": [date]} if date else None,
        "container-title": journal.title,
        "container-title-short": journal.abbreviation,
        "publisher": journal.publisher,
        "publisher-place": journal.publisher_place,
        "volume": journal.volume,
        "issue": journal.issue,
        "page": pages,
        "number": journal.article_number,
        "ISSN": next((number for _, number in journal.issns), ""),
        "DOI": front.doi,
        "URL": record.address,
        "abstract": record.abstract,
        "keyword": ", ".join(front.keywords),
        "language": record.lang,
    }
    return {name: value for name, value in fields.items() if value}


def _name(name: Person) -> dict[str, str]:
    if not name.family or name.institution:
        return {"literal": name.name}
    parts = {"family": name.family, "given": name.given, "suffix": name.suffix}
    return {part: value for part, value in parts.items() if value}
