"""The first page: one model, from which screen, print and Word draw the same."""

import re
from html import unescape
from pathlib import Path

import pytest

from package import Package, report
from reportgen import editions, formats, metadata
from reportgen.diagnostics import Bag
from reportgen.editions._first_page import FirstPage, first_page
from reportgen.markup.page_values import page_values
from reportgen.themes import template

FRONT = """---
title: The Article
subtitle: Under It
author:
  - {name: Jane Doe, affiliation: Example University, email: jane@example.org, corresponding: true}
  - {name: John Roe, affiliation: Other Institute, roles: [software], bio: John writes.}
date: 2026-03-01
doi: 10.1234/abcd
license: {text: CC BY 4.0, url: "https://creativecommons.org/licenses/by/4.0/"}
copyright: {holder: The Authors, year: 2026}
restates: {author: [A. One, B. Two], title: Old Work, doi: 10.1234/old, note: All is new.}
journal: {title: The Journal, volume: 3, issue: 2, first-page: 101, last-page: 120, issn: 1234-5679}
abstract: What it says.
"""
BRIEF = """brief:
  title: The Brief
  subtitle: In Short
  series: Policy Note
  number: 4
  date: 2026-04-01
  contact: desk@example.org
  url: https://example.org/full
"""
TEXT = "---\n\nText.\n\n::: {.key-finding}\nFound.\n:::\n"


def shown(
    front: str, name: str, theme: str, folder: Path
) -> tuple[FirstPage, dict[str, str], dict[str, str]]:
    """The model of an edition, and the text and the markup of its three forms."""
    (folder / "a.md").write_text(front + TEXT)
    edition = editions.make(name, report(folder / "a.md", theme), Bag())
    assert edition is not None
    bag = Bag()
    screen, word = formats.render("html", edition, bag), formats.render("docx", edition, bag)
    values = {**page_values(edition, "print"), "record": metadata.record_of(edition), "css": ""}
    print_ = template.page(folder, theme, f"{name}.print.html.j2", values, bag)
    assert screen is not None
    assert word is not None
    assert print_ is not None
    package = Package.of(word)
    links = package.parts["word/_rels/document.xml.rels"].decode()
    markup = {"screen": screen.decode(), "print": print_, "word": links}
    bodies = {m: text[text.index("<body") :] for m, text in markup.items() if m != "word"}
    text = {m: unescape(re.sub(r"<[^>]*>", "", body)) for m, body in bodies.items()}
    return first_page(edition), {**text, "word": package.text()}, markup


@pytest.mark.parametrize("theme", ["journal", "report"])
def test_an_article_says_the_same_in_every_form(theme: str, tmp_path: Path) -> None:
    first, texts, markup = shown(FRONT, "article", theme, tmp_path)
    assert first.restates is not None
    said = [
        first.title, first.subtitle, first.journal, first.issue.volume, first.issue.issue,
        first.date, first.rights.copyright, first.rights.license, first.rights.issn,
        first.restates.text, "John Roe: software", "John writes.", *(p.name for p in first.authors),
        *(place for p in first.authors for place in p.affiliations),
    ]  # fmt: skip
    assert all(said)
    for form, text in texts.items():
        assert [value for value in said if value not in text] == [], form
    for form, text in markup.items():
        assert first.rights.license_address in text, form
        assert "mailto:jane@example.org" in text, form


@pytest.mark.parametrize("theme", ["journal", "report"])
def test_a_brief_says_the_same_in_every_form(theme: str, tmp_path: Path) -> None:
    first, texts, markup = shown(FRONT + BRIEF, "brief", theme, tmp_path)
    assert (first.title, first.subtitle) == ("The Brief", "In Short")
    assert (first.series, first.date) == ("Policy Note 4", "April 1, 2026")
    said = [first.title, first.subtitle, first.series, first.journal, first.date, first.contact]
    for form, text in texts.items():
        assert [value for value in said if value not in text] == [], form
    for form, text in markup.items():
        assert first.contact_address in text, form
        assert first.elsewhere in text, form


def test_a_journal_is_left_out_where_there_is_none_and_the_day_stands_alone(tmp_path: Path) -> None:
    front = "---\ntitle: A\ndate: 2026-03-01\nauthor: [A, B, C, D]\n"
    first, texts, _ = shown(front, "article", "journal", tmp_path)
    assert (first.journal, first.issue.number, first.rights.license) == ("", "", "")
    assert first.byline == ("A et al.",)
    for form, text in texts.items():
        assert text.count("March 1, 2026") >= 1, form


def test_a_first_page_whose_last_is_unknown_is_told_only_where_pages_are_counted(
    tmp_path: Path,
) -> None:
    front = FRONT.replace(", last-page: 120", "")
    first, texts, _ = shown(front, "article", "journal", tmp_path)
    assert first.issue.open_pages
    assert first.issue.line == "Volume 3, Issue 2 · March 1, 2026"
    assert "March 1, 2026 · 101" in texts["print"]
    assert "101" not in texts["word"]


@pytest.mark.parametrize("theme", ["journal", "report"])
def test_notes_on_the_second_author_alone_are_shown(theme: str, tmp_path: Path) -> None:
    front = (
        "---\ntitle: T\nauthor:\n  - A B\n  - {name: C D, bio: D writes., email: d@example.org, "
    )
    front += "corresponding: true}\n"
    for form, text in shown(front, "article", theme, tmp_path)[1].items():
        assert "D writes." in text, form
        assert "d@example.org" in text, form


@pytest.mark.parametrize("theme", ["journal", "report"])
def test_nothing_to_say_of_authors_and_rights_leaves_no_place_for_it(
    theme: str, tmp_path: Path
) -> None:
    _, _, markup = shown("---\ntitle: T\nauthor: A B\n", "article", theme, tmp_path)
    assert 'class="about"' not in markup["print"]


def test_a_contact_that_is_no_address_for_mail_is_no_link(tmp_path: Path) -> None:
    brief = BRIEF.replace("desk@example.org", "Write to desk@example.org")
    first, _, markup = shown(FRONT + brief, "brief", "journal", tmp_path)
    assert first.contact_address == ""
    assert all("mailto:desk" not in text for text in markup.values())
