"""The newest articles as feeds: Atom (RFC 4287) and JSON Feed 1.1."""

import json
from collections.abc import Sequence

from reportgen.website import addresses
from reportgen.website.entries import Entry, clean
from reportgen.website.plan import Site
from reportgen.website.xml_elements import Maker, written

ATOM = "feed.xml"
JSON = "feed.json"
MOST = 50
"""How many articles a feed has."""
SPACE = "http://www.w3.org/2005/Atom"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def newest(entries: Sequence[Entry]) -> list[Entry]:
    """The articles of a feed, the newest first; those without a day are in none."""
    return sorted((e for e in entries if e.iso), key=lambda e: e.iso, reverse=True)[:MOST]


def moment(iso: str) -> str:
    """A day, or a month's or a year's first, as a date and a time (RFC 3339)."""
    return f"{iso}{'-01-01'[len(iso) - 4 :]}T00:00:00Z"


def atom(site: Site, entries: Sequence[Entry]) -> bytes:
    """The feed as Atom. The site has to have an address."""
    make = Maker(SPACE, {None: SPACE})
    chosen = newest(entries)
    feed = make(
        "feed",
        make("id", site.base),
        make("title", clean(site.title)),
        make("updated", moment(max(item.changed for item in chosen))),
        make(
            "link",
            rel="self",
            type="application/atom+xml",
            href=addresses.absolute(site.base, ATOM),
        ),
        make("link", rel="alternate", type="text/html", href=site.base),
        make("author", make("name", clean(site.title))),
        make("generator", "reportgen"),
    )
    feed.set(LANG, site.spoken.tag)
    for item in chosen:
        address = addresses.absolute(site.base, item.path)
        element = make(
            "entry",
            make("id", item.doi or address),
            make("title", named(item)),
            make("updated", moment(item.changed)),
            make("published", moment(item.iso)),
            make("link", rel="alternate", type="text/html", href=address),
        )
        if item.lang != site.spoken.tag:
            element.set(LANG, item.lang)
        element.extend([make("author", make("name", author.text)) for author in item.authors])
        if item.abstract:
            element.append(make("summary", item.abstract))
        element.extend([make("category", term=subject.text) for subject in item.subjects])
        feed.append(element)
    return written(feed)


def json_feed(site: Site, entries: Sequence[Entry]) -> bytes:
    """The feed as JSON. The site has to have an address."""
    items = []
    for item in newest(entries):
        address = addresses.absolute(site.base, item.path)
        fields = {
            "id": item.doi or address,
            "url": address,
            "title": named(item),
            "content_text": item.abstract or named(item),
            "summary": item.abstract,
            "date_published": moment(item.iso),
            "date_modified": moment(item.changed),
            "language": item.lang,
            "authors": [{"name": author.text} for author in item.authors],
            "tags": [subject.text for subject in item.subjects],
        }
        items.append({name: value for name, value in fields.items() if value})
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": clean(site.title),
        "home_page_url": site.base,
        "feed_url": addresses.absolute(site.base, JSON),
        "language": site.spoken.tag,
        "items": items,
    }
    return (json.dumps(feed, ensure_ascii=False, indent=1) + "\n").encode()


def named(item: Entry) -> str:
    """The whole title of an article; what was retracted says so."""
    title = f"{item.title}: {item.subtitle}" if item.subtitle else item.title
    return f"[{item.status}] {title}" if item.status else title
