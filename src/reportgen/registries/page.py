"""What a page on the web says of itself -> a work.

Highwire's `citation_*` tags (Google Scholar, "Inclusion Guidelines for Webmasters") count first,
then JSON-LD (schema.org), Dublin Core (DCMI), Open Graph, and `<title>`.
"""

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from reportgen.bibliography import languages
from reportgen.registries import json_ld, people, titles
from reportgen.registries.csl_answer import from_words
from reportgen.registries.identifiers import Kind, MalformedError, identify, isbn
from reportgen.registries.work import MOST_NAMES, Name, Work, plain, text

WALLS = re.compile(
    r"just a moment|attention required|access denied|are you (?:a )?(?:human|robot)|captcha"
    r"|security check|request rejected|pardon our interruption|checking your browser"
    r"|(?:error )?40[34]\b|forbidden|(?:page )?not found|page unavailable"
    r"|sign in|log ?in$|untitled",
    re.I,
)
"""What stands for a title on pages that are shown instead of the one that was asked for."""
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I)
_MOST_TAGS = 3_000
_NOBODY = re.compile(r"https?:|@|^(?:admin\w*|webmaster|editor|staff|unknown|n/?a|by)$", re.I)
_HYPERTEXT = ("text/html", "application/xhtml+xml", "application/xml", "text/xml", "")


@dataclass(frozen=True)
class Page:
    """The tags of a page: the contents of `<meta>` by name, the title, the language, JSON-LD."""

    meta: Mapping[str, list[str]]
    title: str
    language: str
    linked: Mapping[str, Any]

    def first(self, *names: str) -> str:
        """The content of the first of these tags that has one."""
        return next(
            (t for name in names for one in self.meta.get(name, ()) if (t := text(one))), ""
        )

    def every(self, *names: str) -> list[str]:
        """The contents of the first of these tags that is there."""
        return next((found for name in names if (found := self.meta.get(name))), [])


def is_page(kind: str) -> bool:
    """Whether a media type is one of pages."""
    return kind in _HYPERTEXT


def work(body: bytes, charset: str, url: str) -> Work | None:
    """The work that a page is; None where the page does not say what it is called."""
    page = _read(_decoded(body, charset))
    if page is None:
        return None
    host = urlsplit(url).hostname or ""
    site = plain(page.first("og:site_name", "citation_publisher", "application-name"), 120)
    site = site or json_ld.publisher(page.linked)
    title = page.first("citation_title", "bepress_citation_title", "eprints.title")
    title = (
        title or json_ld.title(page.linked) or page.first("dc.title", "dcterms.title", "og:title")
    )
    title = titles.tidy(title or titles.without_site(page.title, site, host))
    title = titles.without_site(title, site, host)
    if not title or WALLS.match(plain(title)):
        return None
    journal = plain(page.first("citation_journal_title", "prism.publicationname"))
    book = plain(page.first("citation_conference_title", "citation_inbook_title"))
    authors = _authors(page, site)
    publisher = "" if any(a.literal == site for a in authors) else site
    return Work(
        kind=_kind(page, journal),
        title=title,
        authors=authors,
        container=journal or book,
        volume=plain(page.first("citation_volume", "prism.volume"), 40),
        issue=plain(page.first("citation_issue", "prism.number"), 40),
        pages=_pages(page),
        number=plain(page.first("citation_technical_report_number"), 60),
        publisher=plain(_house(page) or ("" if journal else publisher), 200),
        date=_date(page),
        isbn=isbn(page.first("citation_isbn", "book:isbn")),
        doi=_doi(page),
        arxiv=_arxiv(page),
        url=url,
        language=_language(page, plain(title)),
    )  # fmt: skip


def _decoded(body: bytes, charset: str) -> str:
    """The text of a page (WHATWG, "Encoding", in short): as it is labelled, else UTF-8."""
    import webencodings

    found = _CHARSET.search(body[:4096])
    for label in (charset, found[1].decode("ascii") if found else "", "utf-8"):
        label = label.strip("\"' ").lower()
        encoding = webencodings.lookup(label)
        if encoding is None:
            continue
        errors = "strict" if encoding.name == "utf-8" else "replace"
        with suppress(UnicodeError):
            return str(encoding.codec_info.decode(body, errors)[0])
    return body.decode("cp1252", "replace")


