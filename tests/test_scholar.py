"""An article's page as Google Scholar's Inclusion Guidelines for Webmasters ask for it."""

import re
from typing import Any

import pytest
from lxml import html

from journal_site import BASE, issue
from reportgen import website

LARGEST = 5_000_000
"""The most bytes of a PDF that is indexed."""
FILES = website.pages(issue().journal, [issue()])
PATH = "issues/12-2/1/index.html"
PAGE: Any = html.fromstring(FILES[PATH].decode())
RECORD = issue().articles[0].record


def tags(name: str) -> list[str]:
    return [str(text) for text in PAGE.xpath(f"//meta[@name='{name}']/@content")]


def visible(xpath: str) -> list[str]:
    hidden = "ancestor-or-self::*[@hidden or self::details or self::script or self::template]"
    return [e.text_content().strip() for e in PAGE.xpath(f"{xpath}[not({hidden})]")]


def reached(path: str, steps: int) -> set[str]:
    """The pages that so many links lead to from a page."""
    found = {path}
    for _ in range(steps):
        for one in [p for p in found if p.endswith(".html")]:
            tree = html.fromstring(FILES[one].decode(), base_url=BASE + one)
            tree.make_links_absolute()
            links = (str(link).partition("#")[0] for link in tree.xpath("//a/@href"))
            found |= {link.removeprefix(BASE) for link in links if link.startswith(BASE)}
    return found & FILES.keys()


RULES = {
    "one page for each article": lambda: (
        [p for p, data in FILES.items() if b'"citation_title" content="On Chips' in data] == [PATH]
    ),
    "the title is tagged": lambda: tags("citation_title") == ["On Chips: A Study"],
    "the title is the largest heading": lambda: visible("//h1") == ["On Chips"],
    "every author is tagged, in order": lambda: (
        tags("citation_author") == [author.name for author in RECORD.front.authors]
    ),
    "the day is tagged as year, month, day": lambda: (
        tags("citation_publication_date") == ["2026/03/04"]
    ),
    "the journal is tagged with its volume and issue": lambda: (
        (tags("citation_journal_title"), tags("citation_volume"), tags("citation_issue"))
        == (["The Journal of Chips"], ["12"], ["2"])
    ),
    "the pages are tagged": lambda: (
        (tags("citation_firstpage"), tags("citation_lastpage")) == (["1"], ["9"])
    ),
    "the PDF is tagged, on the page's own host": lambda: (
        [url.removeprefix(BASE) in FILES for url in tags("citation_pdf_url")] == [True]
    ),
    "the PDF's name ends so, and it begins as one": lambda: all(
        url.endswith(".pdf") and FILES[url.removeprefix(BASE)].startswith(b"%PDF")
        for url in tags("citation_pdf_url")
    ),
    "the PDF is small enough": lambda: all(
        len(FILES[url.removeprefix(BASE)]) < LARGEST for url in tags("citation_pdf_url")
    ),
    "the abstract is seen without a click": lambda: any(
        RECORD.abstract in text for text in visible("//section")
    ),
    "the sources have a heading of their own": lambda: bool(
        {"References", "Endnotes", "Notes"} & set(visible("//h2"))
    ),
    "it is reached by plain links, by date": lambda: (
        PATH in reached("search.html", 1) and "search.html" in reached("index.html", 1)
    ),
    "crawlers may read it": lambda: (
        not tags("robots")
        and not re.search(rb"^Disallow: *\S", FILES["robots.txt"], re.M)
        and f"{BASE}issues/12-2/1/".encode() in FILES["sitemap.xml"]
    ),
}


@pytest.mark.parametrize("rule", RULES)
def test_the_page_keeps_the_rules_of_google_scholar(rule: str) -> None:
    assert RULES[rule]()
    assert len(RULES) == 14
