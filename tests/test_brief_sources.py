"""A brief lists the sources that its text names, and numbers nothing that stands alone."""

import re
from pathlib import Path

import pypdfium2
import pytest

from package import Package
from reportgen import build

CSL = Path(__file__).parent / "golden" / "author-date" / "in" / "author-date.csl"
BIB = """
@book{doe, author = {Doe, Jane}, title = {On Air}, year = 2020, publisher = {Press}}
@book{roe, author = {Roe, Richard}, title = {On Water}, year = 2021, publisher = {Press}}
@book{poe, author = {Poe, Edgar}, title = {On Earth}, year = 2022, publisher = {Press}}
"""
HEAD = """\
---
title: Sources
author: A. Tester
date: 2026-01-01
lang: en-US
theme: {}
bibliography: refs.bib
{}brief: {{url: "https://example.org/a"}}
---

The article cites @roe.

"""
ONE = "::: {.key-finding}\nA finding of some words [@doe, 12].^[See @poe.]\n:::\n\n"
REST = "::: {.recommendation title=First}\nDo this.\n:::\n\n::: {.recommendation}\nDo that.\n:::\n"


def outputs(folder: Path, text: str) -> Path:
    (folder / "p.md").write_text(text, "utf-8")
    (folder / "refs.bib").write_text(BIB, "utf-8")
    (folder / "ad.csl").write_text(CSL.read_text("utf-8"), "utf-8")
    made = build(folder / "p.md")
    assert not made.bag.failed, list(made.bag)
    return folder / "build"


def texts(out: Path) -> dict[str, str]:
    pages = pypdfium2.PdfDocument(out / "p-brief.pdf")
    html = (out / "p-brief.html").read_text("utf-8")
    body = re.sub(r"<[^>]+>", "", html[html.index("<body") :])
    found = {
        "pdf": "".join(page.get_textpage().get_text_range() for page in pages),
        "docx": Package.of((out / "p-brief.docx").read_bytes()).text(),
        "html": body,
    }
    return {name: " ".join(text.split()) for name, text in found.items()}


@pytest.mark.parametrize("theme", ["journal", "report"])
@pytest.mark.parametrize("place", ["", "# References {-}\n\n::: {#refs}\n:::\n"])
def test_a_brief_lists_what_its_text_names(theme: str, place: str, tmp_path: Path) -> None:
    out = outputs(tmp_path, HEAD.format(theme, "csl: ad.csl\n") + ONE + REST + "\n" + place)
    for name, text in texts(out).items():
        assert "On Air" in text, name
        assert "References" in text, name
        assert not {"On Water", "On Earth"} & set(re.findall(r"On \w+", text)), name
    html = (out / "p-brief.html").read_text("utf-8")
    assert 'href="#ref-doe"' in html
    assert 'id="ref-doe"' in html


def test_a_brief_in_a_note_style_lists_nothing(tmp_path: Path) -> None:
    out = outputs(tmp_path, HEAD.format("journal", "") + ONE + REST)
    for name, text in texts(out).items():
        assert "On Air" not in text, name
        assert "References" not in text, name


@pytest.mark.parametrize("theme", ["journal", "report"])
def test_an_only_item_has_no_number(theme: str, tmp_path: Path) -> None:
    out = outputs(tmp_path, HEAD.format(theme, "") + ONE + REST)
    text = texts(out)["pdf"].replace("January 1,", "")
    assert sorted(re.findall(r"(?<!\S)[0-9](?!\S)", text)) == ["1", "2"], text
    html = (out / "p-brief.html").read_text("utf-8")
    assert '<div class="findings single">' in html.replace(' id="findings"', "")
    assert '"recommendations single"' not in html


@pytest.mark.parametrize(("notes", "words"), [("footnotes", "Notes"), ("endnotes", "Endnotes")])
def test_a_screen_heads_notes_by_what_they_are_and_says_the_date_once(
    notes: str, words: str, tmp_path: Path
) -> None:
    out = outputs(tmp_path, HEAD.format("journal", f"notes: {notes}\ntoc: true\n") + ONE)
    html = (out / "p.html").read_text("utf-8")
    assert f'<h2 id="endnotes">{words}<a class="anchor"' in html
    assert f'<li><a href="#endnotes">{words}</a></li>' in html
    assert html.count("<time") == 1
    journal = HEAD.format("journal", "journal: {title: The Journal, volume: 3}\n") + ONE
    shown = (outputs(tmp_path, journal) / "p.html").read_text("utf-8")
    assert shown.count("<time") == 1
    assert '<p class="journal">The Journal</p>' in shown
