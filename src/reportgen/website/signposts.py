"""How machines find their way from an article's page: FAIR Signposting (level 1) and Scholar.

Signposting: https://signposting.org/FAIR/ with the link relations of RFC 8288, RFC 8574
(`cite-as`) and RFC 6573 (`item`). Google Scholar wants the addresses of a page's abstract and
files on the page's own host (Inclusion Guidelines for Webmasters).
"""

from collections.abc import Iterator
from html import escape
from mimetypes import guess_type

from reportgen.editions._first_page import address
from reportgen.metadata.authors import orcid
from reportgen.website import addresses
from reportgen.website.entries import CITING, shown
from reportgen.website.plan import PAGE, PlacedArticle, Site

MEDIA = {
    ".ris": "application/x-research-info-systems",
    ".bib": "application/x-bibtex",
    ".csl.json": "application/vnd.citationstyles.csl+json",
    ".cff": "application/yaml",
    ".jats.xml": "application/vnd.jats+xml",
    ".epub": "application/epub+zip",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".pdf": "application/pdf",
}
"""The media types of an article's files by how their names end; others the system knows."""
OWN = ("citation_pdf_url", "citation_fulltext_html_url", "citation_abstract_html_url")
"""The tags whose values a site decides, as they are addresses in it."""


def links(placed: PlacedArticle) -> Iterator[tuple[str, str, str]]:
    """Relation, target and media type of each link; files by their names beside the page."""
    front = placed.article.record.front
    if front.doi:
        yield "cite-as", address(front.doi), ""
    for author in front.authors:
        if author.orcid:
            yield "author", orcid(author.orcid), ""
    yield "type", "https://schema.org/ScholarlyArticle", ""
    for name in shown(placed):
        if not name.startswith("article.") or name == PAGE:
            continue
        relation = "describedby" if name.endswith(CITING) else "item"
        yield relation, addresses.linked(name), media(name)


def media(name: str) -> str:
    """The media type of a file."""
    known = next((kind for suffix, kind in MEDIA.items() if name.endswith(suffix)), None)
    return known or guess_type(name)[0] or "application/octet-stream"


def scholar(site: Site, placed: PlacedArticle) -> Iterator[tuple[str, str]]:
    """The tags of Highwire Press that are addresses, where that of the site is known."""
    if not site.base:
        return
    page = addresses.absolute(site.base, placed.path)
    if "article.pdf" in placed.article.files:
        yield "citation_pdf_url", addresses.absolute(site.base, placed.file("article.pdf"))
    yield "citation_abstract_html_url", page
    if PAGE in placed.article.files:
        yield "citation_fulltext_html_url", page


def head(site: Site, placed: PlacedArticle) -> str:
    """The elements for the head of an article's page."""
    address = addresses.absolute(site.base, placed.path)
    parts = [_link("canonical", address)] if address else []
    parts += [_link(*link) for link in links(placed)]
    parts += [f'<meta name="{n}" content="{escape(v)}">' for n, v in scholar(site, placed)]
    return "\n".join(parts)


def _link(relation: str, target: str, media_type: str = "") -> str:
    kind = f' type="{media_type}"' if media_type else ""
    return f'<link rel="{relation}" href="{escape(target)}"{kind}>'
