"""Articles as DataCite takes them in: JSON of its metadata schema 4.5.

The form is that of the attributes of a DOI in DataCite's REST API
(https://support.datacite.org/docs/api-create-dois).
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from reportgen.deposits import needs
from reportgen.deposits.crossref_programs import address_of_funder
from reportgen.deposits.people import name_of
from reportgen.diagnostics import Bag, Diagnostic
from reportgen.editions import Edition
from reportgen.metadata import Record, record_of
from reportgen.metadata.authors import orcid
from reportgen.parse.front_matter import Affiliation, Author, Front

Values = dict[str, Any]
VERSION = "http://datacite.org/schema/kernel-4"
_TYPES = {"report": "Report", "policy-brief": "Report", "commentary": "Text", "news": "Text"}
_RELATIONS = {
    "isbasedon": "IsDerivedFrom", "isderivedfrom": "IsDerivedFrom", "basedondata": "References",
    "hasreview": "IsReviewedBy", "isreviewof": "Reviews", "istranslationof": "IsVariantFormOf",
    "hastranslation": "IsOriginalFormOf", "ispreprintof": "IsPreviousVersionOf",
    "haspreprint": "IsNewVersionOf", "replaces": "Obsoletes", "isreplacedby": "IsObsoletedBy",
    "issameas": "IsIdenticalTo", "hasrelatedmaterial": "References",
    "isrelatedmaterial": "IsReferencedBy", "isbasisfor": "IsSourceOf",
    "hasderivation": "IsSourceOf", "isdatabasisfor": "IsRequiredBy",
}  # fmt: skip
"""Crossref's relations that DataCite calls otherwise, in lower case."""
_SAME = """
    IsSupplementTo IsSupplementedBy IsContinuedBy Continues HasVersion IsVersionOf IsPartOf HasPart
    IsReferencedBy References IsDocumentedBy Documents IsCompiledBy Compiles IsVariantFormOf
    IsOriginalFormOf IsIdenticalTo IsRequiredBy Requires
"""
_KNOWN = {name.lower(): name for name in _SAME.split()} | _RELATIONS


def missing(edition: Edition) -> tuple[Diagnostic, ...]:
    """What the front matter lacks for a deposit."""
    return needs.missing(edition, needs.doi, needs.url, needs.authors, needs.date, needs.publisher)


def deposit(edition: Edition, bag: Bag) -> bytes | None:
    """The deposit of an article; None, with a diagnostic, where it cannot be made."""
    lacking = missing(edition)
    bag.extend(lacking)
    if lacking:
        return None
    made = metadata(record_of(edition))
    return (json.dumps(made, ensure_ascii=False, indent=2) + "\n").encode()


def metadata(record: Record) -> Values:
    """The properties of an article; what is not known is left out."""
    front, journal = record.front, record.front.journal
    found = {
        "schemaVersion": VERSION,
        "doi": (front.doi or "").lower(),
        "url": front.url,
        "types": {
            "resourceTypeGeneral": _TYPES.get(front.type or "", "JournalArticle"),
            "resourceType": front.type or "research-article",
        },
        "creators": [_creator(author) for author in front.authors],
        "titles": list(_titles(record)),
        "publisher": {"name": journal.publisher or journal.title},
        "publicationYear": needs.published(front)[:4],
        "subjects": [{"subject": word, "lang": record.lang} for word in _each(front.keywords)],
        "contributors": [
            _creator(editor) | {"contributorType": "Editor"} for editor in front.editors
        ],
        "dates": list(_dates(record)),
        "language": record.language,
        "relatedIdentifiers": list(_related(record)),
        "relatedItems": [_journal(record)] if journal.title else [],
        "version": front.version,
        "rightsList": _rights(front),
        "descriptions": list(_descriptions(record)),
        "fundingReferences": list(_funding(front)),
    }  # fmt: skip
    return _filled(found)


def _creator(author: Author) -> Values:
    name = name_of(author)
    known = [(orcid(author.orcid), "ORCID", "https://orcid.org")] if author.orcid else []
    if author.isni:
        known.append((author.isni, "ISNI", "https://isni.org"))
    return _filled(
        {
            "name": author.name if name.body else name.inverted,
            "nameType": "Organizational" if name.body else "Personal",
            "givenName": name.given,
            "familyName": "" if name.body else name.family,
            "nameIdentifiers": [
                {"nameIdentifier": value, "nameIdentifierScheme": scheme, "schemeUri": uri}
                for value, scheme, uri in known
            ],
            "affiliation": [_affiliation(place) for place in author.affiliations],
        }
    )


