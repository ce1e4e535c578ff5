"""A cross-reference beside sources in brackets is one, in the note that they make."""

from pathlib import Path

import pypdfium2
import pytest

from package import Package
from reportgen import build

TEXT = """\
---
title: References
date: 2026-01-02
bibliography: b.bib
---

Before.[see @sec-one; @roe, 3] Behind.[@roe, 5; see also @tbl-a] Between.[@roe; @sec-one; @poe]

Alone.[@sec-one; @tbl-a]

# One {#sec-one}

| a | b |
|---|---|
| 1 | 2 |

: A table. {#tbl-a}
"""
BOOKS = """\
@book{roe, author = {Roe, Jane}, title = {A Book}, publisher = {Press}, year = {2020}}
@book{poe, author = {Poe, Ed}, title = {Another}, publisher = {Press}, year = {2021}}
"""
NOTES = (
    "See “One”; Jane Roe, A Book (Press, 2020), 3.",
    "Jane Roe, A Book (Press, 2020), 5; see also Table 1.",
    "Jane Roe, A Book (Press, 2020); “One”; Ed Poe, Another (Press, 2021).",
)


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("references")
    (folder / "p.md").write_text(TEXT, encoding="utf-8")
    (folder / "b.bib").write_text(BOOKS, encoding="utf-8")
    made = build(folder / "p.md")
    assert not made.bag.failed, list(made.bag)
    return folder / "build"


def test_a_page_says_what_is_meant(outputs: Path) -> None:
    text = "".join(
        page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(outputs / "p.pdf")
    )
    plain = " ".join(text.replace("\u00a0", " ").split())
    assert [note for note in NOTES if note not in plain] == []


def test_a_screen_leads_to_it(outputs: Path) -> None:
    html = (outputs / "p.html").read_text(encoding="utf-8")
    assert html.count('<a class="xref" href="#sec-one">') == 3
    assert html.count('<a class="xref" href="#tbl-a">') == 2


def test_a_word_document_says_what_is_meant(outputs: Path) -> None:
    package = Package.of((outputs / "p.docx").read_bytes())
    part = "footnotes" if "word/footnotes.xml" in package.parts else "endnotes"
    plain = package.text(part).replace("\u00a0", " ")
    assert [note for note in NOTES if note not in plain] == []
