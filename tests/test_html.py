"""The pages for browsers, as text: sound markup, one record of metadata, nothing fetched."""

import json
import re
from base64 import b64decode
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from lxml import html as parser

from reportgen.fonts import subset
from reportgen.pipeline import build
from reportgen.themes import colour

PROJECT = Path(__file__).parents[1]
PAPER = """\
---
title: Tests & "Quotes" </script>
author:
  - {name: Ada Núñez, orcid: 0000-0002-1825-0097, affiliation: Example University}
  - Grace Park
date: 2024-05-06
doi: 10.5555/12345678
lang: LANG
license: {text: CC BY 4.0, url: "https://creativecommons.org/licenses/by/4.0/"}
journal:
  {title: Tests, volume: 3, issue: 2, first-page: 10, last-page: 20, issn: 1234-5679}
abstract: An abstract & more.
keywords: [one, two]
brief: {title: The Brief, standfirst: The bottom line., url: "https://example.org/paper"}
---

# Note 1 {#note-1}

Text.[^1] More.[^2] See @eq-one and [nowhere](#nowhere). 한국어 and `code`.

[^1]: One.

    - with a list

[^2]: Two.

$$ e^x $$ {#eq-one}

# Endnotes

::: {.key-finding}
A finding.[^3] See @eq-one.
:::

[^3]: Three.
"""


def _build(path: Path, out: Path) -> dict[str, str]:
    built = build.build(path, to=["html"], out=out)
    assert not built.bag.failed, [d.message for d in built.bag]
    return {file.stem: file.read_text(encoding="utf-8") for file in built.files}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The manuscript's pages and those of a paper with what is rare in them."""
    out = tmp_path_factory.mktemp("pages")
    paper = out / "paper.md"
    paper.write_text(PAPER.replace("LANG", "en-US"), encoding="utf-8")
    korean = out / "korean.md"
    korean.write_text(PAPER.replace("LANG", "ko"), encoding="utf-8")
    return _build(PROJECT, out / "a") | _build(paper, out / "b") | _build(korean, out / "c")


def _tree(text: str) -> Any:
    return parser.document_fromstring(text.encode())


def _named(tree: Any, name: str) -> list[str]:
    return [e.get("content") for e in tree.iterfind(f'.//meta[@name="{name}"]')]


