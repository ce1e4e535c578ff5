"""What a site has for crawlers and servers: `sitemap.xml`, `robots.txt`, `_redirects`.

Sitemaps: https://www.sitemaps.org/protocol.html; robots: RFC 9309. `_redirects` is read by many
hosts of static sites: an old path, a new one and a status on each line.
"""

from collections.abc import Iterable, Mapping

from reportgen.website import addresses
from reportgen.website.plan import Site
from reportgen.website.xml_elements import Maker, written

SITEMAP = "sitemap.xml"
SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemap(site: Site, paths: Iterable[tuple[str, str]]) -> bytes:
    """The addresses of pages, each with the day of its last change, or "".

    The site has to have an address.
    """
    make = Maker(SPACE, {None: SPACE})
    pages = make("urlset")
    for path, day in paths:
        page = make("url", make("loc", addresses.absolute(site.base, path)))
        if day:
            page.append(make("lastmod", day))
        pages.append(page)
    return written(pages)


def robots(site: Site) -> bytes:
    """All may be read, and where the list of it is."""
    lines = ["User-agent: *", "Allow: /"]
    if site.base:
        lines += ["", f"Sitemap: {addresses.absolute(site.base, SITEMAP)}"]
    return ("\n".join(lines) + "\n").encode()


def redirects(site: Site, moved: Mapping[str, str]) -> bytes:
    """Old paths with their new ones, for hosts that read `_redirects`."""
    root = "/" + site.base.split("/", 3)[3] if site.base else "/"
    lines = []
    for old, new in sorted(moved.items()):
        target = addresses.linked(new.removesuffix("index.html"))
        lines.append(f"{root}{addresses.linked(old)} {root}{target} 301\n")
    return "".join(lines).encode()
