"""An article in a deposit at Crossref (element `journal_article`)."""

from lxml import etree

from reportgen.deposits import crossref_forms as forms
from reportgen.deposits import crossref_programs, needs
from reportgen.deposits.crossref_dates import publication_date
from reportgen.deposits.crossref_people import contributors
from reportgen.deposits.crossref_references import citations
from reportgen.deposits.crossref_texts import abstract, titles
from reportgen.deposits.crossref_versions import Version
from reportgen.deposits.language_codes import two_letters
from reportgen.deposits.xml_text import child
from reportgen.editions import Edition
from reportgen.metadata import Record, Reference

_MEDIA = {".pdf": "application/pdf", ".html": "text/html", ".jats.xml": "application/xml"}
"""The files that machines read an article's words in, and their types (RFC 6838)."""


def article(
    parent: etree._Element, edition: Edition, record: Record, version: Version
) -> tuple[Reference, ...]:
    """Put an article into a journal; the cited works come back of which nothing is known."""
    front, journal = record.front, record.front.journal
    made = child(parent, "journal_article", publication_type="full_text")
    language = two_letters(record.lang)
    if language and language not in version.languages_unknown:
        made.set("language", language)
    titles(made, edition)
    contributors(made, front.authors)
    abstract(made, edition)
    _dates(made, record)
    if front.accepted:
        publication_date(made, front.accepted.iso, name="acceptance_date")
    first, last = record.pages
    if journal.article_number:
        child(
            child(made, "publisher_item"), "item_number", journal.article_number,
            item_number_type="article_number",
        )  # fmt: skip
    elif first:
        pages = child(made, "pages")
        child(pages, "first_page", first)
        if last:
            child(pages, "last_page", last)
    crossref_programs.programs(made, record)
    crossref_programs.relations(made, front)
    if front.version and version.versions:
        child(child(made, "version_info"), "version", front.version)
    _addresses(made, record, version)
    return citations(made, record.references, version)


def _dates(parent: etree._Element, record: Record) -> None:
    """When it was published, online and in print; the date that is printed where neither is known.

    In print the schema has the other default, so that each date says its medium.
    """
    front = record.front
    known = [("online", front.published_online), ("print", front.published_print)]
    dates = [(media, day.iso) for media, day in known if day]
    for media, iso in dates or [("online", needs.published(front))]:
        publication_date(parent, iso, media)


def _addresses(parent: etree._Element, record: Record, version: Version) -> None:
    """Where the DOI leads, and where machines read the words."""
    made = child(parent, "doi_data")
    child(made, "doi", forms.doi(record.front.doi))
    child(made, "resource", record.front.url or "")
    found = [
        (kind, address)
        for suffix, kind in _MEDIA.items()
        for address in record.files.values()
        if address.endswith(suffix)
    ]
    if not found:
        return
    if found[0][0] != _MEDIA[".jats.xml"]:  # similarity is checked in pages alone
        checked = child(made, "collection", property="crawler-based")
        child(child(checked, "item", crawler=version.crawler), "resource", found[0][1])
    mined = child(made, "collection", property="text-mining")
    for kind, address in found:
        child(child(mined, "item"), "resource", address, mime_type=kind)
