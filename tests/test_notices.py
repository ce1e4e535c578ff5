"""Corrections, retractions and other notices: in pages, Word, metadata, on both articles."""

import json
import re
import zipfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
import pytest

from reportgen import build

BRIEF = "brief: {standfirst: In short.}\n"
RETRACTED = "retraction: {date: 2027-03-15, text: The data were *lost*., doi: 10.5555/r}\n"
DOUBTED = "expression-of-concern: {date: 2027-02-01, text: A reader doubts it., doi: 10.5555/e}\n"
ADDED = "addendum:\n  - {date: 2027-01-09, text: One more table.}\n"
NOTICE = """\
type: expression-of-concern
doi: 10.5555/e
relates: {doi: 10.5555/old, title: The Other Article}
"""


@cache
def built(front: str, to: tuple[str, ...] = ("html", "docx")) -> Mapping[str, bytes]:
    """The files of an article and its brief, by their names."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "p.md").write_text(f"---\ntitle: T\n{front}---\n\nText.\n", encoding="utf-8")
        made = build(folder / "p.md", to=to, out=folder / "out")
        assert not made.bag.failed, [d.message for d in made.bag]
        return {file.name: file.read_bytes() for file in made.files}


def page(front: str, name: str = "p.html") -> str:
    return built(front)[name].decode()


def linked(front: str, name: str = "p.html") -> dict[str, object]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page(front, name))
    assert found
    data: dict[str, object] = json.loads(found[1])
    return data


def word(front: str, name: str, part: str = "word/document.xml") -> str:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.docx"
        path.write_bytes(built(front)[name])
        with zipfile.ZipFile(path) as package:
            text = package.read(part).decode()
    return re.sub(r"<[^>]+>", "", re.sub(r"</w:p>", "\n", text))


@pytest.mark.parametrize("name", ["p.html", "p-brief.html"])
def test_a_retraction_stands_over_the_title_of_article_and_brief(name: str) -> None:
    said = page(BRIEF + RETRACTED, name)
    assert said.index('class="notice retraction"') < said.index("<h1")
    assert "The data were <em>lost</em>." in said
    assert '<span class="retracted">RETRACTED:</span>' in said
    assert linked(BRIEF + RETRACTED, name)["headline"] == "RETRACTED: T"
    assert '<meta property="og:title" content="RETRACTED: T">' in said


@pytest.mark.parametrize("name", ["p.docx", "p-brief.docx"])
def test_a_retraction_stands_in_word_and_in_its_properties(name: str) -> None:
    said = word(BRIEF + RETRACTED, name)
    assert said.index("Retracted on March 15, 2027.") < said.index("RETRACTED: T")
    assert "RETRACTED: T" in word(BRIEF + RETRACTED, name, "docProps/core.xml")


def test_a_doubted_article_keeps_its_title_and_says_what_is_doubted() -> None:
    said = page(BRIEF + DOUBTED)
    band = said[said.index('class="notice concern"') : said.index("<h1")]
    assert "Expression of concern (February 1, 2027)." in band
    assert "A reader doubts it." in band
    assert 'href="https://doi.org/10.5555/e"' in band
    assert linked(BRIEF + DOUBTED)["headline"] == "T"
    assert 'class="notice concern"' in page(BRIEF + DOUBTED, "p-brief.html")
    assert "Expression of concern (February 1, 2027). A reader" in word(BRIEF + DOUBTED, "p.docx")


def test_an_addendum_is_told_of_in_the_article_and_not_in_the_brief() -> None:
    assert "Addendum (January 9, 2027)." in page(BRIEF + ADDED)
    assert "Addendum (January 9, 2027)." in word(BRIEF + ADDED, "p.docx")
    assert "Addendum" not in page(BRIEF + ADDED, "p-brief.html")


def test_the_state_of_an_article_is_told_to_machines() -> None:
    data = linked(f"version: 1.1\n{RETRACTED}correction: {{text: A sum., doi: 10.5555/c}}\n")
    assert data["version"] == "1.1"
    assert data["creativeWorkStatus"] == "Retracted"
    assert [one["url"] for one in data["correction"]] == [
        "https://doi.org/10.5555/r",
        "https://doi.org/10.5555/c",
    ]
    assert not {"version", "creativeWorkStatus", "correction", "about"} & linked("").keys()


def test_a_notice_says_what_it_is_and_leads_to_its_article() -> None:
    said = page(NOTICE)
    assert '<p class="kind">Expression of concern</p>' in said
    head = said[said.index('class="notice target"') : said.index("<h1")]
    assert "Expression of concern: “The Other Article”" in head
    assert '<a href="https://doi.org/10.5555/old">' in head
    about = {"@type": "ScholarlyArticle", "name": "The Other Article"}
    assert linked(NOTICE)["about"] == {**about, "url": "https://doi.org/10.5555/old"}
    text = word(NOTICE, "p.docx")
    assert "Expression of concern: “The Other Article”" in text
    assert "https://doi.org/10.5555/old" in text


def test_the_version_is_shown() -> None:
    assert "<span>Version 1.1</span>" in page("version: 1.1\n")
    assert "Version 1.1" in word("version: 1.1\n", "p.docx")


@pytest.mark.parametrize(("front", "across"), [(RETRACTED, 1), (DOUBTED, 1), (ADDED, 0)])
def test_each_page_of_what_does_not_stand_says_so_across_it(front: str, across: int) -> None:
    files = built(BRIEF + front, ("pdf",))
    for name in ("p.pdf", "p-brief.pdf"):
        with pypdfium2.PdfDocument(files[name]) as document:
            for sheet in document:
                text = sheet.get_textpage().get_text_range()
                words = ("RETRACTED", "Expression of concern")
                marks = [line for line in text.splitlines() if line.strip() in words]
                assert len(marks) == across, text
