"""What a site says of its journal: who edits and publishes it, its numbers, its terms."""

from collections.abc import Iterator, Sequence
from typing import Any

from reportgen.editions._first_page import address
from reportgen.languages import country
from reportgen.metadata.authors import orcid
from reportgen.parse.front_matter import Author, License
from reportgen.website.addresses import base_address
from reportgen.website.entries import Link, clean
from reportgen.website.plan import Site


def journal(site: Site) -> dict[str, Any]:
    """What every page says of the journal."""
    own, terms = site.journal, _license(site)
    return {
        "title": clean(site.title),
        "abbreviation": clean(own.abbreviation or ""),
        "publisher": clean(own.publisher or ""),
        "numbers": list(_numbers(site)),
        "license": clean((terms.text or terms.url or "") if terms and terms.url else ""),
        "license_address": (terms.url or "") if terms else "",
    }


def facts(site: Site) -> list[dict[str, Any]]:
    """What the page about the journal says, each with its heading."""
    return [{"title": title, "lines": list(lines)} for title, lines in _facts(site) if lines]


def _facts(site: Site) -> Iterator[tuple[str, Sequence[Link]]]:
    own, words = site.journal, site.words
    yield words["site-editors"], [_editor(person) for person in own.editors]
    yield words["site-board"], [_editor(person) for person in own.editorial_board]
    places = [
        own.publisher_place or "",
        country(own.publisher_country or "", site.spoken.tag),
    ]
    place = words["comma"].join(clean(part) for part in places if part)
    if own.publisher:
        yield words["site-publisher"], [Link(clean(own.publisher), "", place)]
    for number in _numbers(site):
        yield number.text, [Link(number.note, "")]
    if own.doi:
        yield "DOI", [Link(address(own.doi), address(own.doi))]
    review = own.peer_review
    kinds = [review.type, review.transparency] if review else []
    yield words["site-peer-review"], [Link(clean(kind), "") for kind in kinds if kind]
    terms = _license(site)
    if terms and (terms.text or terms.url):
        yield words["site-license"], [Link(clean(terms.text or terms.url or ""), terms.url or "")]
    yield words["site-archived"], [Link(clean(name), "") for name in own.archives]
    if own.url and base_address(own.url) != site.base:
        yield "URL", [Link(own.url, own.url)]


def _editor(person: Author) -> Link:
    parts = (person.role, *(place.text for place in person.affiliations))
    note = " · ".join(clean(part) for part in parts if part)
    return Link(clean(person.name), orcid(person.orcid) if person.orcid else "", note)


def _numbers(site: Site) -> Iterator[Link]:
    """The journal's ISSNs, each under its name."""
    names = {"electronic": "site-issn-online", "print": "site-issn-print"}
    for kind, number in site.journal.issns:
        yield Link(site.words[names[kind]] if kind in names else "ISSN", "", number)


def _license(site: Site) -> License | None:
    """The licence that all articles of the site are under; None where they differ."""
    found = {placed.article.record.front.license for _, placed in site.articles()}
    return found.pop() if len(found) == 1 else None
