"""A record as JSON-LD, in the vocabulary of schema.org."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from reportgen.editions._first_page import address
from reportgen.metadata.authors import author, contributors, filled
from reportgen.metadata.states import states
from reportgen.parse.front_matter import Front

if TYPE_CHECKING:
    from reportgen.metadata import Record


def schema_org(record: "Record") -> Mapping[str, Any]:
    """The record in schema.org's words."""
    front = record.front
    work = front.restates
    return filled(
        {
            "@context": "https://schema.org",
            "@type": "ScholarlyArticle" if record.whole else "Report",
            **(states(front) if record.whole else {}),
            "headline": record.title,
            "name": record.title,
            "description" if not record.whole else "abstract": record.summary,
            "author": [author(person) for person in front.authors],
            "contributor": contributors(front.authors),
            "datePublished": record.date,
            "inLanguage": record.lang,
            "keywords": list(front.keywords),
            "url": record.address,
            "identifier": filled(
                {"@type": "PropertyValue", "propertyID": "DOI", "value": front.doi or ""}
            )
            if front.doi and record.whole
            else "",
            "license": (front.license.url or front.license.text or "") if front.license else "",
            "copyrightHolder": {"@type": "Organization", "name": front.copyright.holder}
            if front.copyright and front.copyright.holder
            else "",
            "copyrightYear": (front.copyright.year or "") if front.copyright else "",
            "publisher": {"@type": "Organization", "name": front.journal.publisher}
            if front.journal.publisher
            else "",
            "isPartOf": _issue(front) if record.whole else "",
            "pageStart": record.pages[0],
            "pageEnd": record.pages[1],
            "isBasedOn": _based(record, work),
            "isAccessibleForFree": True,
        }
    )


def _based(record: "Record", work: Any) -> object:
    """The work that a text was made from: for a shorter edition the article itself."""
    if not record.whole:
        article = {"@type": "ScholarlyArticle", "name": record.front.title, "url": record.about}
        return filled(article)
    if work is None:
        return ""
    url = address(work.doi, work.url)
    authors = [{"@type": "Person", "name": name} for name in work.author]
    return filled({"@type": "CreativeWork", "name": work.title, "author": authors, "url": url})


def _issue(front: Front) -> object:
    """The journal's issue, inside its volume, inside the journal; as much as is known."""
    journal = front.journal
    if not journal.title:
        return ""
    part: object = filled(
        {
            "@type": "Periodical",
            "name": journal.title,
            "issn": journal.issn or "",
            "url": journal.url or "",
        }
    )
    if journal.volume:
        part = {"@type": "PublicationVolume", "volumeNumber": journal.volume, "isPartOf": part}
    if journal.issue:
        part = {"@type": "PublicationIssue", "issueNumber": journal.issue, "isPartOf": part}
    return part
