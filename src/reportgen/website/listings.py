"""Lists of a site's articles: by issue and section, by year, by author, by subject."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from reportgen.editions._first_page import address
from reportgen.metadata.authors import orcid
from reportgen.website import addresses
from reportgen.website.entries import Entry, Link, clean, entry, person, said, subject
from reportgen.website.notices import Notice
from reportgen.website.plan import PlacedIssue, Site

Entries = Mapping[str, Entry]
"""The entry of each article by the path of its page."""
COVERS = {b"\x89PNG": "cover.png", b"\xff\xd8\xff": "cover.jpg"}
"""What a cover's file is called, by how its bytes begin; others are drawings."""


def entries(site: Site, told: Mapping[str, Sequence[Notice]]) -> dict[str, Entry]:
    """The entry of every article, the newest issue first; `told` is what others tell of each."""
    return {
        placed.path: entry(site, issue, placed, told.get(placed.path, ()))
        for issue, placed in site.articles()
    }


def cover(placed: PlacedIssue) -> str:
    """Where an issue's cover stands; "" where it has none."""
    data = placed.issue.cover
    if not data:
        return ""
    name = next((name for start, name in COVERS.items() if data.startswith(start)), "cover.svg")
    return f"{placed.folder}/{name}"


def issue(site: Site, placed: PlacedIssue, found: Entries) -> dict[str, Any]:
    """An issue with its articles by section, in the order of its contents."""
    own = placed.issue
    sections: dict[str, list[Entry]] = {}
    for article in placed.articles:
        item = found[article.path]
        sections.setdefault(item.section or site.words["site-articles"], []).append(item)
    title = clean(own.title)
    name = clean(placed.name)
    files = [
        Link(file.rpartition(".")[2].upper(), f"{placed.folder}/{file}")
        for file in own.files
        if file.startswith("issue.") and file.endswith((".pdf", ".epub"))
    ]
    return {
        "name": name,
        "title": title if title != name else "",
        "path": placed.path,
        "date": said(own.date, site.spoken.tag),
        "iso": own.date.iso if own.date else "",
        "doi": address(own.doi),
        "cover": addresses.linked(cover(placed)),
        "cover_alt": clean(own.cover_alt) or site.words["site-cover"].format(name),
        "files": files,
        "count": len(placed.articles),
        "sections": [{"title": title, "articles": items} for title, items in sections.items()],
    }


def years(site: Site, found: Entries) -> list[dict[str, Any]]:
    """The articles by the year of their day, the newest first."""
    groups: dict[str, list[Entry]] = {}
    for item in sorted(found.values(), key=lambda item: item.iso, reverse=True):
        groups.setdefault(item.iso[:4], []).append(item)
    articles = site.words["site-articles"]
    return [{"title": year or articles, "articles": items} for year, items in groups.items()]


def archive(site: Site, found: Entries) -> list[dict[str, Any]]:
    """The issues by year, the newest first."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for placed in site.issues:
        shown = issue(site, placed, found)
        groups.setdefault(shown["iso"][:4], []).append(shown)
    archive = site.words["site-archive"]
    return [{"title": year or archive, "issues": items} for year, items in groups.items()]


def authors(site: Site, found: Entries) -> list[dict[str, Any]]:
    """Who wrote what, by their family names."""
    people: dict[str, dict[str, Any]] = {}
    for _, placed in site.articles():
        for author in placed.article.record.front.authors:
            known = people.setdefault(
                person(author.name),
                {
                    "id": person(author.name),
                    "title": clean(author.name),
                    "native": "",
                    "address": "",
                    "key": sorting(author.family or author.name) + sorting(author.name),
                    "articles": [],
                },
            )
            known["native"] = known["native"] or clean(author.name_native or "")
            known["address"] = known["address"] or (orcid(author.orcid) if author.orcid else "")
            if found[placed.path] not in known["articles"]:
                known["articles"].append(found[placed.path])
    return _ordered(people.values())


def subjects(site: Site, found: Entries) -> list[dict[str, Any]]:
    """What was written about what, by keyword."""
    words: dict[str, dict[str, Any]] = {}
    for _, placed in site.articles():
        for word in placed.article.record.front.keywords:
            known = words.setdefault(
                subject(word),
                {
                    "id": subject(word),
                    "title": clean(word),
                    "native": "",
                    "address": "",
                    "key": sorting(word),
                    "articles": [],
                },
            )
            if found[placed.path] not in known["articles"]:
                known["articles"].append(found[placed.path])
    return _ordered(words.values())


def letters(groups: Sequence[Mapping[str, Any]]) -> list[Link]:
    """The letters that names begin with, with where the first of each stands."""
    return [Link(group["initial"], group["letter"]) for group in groups if group["letter"]]


def _ordered(groups: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The groups in the order of their names, the first of each letter with that letter's place."""
    ordered = sorted(groups, key=lambda group: (group["key"], group["id"]))
    seen = ""
    for number, group in enumerate(ordered):
        initial = unicodedata.normalize("NFC", group["key"])[:1].upper()
        group["initial"] = initial
        group["letter"] = f"letter-{number}" if initial != seen else ""
        seen = initial
    return ordered


def sorting(text: str) -> str:
    """A name as it is sorted: without accents and capitals."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return unicodedata.normalize("NFC", bare).lstrip("\"'“”‘’([{<-– ")
