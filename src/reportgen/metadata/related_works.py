"""Other works that a record names, in the vocabulary of schema.org."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from reportgen.editions._first_page import address
from reportgen.metadata.authors import filled
from reportgen.metadata.references import Reference
from reportgen.parse.front_matter import Front

if TYPE_CHECKING:
    from reportgen.metadata import Record

_KINDS = {
    "article-journal": "ScholarlyArticle",
    "article-magazine": "Article",
    "article-newspaper": "NewsArticle",
    "book": "Book",
    "chapter": "Chapter",
    "dataset": "Dataset",
    "legislation": "Legislation",
    "report": "Report",
    "software": "SoftwareApplication",
    "thesis": "Thesis",
    "webpage": "WebPage",
}
_RELATIONS = {
    "isTranslationOf": "translationOfWork",
    "hasTranslation": "workTranslation",
    "isVersionOf": "exampleOfWork",
    "isReviewOf": "itemReviewed",
}
"""Relations by Crossref's names, for which schema.org has a property."""


def citations(record: "Record") -> list[Mapping[str, object]]:
    """The cited works that have a DOI: by it a machine finds what else is known of them.

    All works stand in the page as `citation_reference`.
    """
    return [_citation(one) for one in record.references if one.doi]


def _citation(one: Reference) -> Mapping[str, object]:
    return filled(
        {
            "@type": _KINDS.get(one.type, "CreativeWork"),
            "@id": address(one.doi),
            "name": one.title,
            "author": [
                {
                    "@type": "Organization" if person.institution else "Person",
                    "name": person.name,
                }
                for person in one.authors
            ],
            "datePublished": one.date,
        }
    )


def relations(front: Front) -> Mapping[str, object]:
    """The works that the article is a translation, a version or a review of, by property."""
    found: dict[str, list[object]] = {}
    for relation in front.relations:
        name = _RELATIONS.get(relation.type or "")
        known = address(relation.doi, relation.url)
        if name is None or not known:
            continue
        work = {"@type": "CreativeWork", "@id": known, "name": relation.title or ""}
        found.setdefault(name, []).append(filled(work))
    return found
