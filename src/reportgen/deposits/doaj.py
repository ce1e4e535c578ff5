"""Articles as DOAJ takes them in: its own XML (https://doaj.org/docs/xml/), schema 1.3."""

import re
from collections.abc import Sequence

from lxml import etree

from reportgen.deposits import needs
from reportgen.deposits.language_codes import three_letters
from reportgen.deposits.xml_text import child, document, optional
from reportgen.diagnostics import Bag, Diagnostic
from reportgen.editions import Edition
from reportgen.metadata import Record, record_of
from reportgen.metadata.authors import orcid
from reportgen.parse.front_matter import Front

KEYWORDS = 6
"""How many keywords DOAJ keeps of an article."""
_ADDRESS = re.compile(
    r"https?://(?:[^/:]+\.[^\W\d_]{2,10}|(?:\d{1,3}\.){3}\d{1,3})(?::\d+)?(?:[/?#].*)?", re.ASCII
)


def missing(edition: Edition) -> tuple[Diagnostic, ...]:
    """What the front matter lacks for a deposit."""
    return needs.missing(
        edition, needs.url, _reachable, needs.date, needs.journal, needs.issn, _open
    )


def deposit(edition: Edition, bag: Bag) -> bytes | None:
    """The deposit of one article; None, with a diagnostic, where it cannot be made."""
    lacking = missing(edition)
    bag.extend(lacking)
    if lacking:
        return None
    needs.illegal(edition.report.front, bag)
    root = etree.Element("records")
    _record(root, record_of(edition))
    return document(root)


def batch(articles: Sequence[bytes]) -> bytes:
    """One deposit of those of several articles."""
    root = etree.Element("records")
    for data in articles:
        root.extend(list(etree.fromstring(data)))
    return document(root)


def _record(root: etree._Element, record: Record) -> None:
    front, journal = record.front, record.front.journal
    made = child(root, "record")
    language = three_letters(record.lang)
    optional(made, "language", language)
    optional(made, "publisher", journal.publisher)
    child(made, "journalTitle", journal.title or "")
    known = dict(journal.issns)
    optional(made, "issn", known.get("print"))
    optional(made, "eissn", known.get("electronic") or known.get(""))
    child(made, "publicationDate", needs.published(front))
    optional(made, "volume", journal.volume)
    optional(made, "issue", journal.issue)
    first, last = record.pages
    optional(made, "startPage", first or journal.article_number)
    optional(made, "endPage", last)
    optional(made, "doi", (front.doi or "").lower())
    optional(made, "publisherRecordId", journal.article_number)
    optional(made, "documentType", front.type)
    optional(made, "title", record.title, language=language)
    for tag, words in front.translations.items():
        optional(made, "title", words.title, language=three_letters(tag))
    _authors(made, front)
    optional(made, "abstract", record.abstract, language=language)
    for tag, words in front.translations.items():
        optional(made, "abstract", words.abstract, language=three_letters(tag))
    child(made, "fullTextUrl", front.url or "", format="html")
    for tag, listed in [(record.lang, front.keywords)] + [
        (tag, words.keywords) for tag, words in front.translations.items()
    ]:
        if listed:
            into = child(made, "keywords", language=three_letters(tag))
            for word in listed[:KEYWORDS]:
                optional(into, "keyword", word)


def _authors(parent: etree._Element, front: Front) -> None:
    """The authors, and their affiliations, each once with a number that they refer to."""
    if not front.authors:
        return
    places = dict.fromkeys(place.text for author in front.authors for place in author.affiliations)
    numbers = {place: str(number) for number, place in enumerate(places, 1)}
    listed = child(parent, "authors")
    for author in front.authors:
        made = child(listed, "author")
        child(made, "name", author.name)
        if author.corresponding:
            optional(made, "email", author.email)
        for place in author.affiliations:
            child(made, "affiliationId", numbers[place.text])
        optional(made, "orcid_id", orcid(author.orcid) if author.orcid else "")
    if numbers:
        into = child(parent, "affiliationsList")
        for name, number in numbers.items():
            child(into, "affiliationName", name, affiliationId=number)


def _reachable(front: Front) -> Diagnostic | None:
    """That the landing page has an address of the form that DOAJ takes."""
    if not front.url or _ADDRESS.fullmatch(front.url):
        return None
    return needs.fault(
        front, "url-missing", f"`{front.url}` is no address that DOAJ takes",
        "write it as `https://example.org/article`", "url",
    )  # fmt: skip


def _open(front: Front) -> Diagnostic | None:
    """That anybody may read the article."""
    if front.open_access:
        return None
    return needs.fault(
        front, "access-closed",
        "DOAJ takes open-access articles alone, and no open licence is given",
        "add `license: CC BY 4.0`, or `access: free`", "license",
    )  # fmt: skip
