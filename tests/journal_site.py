"""What the tests of a journal's site share: issues of articles that were built, and its links."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote, urljoin, urlsplit

from lxml import html

from package import report
from reportgen import editions, formats
from reportgen.diagnostics import Bag
from reportgen.metadata import record_of
from reportgen.metadata.issue import Article, Issue
from reportgen.parse.front_matter import Front
from reportgen.parse.front_matter.dates import Date

BASE = "https://journal.example.org/"
JOURNAL = """
journal:
  title: The Journal of Chips
  eissn: 1234-5679
  publisher: Example Press
  url: https://journal.example.org
  depositor: {name: Office, email: office@example.org}
  editors: [{name: Ed Itor, orcid: 0000-0002-1825-0097, affiliation: Example Institute}]
  archives: [CLOCKSS]
  volume: 12
  issue: 2
"""
FIRST = f"""\
---
title: On Chips
subtitle: A Study
date: 2026-03-04
lang: en-GB
doi: 10.5555/chips.1
author:
  - {{name: Ada Kim, native-name: 김에이, orcid: 0000-0002-1825-0097}}
  - {{name: Bo Lee}}
keywords: [chips, trade]
abstract: What *chips* are.
license: {{text: CC BY 4.0, url: "https://creativecommons.org/licenses/by/4.0/"}}
{JOURNAL}  first-page: 1
  last-page: 9
brief: {{title: Chips in Brief, standfirst: In short.}}
---

# One

Text with a note.[^n]

[^n]: The note.

::: {{.key-finding title="Found"}}
A finding.
:::
"""
SECOND = f"""\
---
title: 반도체 협력의 조건
date: 2026-03-04
lang: ko
doi: 10.5555/chips.2
author: [{{name: 김민재}}]
keywords: [반도체]
abstract: 초록이다.
{JOURNAL}
---

# 머리말

본문이다.
"""
NAMES = ("article.html", "brief.html", "article.pdf", "article.docx", "article.ris")


@cache
def built(text: str) -> Article:
    """An article of a text, with its pages and, in place of its other files, some bytes."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "paper.md"
        path.write_text(text, encoding="utf-8")
        found = report(path)
    bag, files = Bag(), dict[str, bytes]()
    records = {}
    for name in ("article", "brief"):
        if not editions.shows(name, found):
            continue
        edition = editions.make(name, found, bag)
        assert edition is not None
        others = tuple((n.rpartition(".")[2].upper(), n) for n in ("article.pdf", "article.docx"))
        edition = replace(edition, others=others)
        page = formats.render("html", edition, bag)
        assert page is not None
        files[f"{name}.html"] = page
        records[name] = record_of(edition)
    assert not bag.failed
    files |= {"article.pdf": b"%PDF-1.7", "article.docx": b"PK", "article.ris": b"TY  - JOUR"}
    return Article(
        slug=(records["article"].front.doi or "x").rpartition(".")[2],
        record=records["article"],
        brief=records.get("brief"),
        section="Articles",
        files=files,
        first=1,
        last=9,
    )


@cache
def issue() -> Issue:
    """An issue of two articles, one of them Korean."""
    articles = (built(FIRST), replace(built(SECOND), first=10, last=18, section="Reviews"))
    return Issue(
        journal=articles[0].record.front.journal,
        title="Chips and Trade",
        date=Date(2026, 3, 4),
        lang="en-GB",
        articles=articles,
        files={"issue.pdf": b"%PDF-1.7"},
        cover=b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 80"/>',
    )


def retitled(article: Article, slug: str, **fields: object) -> Article:
    """An article with other values of its front matter."""
    front: Front = article.record.front.model_copy(update=fields)
    return replace(article, slug=slug, record=replace(article.record, front=front))


def broken(files: Mapping[str, bytes], base: str = BASE) -> list[str]:
    """Each link from a page of a site to a file, or to a place in a page, that is not there."""
    trees = {
        path: html.fromstring(data.decode())
        for path, data in files.items()
        if path.endswith(".html")
    }
    places = {
        path: {str(name) for name in tree.xpath("//@id | //a/@name")}
        for path, tree in trees.items()
    }
    lost = []
    for path, tree in trees.items():
        for address in tree.xpath("//@href | //@src"):
            if urlsplit(address).scheme in ("data", "mailto"):
                continue
            whole = urljoin(base + path, str(address))
            if not whole.startswith(base):
                continue
            parts = urlsplit(whole[len(base) :])
            target = unquote(parts.path)
            target = f"{target}index.html" if target == "" or target.endswith("/") else target
            fragment = unquote(parts.fragment)
            if target not in files or (fragment and fragment not in places.get(target, set())):
                lost.append(f"{path}: {address}")
    return lost
