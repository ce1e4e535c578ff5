"""A record as JSON-LD, in the vocabulary of schema.org."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from reportgen.editions._first_page import address
from reportgen.metadata.authors import author, contributors, filled
from reportgen.metadata.related_works import citations, relations
from reportgen.metadata.states import states
from reportgen.parse.front_matter import Front

if TYPE_CHECKING:
    from reportgen.metadata import Record

_ENCODINGS = (("html", "text/html"), ("pdf", "application/pdf"))


def schema_org(record: "Record") -> Mapping[str, Any]:
    """The record in schema.org's words; a shorter edition and a draft have fewer of them."""
    front = record.front
    licence = front.license
    return filled(
        {
            "@context": "https://schema.org",
            "@type": "ScholarlyArticle" if record.whole else "Report",
            **(states(front) if record.whole and not record.draft else {}),
            "headline": record.title,
            "name": record.title,
            "alternateName": _translated(front) if record.whole else "",
            "description" if not record.whole else "abstract": record.summary,
            "author": [author(person) for person in front.authors],
            "contributor": contributors(front.authors),
            "editor": [author(person) for person in front.editors] if record.whole else "",
            "datePublished": record.date,
            "dateModified": _modified(record),
            "inLanguage": record.lang,
            "keywords": list(front.keywords),
            "url": record.address,
            "identifier": filled(
                {"@type": "PropertyValue", "propertyID": "DOI", "value": front.doi or ""}
            )
            if front.doi and record.whole
            else "",
            "license": (licence.url or licence.text or "") if licence else "",
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
            "isBasedOn": _based(record, front.restates),
            "isAccessibleForFree": True if record.free else "",
            **(_published(record) if record.whole and not record.draft else {}),
        }
    )


def _published(record: "Record") -> Mapping[str, object]:
    """What a published article says of its files, its funders, and other works."""
    front = record.front
    return {
        "encoding": [
            {"@type": "MediaObject", "contentUrl": record.files[name], "encodingFormat": media}
            for name, media in _ENCODINGS
            if name in record.files
        ],
        "funding": list(_grants(front)),
        **relations(front),
        "citation": citations(record),
    }


def _grants(front: Front) -> Iterator[Mapping[str, object]]:
    """The grants, each with its number and who gave it."""
    for award in (award for funding in front.funders for award in funding.awards):
        number = award.funder_id or ""
        known = address(number) if number.startswith("10.") else number
        funder = filled({"@type": "Organization", "@id": known, "name": award.source or ""})
        grant = {"identifier": award.id or "", "name": award.name or ""}
        if award.id or award.name:
            yield filled({"@type": "MonetaryGrant", **grant, "funder": funder})
        elif len(funder) > 1:
            yield {"@type": "Grant", "funder": funder}


def _translated(front: Front) -> list[object]:
    """The title in other languages."""
    return [
        {"@language": lang, "@value": f"{said.title}: {said.subtitle}".removesuffix(": None")}
        for lang, said in front.translations.items()
        if said.title
    ]


def _modified(record: "Record") -> str:
    """The day of the last correction or of the retraction."""
    front = record.front
    notices = [*front.correction, *([front.retraction] if front.retraction else [])]
    days = [notice.date.iso for notice in notices if notice.date]
    return max(days, default="") if record.whole else ""


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
    numbers = [number for _, number in journal.issns]
    part: object = filled(
        {
            "@type": "Periodical",
            "name": journal.title,
            "issn": numbers if len(numbers) > 1 else "".join(numbers),
            "url": journal.url or "",
            "editor": [author(person) for person in journal.editors],
        }
    )
    if journal.volume:
        part = {"@type": "PublicationVolume", "volumeNumber": journal.volume, "isPartOf": part}
    if journal.issue:
        part = {"@type": "PublicationIssue", "issueNumber": journal.issue, "isPartOf": part}
    return part
