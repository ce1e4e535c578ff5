"""Which articles of a site tell of others: corrections, retractions, expressions of concern."""

from collections.abc import Mapping
from dataclasses import dataclass

from reportgen.parse.front_matter.dates import Date
from reportgen.website.plan import PlacedArticle, Site

RETRACTION = "retraction"
KINDS = ("correction", RETRACTION, "expression-of-concern", "addendum")
"""The types of an article that tells of another one."""


@dataclass(frozen=True)
class Notice:
    """What leads from one article to another: its words, its title and its path.

    `kind` is the type of the notice, "" where the link leads back from it; `date` is its day.
    """

    note: str
    text: str
    path: str
    kind: str = ""
    date: Date | None = None


def notices(site: Site) -> Mapping[str, tuple[Notice, ...]]:
    """The notices of each article, by the path of its page; a notice leads to its article, too."""
    by_doi = {
        (placed.article.record.front.doi or "").lower(): placed for _, placed in site.articles()
    }
    found: dict[str, list[Notice]] = {}
    for _, placed in site.articles():
        kind, doi = _told(placed)
        target = by_doi.get(doi) if doi else None
        if target is None or target is placed:
            continue
        front, own = placed.article.record.front, target.article.record.front
        heading = site.words.get(f"{kind}-notice") or f"{site.words['site-notices']}:"
        there = Notice(heading, front.title, placed.path, kind, front.date)
        found.setdefault(target.path, []).append(there)
        back = Notice(site.words["site-concerns"], own.title, target.path)
        found.setdefault(placed.path, []).append(back)
    return {path: tuple(links) for path, links in found.items()}


def _told(placed: PlacedArticle) -> tuple[str, str]:
    """What an article is to another one, and the DOI of that."""
    front = placed.article.record.front
    if front.relates is None or front.type not in KINDS:
        return "", ""
    return front.type, (front.relates.doi or "").lower()
