"""Where the marks of notes stand, in every format."""

from pathlib import Path

import pypdfium2
import pytest

from package import Package
from reportgen import build

TEXT = """\
---
title: Marks
date: 2026-01-02
bibliography: b.bib
---

Two in a row [@roe] [@poe].

Two joined [@roe][@poe].

A plain note, then a source.^[One.][@roe]

Three together^[One.] ^[Two.][@poe], and on.

See [the report [@roe, 5]](https://example.org), and more.^[Last.]

See [what @poe says](https://example.org/b) of it.

As @roe's book shows, and @{poe}'s, and @roe.
"""
BOOKS = """\
@book{roe, author = {Roe, Jane}, title = {A Book}, publisher = {Press}, year = {2020}}
@book{poe, author = {Poe, Ed}, title = {Another}, publisher = {Press}, year = {2021}}
"""
SHOWN = (
    "Two in a row.{},{}", "Two joined.{},{}", "A plain note, then a source.{},{}",
    "Three together,{},{},{} and on.", "See the report,{} and more.{}",
    "See what Ed Poe says{} of it.", "As Jane Roe’s{} book shows, and Ed Poe’s,{} and Jane Roe.{}",
)  # fmt: skip


def shown(form: str) -> list[str]:
    """The paragraphs with their marks in a form, numbered through."""
    numbers = iter(range(1, 30))
    return [
        line.format(*(form.format(next(numbers)) for _ in range(line.count("{}"))))
        for line in SHOWN
    ]


@pytest.fixture(scope="module", params=["footnotes", "endnotes"])
def outputs(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("marks")
    text = TEXT.replace("date:", f"notes: {request.param}\ndate:")
    (folder / "p.md").write_text(text, encoding="utf-8")
    (folder / "b.bib").write_text(BOOKS, encoding="utf-8")
    assert not build(folder / "p.md").bag.failed
    return folder / "build"


def test_a_page_has_marks_behind_words_and_apart_from_each_other(outputs: Path) -> None:
    page = pypdfium2.PdfDocument(outputs / "p.pdf")[0]
    found = page.get_textpage().get_text_range().split("\r\n")
    assert [line for line in shown("{}") if line not in found] == []


def test_a_word_document_has_the_same_marks(outputs: Path) -> None:
    package = Package.of((outputs / "p.docx").read_bytes())
    found = []
    for paragraph in package.find("//w:p"):
        parts = paragraph.xpath(
            ".//w:t | .//w:footnoteReference | .//w:endnoteReference",
            namespaces=paragraph.nsmap,
        )
        found.append(
            "".join(part.text or "" if part.tag.endswith("}t") else "{}" for part in parts)
        )
    assert [line for line in shown("{{}}") if line not in found] == []


def test_a_screen_has_every_note_in_its_order(outputs: Path) -> None:
    html = (outputs / "p.html").read_text(encoding="utf-8")
    marks = [html.index(f'id="noteref-{n}"') for n in range(1, 16)]
    assert marks == sorted(marks)
    assert '<a href="https://example.org">the report</a>' in html
    assert 'id="noteref-16"' not in html