def _affiliation(place: Affiliation) -> Values:
    return _filled(
        {
            "name": place.text,
            "affiliationIdentifier": place.ror,
            "affiliationIdentifierScheme": "ROR" if place.ror else "",
            "schemeUri": "https://ror.org" if place.ror else "",
        }
    )


def _titles(record: Record) -> Iterator[Values]:
    yield {"title": record.title, "lang": record.lang}
    for tag, words in record.front.translations.items():
        if words.title:
            yield {"title": words.title, "titleType": "TranslatedTitle", "lang": tag}


def _descriptions(record: Record) -> Iterator[Values]:
    kind = {"descriptionType": "Abstract"}
    if record.abstract:
        yield {"description": record.abstract, "lang": record.lang} | kind
    for tag, words in record.front.translations.items():
        if words.abstract:
            yield {"description": words.abstract, "lang": tag} | kind


def _dates(record: Record) -> Iterator[Values]:
    front = record.front
    yield {"date": needs.published(front), "dateType": "Issued"}
    for day, kind in (
        (front.received, "Submitted"),
        (front.accepted, "Accepted"),
        (front.published_online, "Available"),
        (front.retraction.date if front.retraction else None, "Withdrawn"),
    ):
        if day:
            yield {"date": day.iso, "dateType": kind}
    for day in dict.fromkeys(one.date for one in front.correction if one.date):
        yield {"date": day.iso, "dateType": "Updated", "dateInformation": "Corrected"}


def _related(record: Record) -> Iterator[Values]:
    front, journal = record.front, record.front.journal
    for kind, number in journal.issns:
        yield _identifier("IsPublishedIn", number, "EISSN" if kind == "electronic" else "ISSN")
    work = front.restates
    listed = [("isbasedon", work.doi, work.url)] if work else []
    listed += [(r.type or "", r.doi, r.url) for r in front.relations]
    listed += [(d.relation or "issupplementedby", d.doi, d.url) for d in front.data]
    for relation, doi, url in dict.fromkeys(listed):
        if (known := _KNOWN.get(relation.lower())) and (doi or url):
            yield _identifier(known, (doi or "").lower() or url or "", "DOI" if doi else "URL")
    if front.relates and front.relates.doi:
        yield _identifier("References", front.relates.doi.lower(), "DOI")
    for number in dict.fromkeys(one.doi.lower() for one in record.references if one.doi):
        yield _identifier("Cites", number, "DOI")


def _identifier(relation: str, value: str, kind: str) -> Values:
    return {"relationType": relation, "relatedIdentifier": value, "relatedIdentifierType": kind}


def _journal(record: Record) -> Values:
    """The journal, with the article's place in it."""
    journal = record.front.journal
    first, last = record.pages
    kind, number = next(iter(journal.issns), ("", ""))
    own = {
        "relatedItemIdentifier": number,
        "relatedItemIdentifierType": "EISSN" if kind == "electronic" else "ISSN",
    }
    return _filled(
        {
            "relationType": "IsPublishedIn",
            "relatedItemType": "Journal",
            "relatedItemIdentifier": own if number else {},
            "titles": [{"title": journal.title}],
            "publicationYear": needs.published(record.front)[:4],
            "volume": journal.volume,
            "issue": journal.issue,
            "number": journal.article_number,
            "numberType": "Article" if journal.article_number else "",
            "firstPage": first,
            "lastPage": last,
            "publisher": journal.publisher,
        }
    )


def _rights(front: Front) -> list[Values]:
    terms = front.license
    found = _filled({"rights": terms.text, "rightsUri": terms.url}) if terms else {}
    return [found] if found else []


def _funding(front: Front) -> Iterator[Values]:
    for award in dict.fromkeys(award for one in front.funders for award in one.awards):
        if not award.source:
            continue
        uri = address_of_funder(award.funder_id or "")
        kind = (
            "ROR" if "ror.org/" in uri else "Crossref Funder ID" if "doi.org/" in uri else "Other"
        )
        yield _filled(
            {
                "funderName": award.source,
                "funderIdentifier": uri,
                "funderIdentifierType": kind if uri else "",
                "awardNumber": award.id,
                "awardTitle": award.name,
            }
        )


def _each(words: tuple[str, ...]) -> list[str]:
    return list(dict.fromkeys(words))


def _filled(fields: Mapping[str, Any]) -> Values:
    """The fields that have a value."""
    return {name: value for name, value in fields.items() if value not in ("", None, [], {})}
