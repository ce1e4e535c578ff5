"""The article as an EPUB: one book of pages, notes and the brief, the same bytes each time."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path, PurePosixPath
from urllib.parse import urldefrag

import pytest
from lxml import etree

import reportgen
from package import report
from reportgen import editions, metadata
from reportgen.diagnostics import Bag
from reportgen.epub.bound import bound
from reportgen.epub.cover import WIDTH, Cover, drawing, wrapped
from reportgen.epub.elements import DC, MATHML, OPF, TYPE, XHTML
from reportgen.metadata.issue import Article, Issue

H = f"{{{XHTML}}}"
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="9"/></svg>'
PAPER = """\
---
title: On Chips & <Rules>
subtitle: A Study
date: 2026-03-04
lang: en-US
author:
  - {name: Ada Kim, given: Ada, family: Kim, native-name: 김에이, orcid: 0000-0002-1825-0097}
journal: {title: The Journal, volume: 3, issue: 2, first-page: 33, issn: 1234-5679}
abstract: What *this* is.
keywords: [one, two]
doi: 10.5555/12345678
license: {text: CC BY 4.0, url: "https://creativecommons.org/licenses/by/4.0/"}
acknowledgements: Thanks.
brief:
  standfirst: In short.
  url: https://example.org/article
---

Words before all headings.

# One {#sec-one}

Text with a note.[^a] See @sec-two and @fig-box, and $x^2$.

