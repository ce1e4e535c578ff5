"""Numbers beside the lines of a copy for reviewers."""

import re
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple
from zipfile import ZipFile

import pikepdf
import pypdfium2
import pytest

from reportgen import build

FRONT = """---
title: On Things
author: Jane Harrowgate
date: 2026-01-02
lang: {lang}
theme: {theme}
notes: {notes}
abstract: What is said here takes two lines of the page, or three where the type is large, and more.
review: {{line-numbers: {numbers}}}
---
"""
TEXT = (
    "\n# One\n\n"
    + "\n\n".join(
        f"{'The will of the page is law, and so on. ' * 24}^[Note {i} is here.]" for i in range(6)
    )
    + "\n\n| A | B |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n\n: Cells.\n\n- An item.\n- Another.\n"
)


class Page(NamedTuple):
    """The numbers in a page's margin, from the top; its lines, with the numbers on them."""

    numbers: list[int]
    rows: dict[int, str]
    others: list[str]


@cache
def copy(
    theme: str = "journal", numbers: str = "continuous", notes: str = "endnotes"
) -> list[Page]:
    """The pages of a copy."""
    margin = 148 if theme == "report" else 115
    with TemporaryDirectory() as name:
        path = made(Path(name), theme, numbers, notes)[0]
        return [_page(page.get_textpage(), margin) for page in pypdfium2.PdfDocument(path)]


def _page(text: pypdfium2.PdfTextPage, margin: float) -> Page:
    boxes = [text.get_rect(i) for i in range(text.count_rects())]
    rows: list[list[tuple[float, ...]]] = []
    for box in sorted(boxes, key=lambda box: -box[3]):
        if rows and box[3] > min(other[1] for other in rows[-1]) + 1:
            rows[-1].append(box)
        else:
            rows.append([box])
    numbers, numbered, others = [], {}, []
    for row in rows:
        beside = [box for box in row if box[2] < margin]
        rest = [box for box in row if box not in beside]
        said = " ".join(text.get_text_bounded(*box).strip() for box in sorted(rest))
        found = [text.get_text_bounded(*box).strip() for box in beside]
        if found and found[0].isdecimal():
            numbers.append(int(found[0]))
            numbered[numbers[-1]] = said
        else:
            others.append(said)
    return Page(numbers, numbered, others)


def made(folder: Path, theme: str, numbers: str, notes: str, *to: str) -> tuple[Path, ...]:
    front = FRONT.format(theme=theme, numbers=numbers, notes=notes, lang="en-US")
    (folder / "a.md").write_text(front + TEXT, "utf-8")
    built = build(folder / "a.md", to=to or ("pdf",), edition=["review"])
    assert not built.bag.failed
    return built.files


@pytest.mark.parametrize(("theme", "notes"), [("journal", "endnotes"), ("report", "footnotes")])
def test_lines_are_numbered_through_without_a_gap(theme: str, notes: str) -> None:
    found = [number for page in copy(theme, notes=notes) for number in page.numbers]
    assert found == list(range(1, len(found) + 1))
    assert len(found) > 60


def test_each_page_begins_anew_where_that_is_asked_for() -> None:
    pages = copy(numbers="page")
    assert len(pages) > 2
    for page in pages:
        assert page.numbers == list(range(1, len(page.numbers) + 1))
    through = [n for page in copy() for n in page.numbers]
    assert sum(len(page.numbers) for page in pages) == len(through)


def test_no_line_is_numbered_where_none_is_to_be() -> None:
    assert not [n for page in copy(numbers="none") for n in page.numbers]


def test_a_number_stands_on_the_line_that_it_numbers() -> None:
    rows = {n: text for page in copy() for n, text in page.rows.items()}
    assert all(rows.values())
    assert sum("law" in text for text in rows.values()) > 55
    assert any(text.startswith("What is said") or "Abstract" in text for text in rows.values())
    assert {"One", "Endnotes"} <= set(rows.values())


def test_titles_tables_and_running_heads_have_no_number() -> None:
    others = [text for page in copy() for text in page.others]
    for words in ("On Things", "Anonymous", "A B", "1 2", "3 4"):
        assert words in others
    assert any("Table 1. Cells." in text for page in copy() for text in page.rows.values())


def test_the_numbers_are_artifacts_and_the_text_is_what_it_was(tmp_path: Path) -> None:
    with_, without = (
        made(folder, "journal", numbers, "endnotes")[0]
        for numbers, folder in (("continuous", tmp_path / "a"), ("none", tmp_path / "b"))
        if folder.mkdir() is None
    )
    with pikepdf.open(with_) as one, pikepdf.open(without) as two:
        for page, bare in zip(one.pages, two.pages, strict=True):
            assert tagged(page) == tagged(bare)
            assert len(list(artifacts(page))) > len(list(artifacts(bare)))


def tagged(page: pikepdf.Page) -> list[bytes]:
    """The content of a page that has a place in the structure, without its artifacts."""
    out, inside = [], False
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) in ("BDC", "BMC"):
            inside = str(operands[0]) == "/Artifact"
        elif str(operator) == "EMC":
            inside = False
        elif not inside and str(operator) in ("TJ", "Tj"):
            out.append(pikepdf.unparse_content_stream([(operands, operator)]))
    return out


def artifacts(page: pikepdf.Page) -> list[str]:
    """The artifacts of a page."""
    found = pikepdf.parse_content_stream(page)
    return [str(o[0]) for o, op in found if str(op) == "BDC" and str(o[0]) == "/Artifact"]


def test_word_counts_the_lines_and_browsers_the_paragraphs(tmp_path: Path) -> None:
    folders = [tmp_path / name for name in ("continuous", "page", "none")]
    found = {}
    for folder in folders:
        folder.mkdir()
        html, docx = sorted(
            made(folder, "report", folder.name, "footnotes", "html", "docx"),
            key=lambda path: path.suffix != ".html",
        )
        with ZipFile(docx) as package:
            document = package.read("word/document.xml").decode()
        found[folder.name] = set(re.findall(r"<w:lnNumType [^>]*>", document))
        assert ("counter(paragraph)" in html.read_text("utf-8")) == (folder.name != "none")
    assert found == {
        "continuous": {'<w:lnNumType w:countBy="1" w:restart="continuous"/>'},
        "page": {'<w:lnNumType w:countBy="1" w:restart="newPage"/>'},
        "none": set(),
    }
