"""A record in the tags of Highwire Press, which Google Scholar and Zotero read.

What they want is said in "Inclusion Guidelines for Webmasters"
(https://scholar.google.com/intl/en/scholar/inclusion.html).
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from reportgen.metadata.authors import orcid
from reportgen.metadata.reference_dates import parts_of
from reportgen.metadata.references import Reference

if TYPE_CHECKING:
    from reportgen.metadata import Record

_CONTAINERS = {
    "article-journal": "citation_journal_title",
    "article-magazine": "citation_journal_title",
    "article-newspaper": "citation_journal_title",
    "chapter": "citation_inbook_title",
    "paper-conference": "citation_conference_title",
}
_PUBLISHERS = {
    "report": "citation_technical_report_institution",
    "thesis": "citation_dissertation_institution",
}


def highwire(record: "Record") -> Iterator[tuple[str, str]]:
    """Name and content of each tag; what is not known is empty.

    A draft, which nobody is to find, says nothing of other files and other works.
    """
    front, journal = record.front, record.front.journal
    yield "citation_title", record.title
    named = any(author.corresponding for author in front.authors)
    for author in front.authors:
        yield "citation_author", author.name
        for place in author.affiliations:
            yield "citation_author_institution", place.text
        if author.orcid:
            yield "citation_author_orcid", orcid(author.orcid)
        if author.email and (author.corresponding or not named):
            yield "citation_author_email", author.email
    yield "citation_publication_date", record.published.replace("-", "/")
    online = front.published_online
    yield "citation_online_date", online.iso.replace("-", "/") if online else ""
    yield "citation_journal_title", journal.title or ""
    yield "citation_journal_abbrev", journal.abbreviation or ""
    for _, number in journal.issns:
        yield "citation_issn", number
    yield "citation_publisher", journal.publisher or ""
    yield "citation_volume", journal.volume or ""
    yield "citation_issue", journal.issue or ""
    yield "citation_firstpage", record.pages[0]
    yield "citation_lastpage", record.pages[1]
    yield "citation_doi", front.doi or ""
    for word in front.keywords:
        yield "citation_keywords", word
    yield "citation_language", record.language
    yield "citation_abstract_html_url", front.url or record.address
    if not record.draft:
        yield from _files(record)
        yield from (("citation_reference", one) for one in _references(record))


def _files(record: "Record") -> Iterator[tuple[str, str]]:
    """Where the text is; Scholar takes a PDF on the same host as the landing page alone."""
    page, pdf = record.files.get("html", ""), record.files.get("pdf", "")
    here = record.front.url or page
    yield "citation_fulltext_html_url", page
    yield "citation_pdf_url", pdf if urlsplit(pdf).netloc == urlsplit(here).netloc else ""


def _references(record: "Record") -> Iterator[str]:
    """The cited works, of an article that others can cite and find."""
    if record.address or record.files:
        yield from filter(None, map(structured, record.references))


def structured(reference: Reference) -> str:
    """A cited work as `citation_title=After Hegemony; citation_author=Robert Keohane; ...`."""
    container = _CONTAINERS.get(reference.type, "citation_journal_title")
    publisher = _PUBLISHERS.get(reference.type, "citation_publisher")
    parts = [
        ("citation_title", reference.title),
        *(("citation_author", person.name) for person in reference.authors),
        ("citation_publication_date", "/".join(parts_of(reference.date))),
        (container, reference.container),
        (publisher, reference.publisher),
        ("citation_volume", reference.volume),
        ("citation_issue", reference.issue),
        ("citation_firstpage", reference.first_page),
        ("citation_lastpage", reference.last_page),
        ("citation_doi", reference.doi),
        ("citation_isbn", reference.isbn),
    ]
    return "; ".join(f"{name}={value.replace(';', ',')}" for name, value in parts if value)