![A box.](box.svg){#fig-box alt="A blue box."}

::: {.key-finding}
A finding.[^b] It is in @sec-two.
:::

# Two {#sec-two}

## Below

See @sec-one and @eq-sum.[^c]

$$a + b = c$$ {#eq-sum}

| A | B |
|---|--:|
| x | 1 |

: A table. {#tbl-one}

[^a]: The first note, <https://example.org/a_b>.
[^b]: The second note.

    It has a second paragraph.

[^c]: The third.
"""


@dataclass(frozen=True)
class Book:
    """A publication, read back: its file, its parts by their names, its pages parsed."""

    data: bytes
    files: dict[str, bytes]

    @property
    def package(self) -> etree._Element:
        return etree.fromstring(self.files["EPUB/package.opf"])

    @property
    def pages(self) -> dict[str, etree._Element]:
        found = {n: d for n, d in self.files.items() if n.endswith(".xhtml")}
        return {name.removeprefix("EPUB/"): etree.fromstring(data) for name, data in found.items()}

    def core(self, name: str) -> list[str]:
        return [node.text or "" for node in self.package.iter(f"{{{DC}}}{name}")]

    def meta(self, name: str) -> list[str]:
        metas = self.package.iter(f"{{{OPF}}}meta")
        return [node.text or "" for node in metas if node.get("property") == name]


def read(data: bytes) -> Book:
    with zipfile.ZipFile(BytesIO(data)) as opened:
        return Book(data, {name: opened.read(name) for name in opened.namelist()})


def made(folder: Path, text: str, name: str = "paper") -> Book:
    (folder / "box.svg").write_text(DRAWING, encoding="utf-8")
    (folder / f"{name}.md").write_text(text, encoding="utf-8")
    built = reportgen.build(folder / f"{name}.md", to=["epub", "html"], out=folder / "out")
    assert not built.bag.failed, [d.message for d in built.bag.errors]
    return read((folder / "out" / f"{name}.epub").read_bytes())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("epub")


@pytest.fixture(scope="module")
def book(folder: Path) -> Book:
    return made(folder, PAPER)


def links(book: Book) -> Iterator[tuple[str, str, str]]:
    """Each link within the publication: its page, the file it leads to, the place there."""
    for name, page in book.pages.items():
        for link in page.iter(f"{H}a"):
            href = link.get("href", "")
            if not re.match(r"\w+:", href):
                file, place = urldefrag(href)
                yield name, file or name, place


def spoken(nodes: list[etree._Element]) -> str:
    """The words of some elements, without white space."""
    return re.sub(r"\s+", "", "".join("".join(map(str, node.itertext())) for node in nodes))


def test_the_same_source_gives_the_same_bytes(book: Book, folder: Path) -> None:
    assert made(folder, PAPER).data == book.data


def test_its_kind_stands_first_and_uncompressed(book: Book) -> None:
    assert book.data[30:58] == b"mimetypeapplication/epub+zip"


def test_the_manifest_lists_each_file_once_and_no_other(book: Book) -> None:
    items = [item.get("href") for item in book.package.iter(f"{{{OPF}}}item")]
    kept = {n.removeprefix("EPUB/") for n in book.files if n.startswith("EPUB/")}
    assert sorted(items) == sorted(kept - {"package.opf"})


def test_each_link_leads_to_a_place_that_is_there(book: Book) -> None:
    pages = book.pages
    found = list(links(book))
    assert len(found) > 20
    for page, file, place in found:
        places = {node.get("id") for node in pages[file].iter()}
        assert not place or place in places, (page, file, place)


def test_notes_are_numbered_through_the_pages_and_lead_back(book: Book) -> None:
    pages = book.pages
    marked = {
        node.get("id"): (name, node)
        for name in pages if name.startswith("chapter-")
        for node in pages[name].iter(f"{H}a") if node.get(TYPE) == "noteref"
    }  # fmt: skip
    assert [*marked] == ["noteref-1", "noteref-2", "noteref-3"]
    assert {node.get("role") for _, node in marked.values()} == {"doc-noteref"}
    notes = [n for n in pages["notes.xhtml"].iter() if n.get(TYPE) == "footnote"]
    assert [note.get("role") for note in notes] == ["doc-footnote"] * 3
    for i, (note, (name, marker)) in enumerate(zip(notes, marked.values(), strict=True), 1):
        assert marker.text == str(i)
        assert marker.get("href") == f"notes.xhtml#{note.get('id')}"
        back = next(n for n in note.iter() if n.get("role") == "doc-backlink")
        assert back.get("href") == f"{name}#{marker.get('id')}"


def test_no_word_of_the_web_page_is_missing(book: Book, folder: Path) -> None:
    reader = etree.HTMLParser(encoding="utf-8")
    page = etree.fromstring((folder / "out" / "paper.html").read_bytes(), parser=reader)
    for drop in page.xpath('//*[@class="anchor" or @class="notejump" or @class="noteback"]'):
        drop.drop_tree() if hasattr(drop, "drop_tree") else drop.clear(keep_tail=True)
    for page_name, where in (("text", '//*[@class="body"]'), ("notes", '//*[@class="note"]')):
        theirs = spoken(page.xpath(where))
        names = [n for n in book.pages if n.startswith("chapter-" if page_name == "text" else "n")]
        bodies = [book.pages[name] for name in sorted(names) if name != "nav.xhtml"]
        kind = "chapter" if page_name == "text" else "said"
        ours = [n for body in bodies for n in body.iter() if n.get("class") == kind]
        assert theirs
        assert spoken(ours) == theirs


def test_a_page_is_a_section_under_one_heading_of_the_first_level(book: Book) -> None:
    chapters = {n: p for n, p in book.pages.items() if n.startswith("chapter-")}
    heads = [[n.text for n in p.iter(f"{H}h1")] for p in chapters.values()]
    assert heads == [[], ["One"], ["Two"]]
    assert [n.text for n in chapters["chapter-3.xhtml"].iter(f"{H}h2")] == ["Below"]


def test_the_contents_list_the_pages_and_the_headings_in_them(book: Book) -> None:
    nav = book.pages["nav.xhtml"]
    toc = next(n for n in nav.iter(f"{H}nav") if n.get(TYPE) == "toc")
    assert [link.text for link in toc.iter(f"{H}a")] == [
        "On Chips & <Rules>", "Abstract", "One", "Two", "Below",
        "Statements", "Endnotes", "Policy brief: On Chips & <Rules>", "Key findings",
    ]  # fmt: skip
    marks = next(n for n in nav.iter(f"{H}nav") if n.get(TYPE) == "landmarks")
    kinds = [link.get(TYPE) for link in marks.iter(f"{H}a")]
    assert kinds == ["toc", "titlepage", "bodymatter", "endnotes", "appendix"]


def test_the_brief_is_a_page_whose_notes_are_those_of_the_article(book: Book) -> None:
    brief = book.pages["brief.xhtml"]
    assert "In short." in "".join(map(str, brief.itertext()))
    found = [(link.text, link.get("href")) for link in brief.iter(f"{H}a")]
    assert ("2", "notes.xhtml#note-2") in found
    assert any(href == "chapter-3.xhtml#sec-two" for _, href in found)


def test_a_change_of_the_brief_makes_the_book_anew(tmp_path: Path) -> None:
    (tmp_path / "box.svg").write_text(DRAWING, encoding="utf-8")
    for words in ("In short.", "In other words."):
        (tmp_path / "paper.md").write_text(PAPER.replace("In short.", words), encoding="utf-8")
        built = reportgen.build(
            tmp_path / "paper.md", to=["epub"], edition=["article"], cache=tmp_path / "cache"
        )
        pages = read(built.files[0].read_bytes()).files
        assert words.encode() in pages["EPUB/brief.xhtml"]


def test_the_package_says_what_the_front_matter_says(book: Book) -> None:
    assert book.core("identifier") == ["doi:10.5555/12345678"]
    assert book.core("title") == ["On Chips & <Rules>", "A Study"]
    assert book.core("creator") == ["Ada Kim"]
    assert book.meta("file-as") == ["Kim, Ada"]
    assert book.meta("alternate-script") == ["김에이"]
    assert book.core("language") == ["en-US"]
    assert book.core("subject") == ["one", "two"]
    assert book.core("description") == ["What this is."]
    assert book.core("date") == ["2026-03-04"]
    assert book.meta("dcterms:modified") == ["2026-03-04T00:00:00Z"]
    assert book.meta("belongs-to-collection") == ["The Journal"]
    assert book.meta("group-position") == ["3.2"]
    assert book.meta("prism:startingPage") == ["33"]
    assert book.meta("dcterms:license") == ["https://creativecommons.org/licenses/by/4.0/"]


def test_it_says_of_its_accessibility_what_is_in_it(book: Book, tmp_path: Path) -> None:
    assert book.meta("schema:accessMode") == ["textual", "visual"]
    assert {"alternativeText", "MathML"} <= {*book.meta("schema:accessibilityFeature")}
    assert book.meta("dcterms:conformsTo") == ["EPUB Accessibility 1.1 - WCAG 2.2 Level AA"]
    bare = made(tmp_path, "---\ntitle: Bare\n---\n\nOnly words.\n")
    assert bare.meta("schema:accessMode") == ["textual"]
    assert bare.meta("schema:accessModeSufficient") == ["textual"]
    assert not {"alternativeText", "MathML"} & {*bare.meta("schema:accessibilityFeature")}
    assert bare.core("identifier")[0].startswith("urn:uuid:")
    assert made(tmp_path, "---\ntitle: Bare\n---\n\nMore words.\n").core("identifier") == bare.core(
        "identifier"
    )


def test_formulas_are_mathml_with_their_words(book: Book) -> None:
    found = list(book.pages["chapter-2.xhtml"].iter(f"{{{MATHML}}}math"))
    assert [node.get("alttext") for node in found] == ["x squared"]
    item = next(
        i for i in book.package.iter(f"{{{OPF}}}item") if i.get("href") == "chapter-2.xhtml"
    )
    assert item.get("properties") == "mathml"


def test_a_picture_is_a_file_and_keeps_its_description(book: Book) -> None:
    (image,) = book.pages["chapter-2.xhtml"].iter(f"{H}img")
    assert image.get("alt") == "A blue box."
    assert b"<rect" in book.files[f"EPUB/{image.get('src')}"]


def test_what_is_written_from_right_to_left_is_read_so(tmp_path: Path) -> None:
    text = "---\ntitle: عنوان\nlang: ar\ntheme: report\n---\n\n# قسم\n\nنص.[^1]\n\n[^1]: حاشية.\n"
    found = made(tmp_path, text)
    spine = next(found.package.iter(f"{{{OPF}}}spine"))
    assert spine.get("page-progression-direction") == "rtl"
    assert {page.get("dir") for page in found.pages.values()} == {"rtl"}
    assert {page.get("lang") for page in found.pages.values()} == {"ar"}


def test_it_is_made_where_it_is_asked_for_alone(tmp_path: Path) -> None:
    from reportgen import formats

    assert "epub" not in formats.defaults()
    assert "epub" in formats.published()


@pytest.fixture(scope="module")
def issue(folder: Path, book: Book) -> Issue:
    """An issue of the paper and of a short text in Korean."""
    short = "---\ntitle: 짧은 글\nlang: ko\nauthor: [홍길동]\n---\n\n# 서론\n\n글이다.[^1]"
    short += "\n\n[^1]: 주.\n"
    data = {"han": book.data, "hong": made(folder, short, "short").data}
    articles = []
    for (slug, one), name, section in zip(
        data.items(), ("paper", "short"), ("Articles", "Notes"), strict=True
    ):
        edition = editions.make("article", report(folder / f"{name}.md"), Bag())
        assert edition is not None
        files = {"article.epub": one}
        articles.append(Article(slug, metadata.record_of(edition), section=section, files=files))
    journal = articles[0].record.front.journal
    return Issue(journal, "Technology", articles[0].record.front.date, articles=tuple(articles))


def test_an_issue_is_one_book_with_its_articles_in_folders(issue: Issue) -> None:
    data = bound(issue)
    assert data is not None
    assert data == bound(issue)
    found = read(data)
    assert found.core("title") == ["The Journal, Volume 3, Issue 2: Technology"]
    assert found.core("creator") == ["Ada Kim", "홍길동"]
    spine = [ref.get("idref") for ref in found.package.iter(f"{{{OPF}}}itemref")]
    assert spine[:3] == ["cover.xhtml", "nav.xhtml", "han-title-page.xhtml"]
    assert spine[-1] == "hong-notes.xhtml"
    items = {item.get("href") for item in found.package.iter(f"{{{OPF}}}item")}
    assert {f"EPUB/{name}" for name in items} | {"EPUB/package.opf"} == {
        name for name in found.files if name.startswith("EPUB/")
    }
    for page, file, place in links(found):
        target = str(PurePosixPath(page).parent / file) if file != page else page
        places = {node.get("id") for node in found.pages[target].iter()}
        assert not place or place in places, (page, file, place)


def test_an_issues_contents_have_sections_articles_and_their_chapters(issue: Issue) -> None:
    nav = read(bound(issue) or b"").pages["nav.xhtml"]
    top = next(nav.iter(f"{H}ol"))
    assert [node[0].text for node in top] == ["Articles", "Notes"]
    articles = [line[0].text for node in top for line in node[1]]
    assert articles == ["Ada Kim: On Chips & <Rules>: A Study", "홍길동: 짧은 글"]
    assert [line[0].text for line in top[1][1][0][1]] == ["서론", "미주"]


def test_an_issue_that_lacks_an_articles_book_is_not_bound(issue: Issue) -> None:
    articles = (issue.articles[0], replace(issue.articles[1], files={}))
    assert bound(replace(issue, articles=articles)) is None


def test_a_cover_has_its_title_whole_within_its_margins() -> None:
    title = "A Very Long Title of Words, Names and Dates That Does Not Fit One Line of a Cover"
    lines = wrapped(title, 9.0, "Source Serif 4", True, "en")
    assert " ".join(lines) == title
    assert len(lines) > 3
    tree = etree.fromstring(drawing(Cover(title, "en", "ltr"), {}))
    assert tree.get("width") == str(WIDTH)
    said = [node.text for node in tree.iter("{*}text")]
    assert " ".join(filter(None, said)) == title
