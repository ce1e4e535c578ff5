"""An issue in the vocabulary of schema.org, for search engines."""

from collections.abc import Mapping
from typing import Any

from reportgen.metadata.authors import filled
from reportgen.website import addresses
from reportgen.website.entries import Entry, clean
from reportgen.website.plan import PlacedIssue, Site
from reportgen.website.search import inert


def issue(site: Site, placed: PlacedIssue, shown: Mapping[str, Any]) -> str:
    """The issue as JSON-LD, fit to stand in a script element: in its volume, in its journal."""
    own, journal = placed.issue, site.journal
    whole: Mapping[str, object] = filled(
        {
            "@type": "Periodical",
            "name": clean(site.title),
            "issn": [number for _, number in journal.issns],
            "url": site.base,
            "publisher": {"@type": "Organization", "name": clean(journal.publisher)}
            if journal.publisher
            else "",
        }
    )
    if own.journal.volume:
        number = clean(own.journal.volume)
        whole = {"@type": "PublicationVolume", "volumeNumber": number, "isPartOf": whole}
    listed = [item for section in shown["sections"] for item in section["articles"]]
    said = {
        "@context": "https://schema.org",
        "@type": "PublicationIssue",
        "name": shown["name"],
        "alternateName": shown["title"],
        "issueNumber": clean(own.journal.issue or ""),
        "datePublished": shown["iso"],
        "url": addresses.absolute(site.base, placed.path),
        "sameAs": shown["doi"],
        "isPartOf": whole,
        "hasPart": [_article(site, item) for item in listed],
    }
    return inert(filled(said))


def _article(site: Site, item: Entry) -> Mapping[str, object]:
    return filled(
        {
            "@type": "ScholarlyArticle",
            "headline": item.title,
            "author": [{"@type": "Person", "name": author.text} for author in item.authors],
            "datePublished": item.iso,
            "pagination": item.pages,
            "inLanguage": item.lang,
            "url": addresses.absolute(site.base, item.path),
            "sameAs": item.doi,
        }
    )
