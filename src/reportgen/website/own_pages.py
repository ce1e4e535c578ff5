"""The pages that a site has beside its articles': lists, search, what the journal is."""

from collections.abc import Iterator
from typing import Any

from reportgen import themes
from reportgen.themes.context import SafeHtml
from reportgen.website import about, addresses, json_ld, listings
from reportgen.website import search as searching
from reportgen.website.entries import Link
from reportgen.website.fill import SCRIPT, Filler, Wanted, line
from reportgen.website.listings import Entries
from reportgen.website.plan import Site

BRIEFS = "briefs.html"
SUBJECTS = "subjects.html"


def menu(site: Site, entries: Entries) -> tuple[Link, ...]:
    """The pages that every page leads to."""
    words = site.words
    found = [
        Link(words["site-current"], "index.html"),
        Link(words["site-archive"], "archive.html"),
        Link(words["site-authors"], "authors.html"),
        Link(words["site-subjects"], SUBJECTS),
        Link(words["site-briefs"], BRIEFS),
        Link(words["site-search"], "search.html"),
        Link(words["site-about"], "about.html"),
    ]
    lacking = set()
    if not any(item.subjects for item in entries.values()):
        lacking.add(SUBJECTS)
    if not any(item.brief for item in entries.values()):
        lacking.add(BRIEFS)
    return tuple(link for link in found if link.path not in lacking)


def pages(site: Site, fill: Filler, entries: Entries) -> Iterator[Wanted]:
    """The pages that are wanted."""
    words, shown = site.words, {link.path: link.text for link in fill.menu}
    for number, placed in enumerate(site.issues):
        own = listings.issue(site, placed, entries)
        said = json_ld.issue(site, placed, own)
        values: dict[str, Any] = {"issue": own, "kicker": "", "linked": SafeHtml(said)}
        title = " · ".join(filter(None, (own["name"], own["title"])))
        yield fill.page("site.issue.html.j2", placed.path, title, **values)
        if number == 0:
            values["kicker"] = words["site-current"]
            about_it = {"description": fill.journal["title"]}
            title = fill.journal["title"]
            yield fill.page("site.issue.html.j2", "index.html", title, **about_it, **values)
    years = listings.archive(site, entries)
    path = "archive.html"
    yield fill.page("site.archive.html.j2", path, shown[path], years=years)
    for path, groups in (
        ("authors.html", listings.authors(site, entries)),
        (SUBJECTS, listings.subjects(site, entries)),
    ):
        if path in shown:
            values = {"groups": groups, "letters": listings.letters(groups)}
            yield fill.page("site.names.html.j2", path, shown[path], **values)
    if BRIEFS in shown:
        briefs = [item for item in entries.values() if item.brief]
        yield fill.page("site.briefs.html.j2", BRIEFS, shown[BRIEFS], briefs=briefs)
    yield _search(site, fill, entries, shown["search.html"])
    path = "about.html"
    yield fill.page("site.about.html.j2", path, shown[path], facts=about.facts(site))


def _search(site: Site, fill: Filler, entries: Entries, title: str) -> Wanted:
    values: dict[str, Any] = {
        "years": listings.years(site, entries),
        "index": SafeHtml(searching.index(entries.values())),
        "script": SafeHtml(line(themes.text(fill.root, fill.theme, SCRIPT))),
    }
    return fill.page("site.search.html.j2", "search.html", title, **values)


def missing(site: Site, fill: Filler, css: str) -> Wanted:
    """The page that servers show at any address where there is none; it needs no other file.

    Its links begin at the root of the host, as nobody knows from where they are followed.
    """
    up = "/" + site.base.split("/", 3)[3] if site.base else ""
    values: dict[str, Any] = {
        "up": up,
        "css": SafeHtml(css),
        "canonical": "",
        "unlisted": True,
        "feeds": (),
    }
    title = site.words["site-missing"]
    return fill.page("site.missing.html.j2", "404.html", title, **values)


def moved(fill: Filler, path: str, target: str, title: str) -> Wanted:
    """The page at an address that something had before."""
    values = {"target": addresses.linked(target), "name": title}
    values["canonical"] = addresses.absolute(fill.site.base, target)
    return Wanted(path, "site.moved.html.j2", values)
