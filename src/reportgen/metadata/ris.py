"""A record as RIS, which reference managers import (RIS format specification, 2011)."""

from collections.abc import Iterator

from reportgen.metadata import Record
from reportgen.metadata.people import person
from reportgen.metadata.references import Person


def ris(record: Record) -> str:
    """The record as one entry; its lines end with carriage return and line feed."""
    lines = [f"{tag}  - {' '.join(value.split())}" for tag, value in _fields(record) if value]
    return "\r\n".join((*lines, "ER  - ", ""))


def _fields(record: Record) -> Iterator[tuple[str, str]]:
    front, journal = record.front, record.front.journal
    yield "TY", "JOUR" if journal.title else "RPRT"
    for author in front.authors:
        yield "AU", _name(person(author))
    yield "TI", record.title
    yield "T2", journal.title or ""
    yield "J2", journal.abbreviation or ""
    yield "VL", journal.volume or ""
    yield "IS", journal.issue or ""
    yield "SP", record.pages[0]
    yield "EP", record.pages[1] if record.pages[1] != record.pages[0] else ""
    yield "C7", journal.article_number or ""
    year, month, day = (*record.published.split("-"), "", "")[:3]
    yield "PY", year
    yield "DA", f"{year}/{month}/{day}/" if month else ""
    yield "PB", journal.publisher or ""
    yield "CY", journal.publisher_place or ""
    for _, number in journal.issns:
        yield "SN", number
    yield "DO", front.doi or ""
    yield "UR", record.address
    yield "L1", record.files.get("pdf", "")
    yield "AB", record.abstract
    for word in front.keywords:
        yield "KW", word
    yield "LA", record.language


def _name(name: Person) -> str:
    """`Family, Given`; a comma at the end says that a name is whole."""
    return name.sorted_name if name.given and not name.literal else f"{name.name},"
