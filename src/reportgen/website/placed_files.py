"""The files of issues and articles in their places, and the addresses that lead to others."""

from collections.abc import Collection, Iterator, Mapping

from reportgen.sanitize import svg
from reportgen.website import addresses, listings
from reportgen.website.article_pages import BRIEF
from reportgen.website.entries import shown
from reportgen.website.plan import PAGE, VERSION, Site


def files(site: Site) -> dict[str, bytes]:
    """What is copied as it is, by its path: all but the pages that a site puts a bar before.

    A file whose own address, below the site's, is elsewhere is there, too.
    """
    found: dict[str, bytes] = {}
    for issue in site.issues:
        found |= {f"{issue.folder}/{name}": data for name, data in issue.issue.files.items()}
        if (path := listings.cover(issue)) and (cover := _cover(path, issue.issue.cover)):
            found[path] = cover
        for placed in issue.articles:
            own = placed.article.files
            names = frozenset(name for name in shown(placed) if not _page(name))
            found |= {placed.file(name): own[name] for name in own if name in names}
            for address in placed.article.record.files.values():
                path = addresses.within(address, site.base) or ""
                name = path.rpartition("/")[2]
                if name in names:
                    found.setdefault(path, own[name])
    return found


def _page(name: str) -> bool:
    """Whether a file is a page that is not copied as it is."""
    return name in (PAGE, BRIEF) or bool(VERSION.fullmatch(name) and name.endswith(".html"))


def _cover(path: str, data: bytes) -> bytes:
    """A cover; a drawing without what would run or fetch something, as it has an address."""
    if not path.endswith(".svg"):
        return data
    cleaned = svg.clean("cover.svg", data)
    return b"" if isinstance(cleaned, str) else cleaned.data


def moved(site: Site, there: Collection[str]) -> Iterator[tuple[str, str]]:
    """Old paths with the paths of the pages that stand there for them.

    Paths that differ in capitals alone are one place: they are on many disks.
    """
    there = frozenset(path.casefold() for path in there)
    for issue in site.issues:
        for address, path in ((issue.issue.url, issue.path),):
            yield from _elsewhere(site, address, path, there)
        for placed in issue.articles:
            record = placed.article.record
            yield from _elsewhere(site, record.front.url or "", placed.path, there)
            for address in record.files.values():
                if address.endswith(f"/{PAGE}"):
                    yield from _elsewhere(site, address, placed.path, there)
            if placed.file(PAGE).casefold() not in there:
                yield placed.file(PAGE), placed.path


def _elsewhere(
    site: Site, address: str, path: str, there: Collection[str]
) -> Iterator[tuple[str, str]]:
    old = addresses.within(address, site.base) if address else None
    is_page = (old or "").endswith((".html", ".htm"))
    if not old or (not is_page and addresses.FILE.fullmatch(old.rpartition("/")[2])):
        return
    page = old if is_page else f"{old.removesuffix('/')}/index.html"
    if page.casefold() not in there and page != path:
        yield page, path


def reached(site: Site, entries: listings.Entries, copied: Mapping[str, bytes]) -> Iterator[str]:
    """Every path to which a page of the site may lead, fragments among them."""
    yield from copied
    yield from ("index.html", "archive.html", "authors.html", "subjects.html", "briefs.html")
    yield from ("search.html", "about.html", "site.css", "feed.xml", "feed.json")
    for issue in site.issues:
        yield issue.path
        for placed in issue.articles:
            yield placed.path
            yield placed.file(BRIEF)
            yield from (placed.file(name) for name in shown(placed))
    for item in entries.values():
        yield from (link.path for link in (*item.authors, *item.subjects))