def _linked(tree: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(tree.find('.//script[@type="application/ld+json"]').text)
    return found


NAMES = ("article", "brief", "paper", "paper-brief", "korean", "korean-brief")
every = pytest.mark.parametrize("name", NAMES)


@every
def test_an_identifier_stands_once_and_every_link_within_the_page_has_its_target(
    pages: dict[str, str], name: str
) -> None:
    tree = _tree(pages[name])
    ids = [e.get("id") for e in tree.iterfind(".//*[@id]")]
    assert len(ids) == len(set(ids))
    wanted = {e.get("href")[1:] for e in tree.iterfind(".//a[@href]") if e.get("href")[0] == "#"}
    wanted |= {e.get("popovertarget") for e in tree.iterfind(".//*[@popovertarget]")}
    wanted |= {e.get("aria-labelledby") for e in tree.iterfind(".//*[@aria-labelledby]")}
    assert wanted <= set(ids)


@every
def test_a_page_fetches_nothing(pages: dict[str, str], name: str) -> None:
    tree = _tree(pages[name])
    loaded = [e.get("src") for e in tree.iterfind(".//*[@src]")]
    loaded += [
        e.get("href") for e in tree.iterfind(".//link") if e.get("rel") in ("stylesheet", "icon")
    ]
    assert all(url.startswith("data:") for url in loaded)
    style = "".join(e.text for e in tree.iterfind(".//style"))
    assert not re.search(r"@import|url\((?![\"']?(?:data:|#))", style)
    policy = tree.find('.//meta[@http-equiv="Content-Security-Policy"]').get("content")
    assert policy.startswith("default-src 'none';")


@every
def test_a_page_has_its_landmarks_its_language_and_one_first_heading(
    pages: dict[str, str], name: str
) -> None:
    tree = _tree(pages[name])
    assert tree.get("lang") == ("ko" if name.startswith("korean") else "en-US")
    assert len(tree.findall(".//main")) == len(tree.findall(".//h1")) == 1
    assert tree.find("body//header") is not None
    assert tree.find("body//footer") is not None
    assert tree.find("body")[0].get("href") == "#" + tree.find(".//main").get("id")


@every
def test_headings_skip_no_level(pages: dict[str, str], name: str) -> None:
    tree = _tree(pages[name])
    levels = [int(e.tag[1]) for e in tree.iter() if re.fullmatch(r"h[1-6]", str(e.tag))]
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_note_is_cited_once_and_leads_back(pages: dict[str, str]) -> None:
    for name, count in (("article", 56), ("paper", 3), ("korean", 3)):
        tree = _tree(pages[name])
        marks = tree.findall('.//button[@class="noteref"]')
        assert [mark.text for mark in marks] == [str(n) for n in range(1, count + 1)]
        for mark in marks:
            note = tree.get_element_by_id(mark.get("popovertarget"))
            assert note.get("popover") == "auto"
            assert note.getparent().get("id") == f"note-{mark.text}"
            back = note.getparent().find('a[@role="doc-backlink"]')
            assert back.get("href") == "#" + mark.get("id")


def test_the_text_of_a_note_stands_in_the_page_once(pages: dict[str, str]) -> None:
    text = _tree(pages["article"]).find("body").text_content()
    assert text.count("After Hegemony") == 1


def test_the_notes_of_a_brief_lead_to_the_article(pages: dict[str, str]) -> None:
    marks = _tree(pages["paper-brief"]).findall('.//a[@class="noteref"]')
    assert [mark.get("href") for mark in marks] == ["https://example.org/paper#note-3"]


def test_a_link_to_what_a_brief_does_not_show_leads_to_the_article(pages: dict[str, str]) -> None:
    assert 'href="https://example.org/paper#eq-one"' in pages["paper-brief"]


def test_the_vocabularies_agree(pages: dict[str, str]) -> None:
    tree = _tree(pages["paper"])
    linked = _linked(tree)
    title = 'Tests & "Quotes" </script>'
    assert _named(tree, "citation_title") == _named(tree, "DC.title") == [title]
    assert tree.find('.//meta[@property="og:title"]').get("content") == title == linked["headline"]
    people = ["Ada Núñez", "Grace Park"]
    assert _named(tree, "citation_author") == _named(tree, "DC.creator") == people
    assert [p["name"] for p in linked["author"]] == people
    assert _named(tree, "citation_publication_date") == ["2024/05/06"]
    assert _named(tree, "DC.date") == ["2024-05-06"] == [linked["datePublished"]]
    assert _named(tree, "citation_doi") == ["10.5555/12345678"] == [linked["identifier"]["value"]]
    assert _named(tree, "citation_firstpage") == ["10"] == [linked["pageStart"]]
    assert _named(tree, "description") == ["An abstract & more."] == [linked["abstract"]]
    canonical = tree.find('.//link[@rel="canonical"]').get("href")
    assert canonical == linked["url"] == "https://doi.org/10.5555/12345678"


def test_a_brief_does_not_pass_for_the_article(pages: dict[str, str]) -> None:
    tree = _tree(pages["paper-brief"])
    assert _named(tree, "citation_title") == []
    assert tree.find('.//link[@rel="canonical"]') is None
    linked = _linked(tree)
    assert (linked["@type"], linked["name"]) == ("Report", "The Brief")
    assert linked["isBasedOn"]["url"] == "https://doi.org/10.5555/12345678"


@every
def test_nothing_that_is_not_known_is_printed(pages: dict[str, str], name: str) -> None:
    tree = _tree(pages[name])
    said = [e.get("content") for e in tree.iterfind(".//meta[@content]")]
    said += [e.text_content() for e in tree.iterfind(".//footer")]
    said += [e.text_content() for e in tree.iterfind("body//header")]
    assert all(said)
    assert not [text for text in said if re.search(r"\b(?:None|undefined|Undefined)\b", text)]


@every
def test_a_page_is_small(pages: dict[str, str], name: str) -> None:
    assert len(pages[name].encode()) < 600_000


def test_the_manuscript_s_article_takes_less_than_450_kilobytes(pages: dict[str, str]) -> None:
    assert len(pages["article"].encode()) < 450_000


def test_the_same_manuscript_gives_the_same_bytes(pages: dict[str, str], tmp_path: Path) -> None:
    subset._cut.cache_clear()
    paper = tmp_path / "paper.md"
    paper.write_text(PAPER.replace("LANG", "en-US"), encoding="utf-8")
    built = build.build(paper, to=["html"], out=tmp_path / "out")
    assert {file.stem: file.read_text(encoding="utf-8") for file in built.files} == {
        name: pages[name] for name in ("paper", "paper-brief")
    }


def test_korean_is_set_in_a_korean_face_and_says_so(pages: dict[str, str]) -> None:
    assert '<span lang="ko">한국어</span>' in pages["paper"]
    assert 'font-family: "Noto Serif KR"; font-style' in pages["paper"]


def test_a_face_without_text_does_not_travel() -> None:
    assert subset.face_rules({"Source Code Pro": "", "Noto Serif KR": "\u0e01"}) == ""


def test_a_cut_face_holds_the_text_and_keeps_two_weights() -> None:
    from fontTools.ttLib import TTFont

    rule = subset.face_rules({"Source Sans 3": "Ж"}).splitlines()[0]
    assert "font-weight: 400 700" in rule
    data = re.search(r"base64,([^\"]+)", rule)
    assert data
    font = TTFont(BytesIO(b64decode(data[1])))
    assert {ord("Ж"), ord("a"), ord("’")} <= set(font.getBestCmap())
    assert [(a.axisTag, a.minValue, a.maxValue) for a in font["fvar"].axes] == [("wght", 400, 700)]


@pytest.mark.parametrize("on", ["#ffffff", "#16181b"])
@pytest.mark.parametrize("accent", ["#1f4e79", "#ffcc00", "#f00", "#777777", "#000000", "#ffffff"])
def test_any_accent_becomes_readable(accent: str, on: str) -> None:
    assert colour.contrast(colour.readable(accent, on), on) >= 4.5
