"""A record in the tags of Dublin Core and of Open Graph."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reportgen.editions._first_page import address
from reportgen.parse.front_matter import Front

if TYPE_CHECKING:
    from reportgen.metadata import Record


def dublin_core(record: "Record") -> Iterator[tuple[str, str]]:
    """Name and content of each tag of Dublin Core; what is not known is empty."""
    front, journal = record.front, record.front.journal
    yield "DC.title", record.title
    for author in front.authors:
        yield "DC.creator", author.name
    yield "DC.date", record.date
    yield "DC.description", record.summary
    for word in front.keywords:
        yield "DC.subject", word
    yield "DC.publisher", journal.publisher or ""
    yield "DC.source", (journal.title or "") if record.whole else record.about
    yield "DC.identifier", address(front.doi, front.url) if record.whole else ""
    yield "DC.language", record.lang
    yield "DC.rights", rights(front)
    yield "DC.type", "Text"
    yield "DC.format", "text/html"


def open_graph(record: "Record") -> Iterator[tuple[str, str]]:
    """Property and content of each tag of Open Graph; what is not known is empty."""
    yield "og:type", "article"
    yield "og:title", record.title
    yield "og:description", record.summary
    yield "og:url", record.address
    yield "og:site_name", record.front.journal.title or ""
    yield "og:locale", record.lang.replace("-", "_")
    yield "article:published_time", record.date
    for author in record.front.authors:
        yield "article:author", author.name
    for word in record.front.keywords:
        yield "article:tag", word


def rights(front: Front) -> str:
    """Who holds the rights, and what readers may do."""
    parts = [front.copyright.text if front.copyright else ""]
    if front.license:
        parts.append(front.license.text or front.license.url or "")
    return ". ".join(part for part in parts if part)
