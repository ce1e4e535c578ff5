"""The article's pages: how many, what they are set in, and what never happens on them."""

import shutil
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
import yaml

from pages import Line, fonts, lines, outline
from reportgen import build

ROOT = Path(__file__).parents[1]
OURS = ("Source-Serif-4", "Source-Sans-3", "Source-Code-Pro", "Noto-Serif-KR", "Noto-Sans-KR")
INDENT = 10.0
INK = 1.0
"""Points by which a letter's ink leaves its own width, such as an f's."""
HANGING = {"\x02": 1.7, "-": 1.7, "\u201d": 1.6, "\u2019": 1.6, ".": 1.2, ",": 1.2}
"""Points by which the ink of a mark hangs over the right edge; pdfium reads \\x02 for a hyphen."""


@pytest.fixture(scope="module")
def article(built: Path) -> Path:
    return built / "article.pdf"


@pytest.fixture(scope="module")
def others(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The real manuscript in its other settings."""
    return {
        name: _built(tmp_path_factory.mktemp(name), settings)
        for name, settings in {
            "report": {"theme": "report", "paper": "a4", "style": {"accent": "#7a1f3d"}},
            "footnotes": {"notes": "footnotes", "toc": False},
        }.items()
    }


def _built(folder: Path, settings: dict[str, object]) -> Path:
    shutil.copytree(ROOT / "manuscript", folder / "manuscript")
    shutil.copy(ROOT / "bibliography.bib", folder)
    path = folder / "manuscript" / "metadata.yaml"
    front = yaml.safe_load(path.read_text(encoding="utf-8")) | settings
    front["journal"]["first-page"] = 33
    path.write_text(yaml.safe_dump(front, allow_unicode=True), encoding="utf-8")
    made = build(folder, to=["pdf"], out=folder / "build")
    assert not made.bag.failed, [d.message for d in made.bag]
    return folder / "build"


def _text(page: list[Line], low: float, high: float) -> list[Line]:
    """A page's lines without its running head and its number."""
    return [line for line in page if low < line.bottom < high]


def test_the_article_has_the_pages_of_an_article(article: Path) -> None:
    assert 18 <= len(pypdfium2.PdfDocument(article)) <= 28


def test_a_line_has_some_sixty_to_seventy_five_characters(article: Path) -> None:
    full = [line for page in lines(article)[1:15] for line in page if line.right - line.left > 365]
    counts = sorted(len(line.text) for line in full if line.top - line.bottom > 8)
    assert 60 <= counts[len(counts) // 2] <= 75


def test_nothing_leaves_the_text_block(article: Path) -> None:
    for page in lines(article):
        for line in page:
            assert line.left > 119 - 1.5, line
            assert line.right < 612 - 119 + HANGING.get(line.text[-1:], INK), line
            assert 30 < line.bottom < 792 - 40, line


def test_nothing_leaves_the_text_block_of_the_report(others: dict[str, Path]) -> None:
    for page in lines(others["report"] / "article.pdf")[1:]:
        for line in page:
            assert line.left > 152 - 1.5, line
            assert line.right < 595.3 - 84 + HANGING.get(line.text[-1:], INK), line


@pytest.mark.parametrize("name", ["article", "report"])
def test_no_heading_ends_a_page(name: str, article: Path, others: dict[str, Path]) -> None:
    path = article if name == "article" else others["report"] / "article.pdf"
    heads = set(outline(path))
    for page in lines(path)[1:]:
        body = _text(page, 78, 720)
        assert body[-1].text not in heads


def test_no_line_of_a_paragraph_stands_alone(article: Path) -> None:
    pages = [_text(page, 78, 720) for page in lines(article)]
    end = next(i for i, page in enumerate(pages) if any(line.text == "Endnotes" for line in page))
    for page in pages[1:end]:
        tall = [line for line in page if line.left < 140 and line.right - line.left > 30]
        first, last = tall[0], tall[-1]
        assert not (last.left > 119 + INDENT and last.right > 480), last
        assert not (first.right < 460 and tall[1].left > 119 + INDENT), first


def test_paragraphs_do_not_end_in_a_scrap(article: Path) -> None:
    for page in lines(article)[1:17]:
        for line, after in pairwise(page):
            if after.left > 119 + INDENT and line.left < 125 and line.right < 480:
                assert line.right - line.left > 20, line


@pytest.mark.parametrize("name", ["article", "brief"])
def test_every_face_is_one_of_ours(name: str, built: Path, others: dict[str, Path]) -> None:
    for folder in (built, *others.values()):
        found = fonts(folder / f"{name}.pdf")
        assert found
        assert not [f for f in found if not f.startswith(OURS)]


def test_korean_is_set_in_a_korean_face(article: Path) -> None:
    assert any("KR" in name for name in fonts(article))
    assert any("한" in line.text for page in lines(article) for line in page)


def test_bookmarks_are_the_headings(article: Path) -> None:
    found = outline(article)
    assert found[0] == "Rules for Algorithms, Laboratories for Qubits"
    assert {"Introduction", "Who Leads in AI", "Conclusion", "Endnotes"} <= set(found)


def test_the_title_page_says_what_the_article_restates(article: Path) -> None:
    said = " ".join(line.text for line in lines(article)[0])
    assert "Sanghyun Han" in said
    assert "Canvassing Variations" in said


def test_heads_carry_the_title_the_author_and_the_number(article: Path) -> None:
    pages = lines(article)
    assert pages[1][0].text == "2 The reportgen editors"
    assert pages[2][0].text == "Rules for Algorithms, Laboratories for Qubits 3"
    assert pages[0][-1].text == "1"


def test_pages_are_numbered_from_the_journals_first(others: dict[str, Path]) -> None:
    pages = lines(others["footnotes"] / "article.pdf")
    assert pages[0][-1].text == "33"
    assert pages[0][0].text.endswith(f"33–{32 + len(pages)}")
    assert pages[1][0].text.startswith("34 ")


def test_every_note_stands_in_the_endnotes(article: Path) -> None:
    said = [line.text for page in lines(article) for line in page]
    notes = said[said.index("Endnotes") :]
    for number in range(1, 57):
        assert any(line.startswith(f"{number}. ") for line in notes), number


def test_footnotes_stand_on_the_page_that_cites_them(others: dict[str, Path]) -> None:
    pages = lines(others["footnotes"] / "article.pdf")
    assert not any(line.text == "Endnotes" for page in pages for line in page)
    found = [line.text for page in pages for line in page if line.top - line.bottom < 10]
    for number in range(1, 57):
        assert any(line.startswith(f"{number}. ") for line in found), number


def test_a_report_on_a4_has_a_cover_in_its_accent(others: dict[str, Path]) -> None:
    document = pypdfium2.PdfDocument(others["report"] / "article.pdf")
    assert [round(n) for n in document[0].get_size()] == [595, 842]
    pixel = document[0].render(scale=0.25).to_pil().convert("RGB").getpixel((5, 5))
    assert pixel == (0x7A, 0x1F, 0x3D)
    assert "Introduction" not in [line.text for line in lines(others["report"] / "article.pdf")[0]]


@pytest.mark.parametrize("theme", ["journal", "report"])
def test_the_brief_is_one_page(theme: str, built: Path, others: dict[str, Path]) -> None:
    folder = built if theme == "journal" else others["report"]
    assert len(pypdfium2.PdfDocument(folder / "brief.pdf")) == 1


PAPER = """---
title: Everything at once
lang: en
author: [{name: A. Author, affiliation: An Institute, bio: Writes.}, {name: 홍길동}]
date: 2026-05-01
doi: 10.1234/abcd
notes: footnotes
---

# One

Words with a note.^[A note, https://www.example.org/a/very/long/path/without/an/end/2024/07/18/q?a=1.]
And averyveryverylongidentifierwithoutanybreakandmoreofthesamekinduntilitislongerthananylineoftext.

1. First

    With a second paragraph.

2. Second 漢字

```python
def f(x): return x  # a comment that is so long that it has to break at the end of the text block
```

$$ x = 1 $$ {#eq-x}

| Name | Value | A long head over a narrow column |
|:--|--:|:--|
{rows}

: A long table. {{#tbl-long}}

See @tbl-long and @eq-x.
"""


def test_a_long_table_breaks_and_repeats_its_head(tmp_path: Path) -> None:
    rows = "\n".join(f"| Row {i} | {i * 3.5:.1f} | words |" for i in range(70))
    (tmp_path / "paper.md").write_text(
        PAPER.replace("{rows}", rows).replace("{{", "{").replace("}}", "}")
    )
    made = build(tmp_path / "paper.md", to=["pdf"], out=tmp_path)
    assert not made.bag.failed, [d.message for d in made.bag]
    pages = lines(tmp_path / "paper.pdf")
    heads = [
        i for i, page in enumerate(pages) for line in page if line.text.startswith("Name Value")
    ]
    assert len(heads) >= 2
    for page in pages:
        for line in page:
            assert line.left > 119 - 1.5, line
            assert line.right < 612 - 119 + HANGING.get(line.text[-1:], INK), line
    assert not [f for f in fonts(tmp_path / "paper.pdf") if not f.startswith(OURS)]
