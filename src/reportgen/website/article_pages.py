"""An article's page in the site: the page that was built of it, with the way to its journal.

The page is the built one but for its own addresses and for what is put into its head and before
its text. So its text need not be rendered again, and each article has one page.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any

from reportgen.website import addresses, signposts
from reportgen.website.entries import Link, files
from reportgen.website.fill import Wanted
from reportgen.website.notices import Notice
from reportgen.website.plan import PAGE, VERSION, PlacedArticle, PlacedIssue, Site

BRIEF = "brief.html"
_BODY = re.compile(
    r"</head>\s*<body\b[^<>]*>\s*(?:<a class=\"skip\"[^<>]*>[^<>]*</a>\s*)?", re.IGNORECASE
)
_ADDRESSES = re.compile(
    rf'<(?:meta name="(?:{"|".join(signposts.OWN)})"|link rel="canonical")[^<>]*>\s*'
)
_INDEXED = re.compile(
    r'<(?:meta name="(?:robots|citation_[a-z_]+)"|link rel="canonical")[^<>]*>\s*'
)
_BESIDE = re.compile(r'(\shref=")article\.html(?=[#"])')

BAR = "site.bar.html.j2"
NOTHING: Mapping[str, Any] = {
    "whole": "", "previous": "", "next": "", "earlier_than": "", "version": "", "files": (),
    "citing": (), "versions": (), "inside": False,
}  # fmt: skip
"""The values of a bar that shows nothing."""


def bars(
    site: Site, issue: PlacedIssue, placed: PlacedArticle, notices: Sequence[Notice]
) -> Iterator[Wanted]:
    """What is wanted before the text of each page of an article that was built, by its path.

    `notices` lead to the articles that tell of its correction, or that it tells of. An article
    whose own page was not built, or is none that anything can be put into, has one for the page
    that a site makes of it.
    """
    around = {**NOTHING, **_around(issue, notices)}
    page = _page(placed)
    values = around | _beside(issue, placed) | _unlinked(site, placed, page)
    yield Wanted(placed.path, BAR, values | {"inside": not page})
    if BRIEF in placed.article.files:
        yield Wanted(placed.file(BRIEF), BAR, around | {"whole": placed.path})
    for name in placed.article.files:
        earlier = VERSION.fullmatch(name)
        if earlier and name.endswith(".html"):
            known = {"earlier_than": placed.path, "version": earlier[1]}
            yield Wanted(placed.file(name), BAR, around | known)


def pages(
    site: Site, placed: PlacedArticle, bars: Mapping[str, str], css: str
) -> Iterator[tuple[str, str]]:
    """Path and text of each page of an article that was built."""
    found = placed.article.files
    if page := _page(placed):
        head = signposts.head(site, placed)
        yield from _dressed(placed.path, page, _ADDRESSES, head, bars[placed.path], css)
    if BRIEF in found:
        path = placed.file(BRIEF)
        head = _canonical(site, path)
        yield from _dressed(path, found[BRIEF].decode(), _ADDRESSES, head, bars[path], css)
    for name, data in found.items():
        if VERSION.fullmatch(name) and name.endswith(".html"):
            path = placed.file(name)
            head = f'{_canonical(site, placed.path)}\n<meta name="robots" content="noindex">'
            yield from _dressed(path, data.decode(), _INDEXED, head, bars[path], css)


def _page(placed: PlacedArticle) -> str:
    """The page of an article that was built; "" where there is none that can be put into."""
    page = placed.article.files[PAGE].decode() if PAGE in placed.article.files else ""
    return page if _BODY.search(page) else ""


def _around(issue: PlacedIssue, notices: Sequence[Notice]) -> dict[str, Any]:
    shown = [{"note": n.note, "text": n.text, "path": n.path} for n in notices]
    return {"issue": {"path": issue.path, "name": issue.name}, "notices": shown}


def _dressed(
    path: str, page: str, dropped: re.Pattern[str], head: str, bar: str, css: str
) -> Iterator[tuple[str, str]]:
    """The page with more in its head, and the bar behind the link that skips to its text."""
    body = _BODY.search(page)
    if body is None:
        yield path, page
        return
    before = dropped.sub("", page[: body.start()])
    rest = page[body.end() :]
    if not VERSION.search(path):
        rest = _BESIDE.sub(r"\1index.html", rest)
    yield path, f"{before}{head}\n<style>\n{css}\n</style>\n{body[0]}{bar}{rest}"


def _canonical(site: Site, path: str) -> str:
    address = addresses.absolute(site.base, path)
    return f'<link rel="canonical" href="{escape(address)}">' if address else ""


def _beside(issue: PlacedIssue, placed: PlacedArticle) -> dict[str, Any]:
    """The articles before and behind an article in its issue."""
    at = issue.articles.index(placed)
    return {
        "previous": issue.articles[at - 1].path if at else "",
        "next": issue.articles[at + 1].path if at + 1 < len(issue.articles) else "",
    }


def _unlinked(site: Site, placed: PlacedArticle, page: str) -> dict[str, Any]:
    """The files of an article that its own page does not lead to."""

    def missing(links: Iterator[Link]) -> list[Link]:
        return [
            link
            for link in links
            if link.path != placed.path
            and f'href="{escape(addresses.linked(link.path.rpartition("/")[2]))}"' not in page
        ]

    return {
        "files": missing(files(placed)),
        "citing": missing(files(placed, citing=True)),
        "versions": versions(site, placed),
    }


def versions(site: Site, placed: PlacedArticle) -> list[Link]:
    """The earlier versions of an article, the newest first."""
    found = []
    for version in placed.earlier:
        names = (f"v{version}/article.html", f"v{version}/article.pdf")
        name = next((name for name in names if name in placed.article.files), "")
        if name:
            found.append(Link(site.words["site-version"].format(version), placed.file(name)))
    return found