def _read(source: str) -> Page | None:
    from lxml import etree, html

    source = re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", source.replace("\0", ""))
    if not source.strip():
        return None
    try:
        tree = html.document_fromstring(source, parser=html.HTMLParser(no_network=True))
    except (etree.LxmlError, ValueError, AssertionError):
        return None
    meta: dict[str, list[str]] = {}
    for i, tag in enumerate(tree.iter("meta")):
        name = tag.get("name") or tag.get("property") or tag.get("itemprop") or ""
        content = tag.get("content")
        if name and content and i < _MOST_TAGS:
            meta.setdefault(name.strip().lower(), []).append(content)
    title = next((text("".join(map(str, one.itertext()))) for one in tree.iter("title")), "")
    scripts = [
        one.text or "" for one in tree.iter("script") if one.get("type") == "application/ld+json"
    ]
    return Page(meta, title, plain(tree.get("lang") or "", 20), json_ld.article(scripts))


def _kind(page: Page, journal: str) -> str:
    if journal:
        return "article-journal"
    if page.first("citation_technical_report_institution"):
        return "report"
    if page.first("citation_dissertation_institution"):
        return "thesis"
    if page.first("citation_conference_title"):
        return "paper-conference"
    if page.first("citation_inbook_title"):
        return "chapter"
    return "book" if page.first("citation_isbn") else "webpage"


def _house(page: Page) -> str:
    return page.first(
        "citation_technical_report_institution", "citation_dissertation_institution"
    ) or ("" if page.first("citation_journal_title") else page.first("dc.publisher"))


def _authors(page: Page, site: str) -> tuple[Name, ...]:
    typed = page.every("citation_author", "bepress_citation_author", "eprints.creators_name")
    if not typed:
        typed = re.split(r";\s*", page.first("citation_authors")) if page.meta else []
    if not any(typed):
        typed = json_ld.authors(page.linked) or page.every("dc.creator", "dcterms.creator")
    if not any(typed):
        typed = [
            part
            for one in page.every("author", "article:author", "parsely-author", "sailthru.author")
            for part in re.split(
                r";\s*|\s+and\s+|,\s+(?=[^,]+\s)", re.sub(r"^by\s+", "", one, flags=re.I)
            )
        ]
    found = [name for one in typed[:MOST_NAMES] if (name := _name(plain(one, 200), site))]
    return tuple(dict.fromkeys(found))


def _name(typed: str, site: str) -> Name | None:
    if not typed or _NOBODY.search(typed):
        return None
    return Name(literal=typed) if typed == site else people.named(typed)


def _pages(page: Page) -> str:
    first, last = (
        plain(page.first("citation_firstpage"), 20),
        plain(page.first("citation_lastpage"), 20),
    )
    return f"{first}--{last}" if last and last != first else first


def _date(page: Page) -> str:
    typed = [
        page.first("citation_publication_date", "citation_date", "citation_online_date"),
        json_ld.date(page.linked),
        page.first("dc.date", "dcterms.issued", "dcterms.created", "dc.date.issued"),
        page.first("article:published_time", "og:article:published_time", "datepublished"),
        page.first("parsely-pub-date", "sailthru.date", "pubdate", "date"),
    ]
    return next((found for one in typed if one and (found := from_words(one))), "")


def _doi(page: Page) -> str:
    for typed in page.every("citation_doi", "prism.doi", "bepress_citation_doi", "dc.identifier"):
        try:
            found = identify(plain(typed, 300))
        except MalformedError:
            continue
        if found and found.kind is Kind.DOI:
            return found.value
    return ""


def _arxiv(page: Page) -> str:
    return plain(page.first("citation_arxiv_id"), 40)


def _language(page: Page, title: str) -> str:
    typed = page.first("citation_language", "dc.language", "og:locale") or page.language
    return languages.guess(title) or languages.tag(typed.replace("_", "-").partition("-")[0])
