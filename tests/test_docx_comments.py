"""Diagnostics as comments in Word documents."""

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from lxml import etree

from package import report, write
from reportgen import build, ooxml
from reportgen.diagnostics import Diagnostic, Severity
from reportgen.resolve.commented import Commented
from reportgen.word.comments import AUTHOR

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FRONT = """title: The Price of Chips
date: 2026-05-04
author: [{name: Jane Doe}]
keywords: [chips, Chips]
bibliography: bib.bib
"""
BIB = """@book{walt, author = {Walt, Stephen}, title = {Alliances}, date = {1987}}
@online{a, title = {Something.}, author = {Roe, Jane}, year = 2020, url = {https://a.org/a}}
"""
TEXT = """# Chips TODO {#sec-chips}

The prices of chips rose in each region.[@walt, p. 3] They *fell* later, as firms (Roe 2020) in \
Korea say.[@a] See [the table](#tbl-one).

Another paragraph has a note.^[A note on TODO firms.] Lorem ipsum dolor sit amet is left here.

| Region | Price |
|--------|-------|
| Korea  | TODO  |

: Prices by region {#tbl-one}

$$ E = mc^2 $$

::: {.keyfinding}
Prices fell in all of the regions.
:::

::: {.brief-only .key-finding}
For the brief alone, TODO.
:::
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("project")
    (folder / "manuscript").mkdir()
    (folder / "manuscript" / "metadata.yaml").write_text(FRONT)
    (folder / "manuscript" / "01.md").write_text(TEXT)
    (folder / "bib.bib").write_text(BIB)
    built = build(folder, to=["docx"], comments=True)
    assert built.whole, built.bag.found
    return folder


@pytest.fixture(scope="module")
def article(project: Path) -> bytes:
    return (project / "build" / "article.docx").read_bytes()


def part(data: bytes, folder: Path, name: str) -> Any:
    (folder / "x.docx").write_bytes(data)
    with ZipFile(folder / "x.docx") as package:
        return etree.fromstring(package.read(name))


def quotes(data: bytes) -> dict[str, str]:
    """What each comment stands on, by its code."""
    document = ooxml.read(data)
    assert {comment.author for comment in document.comments} == {AUTHOR}
    return {re.findall(r"\[([\w-]+)\]", c.text)[0]: c.quote for c in document.comments}


def test_each_diagnostic_stands_at_its_place(article: bytes) -> None:
    found = quotes(article)
    assert found["citation-typed"] == "(Roe 2020)"
    assert found["class-unknown"] == "Prices"
    assert "the table" in found["label-unused"]


def test_places_in_headings_cells_and_notes_are_commented_on(article: bytes) -> None:
    document = ooxml.read(article)
    left = [c.quote for c in document.comments if "`TODO` is left" in c.text]
    assert left[0] == "TODO"  # in the heading
    assert "TODO" in left[2:]  # in the cell
    assert len(left) >= 4
    marker = next(w for b in document.blocks for w in b.words if w.atom == "note" and w.comments)
    assert marker


def test_a_fault_of_an_entry_stands_at_the_first_note_that_cites_it(article: bytes) -> None:
    document = ooxml.read(article)
    ids = {c.id: c.text for c in document.comments}
    (paragraph,) = (b for b in document.blocks if b.text.startswith("The prices of chips"))
    notes = [w for w in paragraph.words if w.atom == "note"]
    said = [{ids[i].split("]")[0] for i in word.comments} for word in notes]
    assert "warning[entry-incomplete" in said[0]
    assert "warning[title-end" in said[1]


def test_the_brief_shows_what_stands_in_it(project: Path) -> None:
    found = ooxml.read((project / "build" / "brief.docx").read_bytes()).comments
    assert [c.quote for c in found] == ["TODO."]


def test_a_comment_gives_code_message_and_remedy_at_the_documents_date(
    article: bytes, tmp_path: Path
) -> None:
    root = part(article, tmp_path, "word/comments.xml")
    assert [c.get(f"{W}id") for c in root] == [str(i) for i in range(len(root))]
    assert {(c.get(f"{W}initials"), c.get(f"{W}date")) for c in root} == {
        ("rg", "2026-05-04T00:00:00Z")
    }
    texts = [["".join(p.itertext()) for p in c] for c in root]
    assert ["warning[title-end] `title` of `a` ends with `.`",
            "take it off; the style sets its own"] in texts  # fmt: skip


def test_ranges_ascend_and_begin_and_end_in_one_paragraph(article: bytes, tmp_path: Path) -> None:
    body = part(article, tmp_path, "word/document.xml")
    starts = [e.get(f"{W}id") for e in body.iter(f"{W}commentRangeStart")]
    assert starts == [str(i) for i in range(len(starts))]
    for start in body.iter(f"{W}commentRangeStart"):
        paragraph, number = start.getparent(), start.get(f"{W}id")
        assert paragraph.tag == f"{W}p"
        ends = [e for e in paragraph.iter(f"{W}commentRangeEnd") if e.get(f"{W}id") == number]
        marks = [e for e in paragraph.iter(f"{W}commentReference") if e.get(f"{W}id") == number]
        assert (len(ends), len(marks)) == (1, 1)
        assert paragraph.index(start) < paragraph.index(ends[0])


def test_the_words_are_those_of_a_document_without_comments(project: Path, article: bytes) -> None:
    plain = build(project, to=["docx"], edition=["article"], out=project / "plain")
    (file,) = plain.files
    first, second = ooxml.read(article), ooxml.read(file.read_bytes())
    assert [b.text for b in first.every_block()] == [b.text for b in second.every_block()]
    assert second.comments == ()
    assert b"comments.xml" not in file.read_bytes()


def test_what_has_no_place_in_the_text_stands_on_the_title(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: A Title\nallow: [no-code]\n---\n\nText.\n")
    (file,) = build(tmp_path / "a.md", to=["docx"], edition=["article"], comments=True).files
    found = {c.text.split("]")[0]: c.quote for c in ooxml.read(file.read_bytes()).comments}
    assert found["warning[allow-unknown"] == "A Title"


def test_an_equation_keeps_its_place_where_it_is_at_fault(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: T\n---\n\nBefore.\n\n$$ x = 1 $$\n")
    plain = report(tmp_path / "a.md")
    (source,) = plain.chapters
    place = source.span(source.text.index("$$"))
    fault = Commented(Diagnostic("code", Severity.WARNING, "a fault", place))
    data = [write(one) for one in (plain, replace(plain, comments=(fault,)))]
    first, second = (part(one, tmp_path, "word/document.xml") for one in data)
    styles = [[e.get(f"{W}val") for e in one.iter(f"{W}pStyle")] for one in (first, second)]
    assert styles[0] == styles[1]
    assert "Equation" in styles[0]
    assert [c.quote for c in ooxml.read(data[1]).comments] == ["Before."]


@pytest.mark.skipif(OFFICE is None, reason="no LibreOffice: apt-get install libreoffice-writer")
def test_a_save_by_libreoffice_keeps_every_comment(article: bytes, tmp_path: Path) -> None:
    (tmp_path / "in.docx").write_bytes(article)
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    command = [str(OFFICE), home, "--headless", "--convert-to", "docx:MS Word 2007 XML"]
    subprocess.run(
        [*command, "--outdir", str(tmp_path / "out"), str(tmp_path / "in.docx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    saved = ooxml.read((tmp_path / "out" / "in.docx").read_bytes())
    before = ooxml.read(article)
    assert sorted((c.author, c.quote) for c in saved.comments) == sorted(
        (c.author, c.quote) for c in before.comments
    )
