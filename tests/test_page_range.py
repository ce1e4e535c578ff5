"""An article's pages: the last one follows from the PDF, and all outputs name the same."""

import re
from functools import cache
from html import unescape
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

import pikepdf
import pypdfium2
import pytest

from reportgen import Built, build

FRONT = """---
title: A title
author: Ann Author
date: 2026-03-01
journal: {title: The Journal, volume: 3, issue: 2, %s}
theme: %s
abstract: What it says.
brief: {title: Short, url: "https://example.org/full"}
---

"""
FINDING = "::: {.key-finding}\nFound.\n:::\n"
LONG = "# One\n\n" + "Words of a long text that goes on. " * 400 + f"\n\n{FINDING}"
SHORT = f"# One\n\nText.\n\n{FINDING}"


def made(
    folder: Path, journal: str, text: str = SHORT, theme: str = "journal", **options: object
) -> Built:
    (folder / "paper.md").write_text(FRONT % (journal, theme) + text, encoding="utf-8")
    return build(folder / "paper.md", **options)  # type: ignore[arg-type]


@cache
def _six() -> dict[str, bytes]:
    """The six outputs of an article that begins on page 33."""
    with TemporaryDirectory() as folder:
        built = made(Path(folder), "first-page: 33", LONG)
        assert not built.bag.failed
        return {path.name: path.read_bytes() for path in built.files}


def words(data: bytes) -> str:
    """The words of an output."""
    if data.startswith(b"%PDF"):
        document = pypdfium2.PdfDocument(data)
        text = " ".join(page.get_textpage().get_text_bounded() for page in document)
    elif data.startswith(b"PK"):
        with ZipFile(BytesIO(data)) as package:
            parts = [package.read(n).decode() for n in package.namelist() if n.endswith(".xml")]
        text = re.sub(r"<[^<>]*>", "", "".join(parts))
    else:
        text = re.sub(r"(?s)<(style|script).*?</\1>|<[^<>]*>", "", data.decode())
    return re.sub(r"\s+", " ", unescape(text)).replace("\u2060", "").replace("\u200b", "")


def pages(pdf: bytes) -> int:
    return len(pypdfium2.PdfDocument(pdf))


def test_the_last_page_is_counted_and_named_by_every_output_alike() -> None:
    files = _six()
    last = 33 + pages(files["paper.pdf"]) - 1
    assert last > 34
    cited = f"3, no. 2 (March 1, 2026): 33–{last}."
    for name in ("paper.pdf", "paper.html", "paper.docx"):
        assert cited in words(files[name]), name
    assert f"March 1, 2026 · 33–{last}" in words(files["paper.pdf"])
    assert f"March 1, 2026 · 33–{last}" in words(files["paper.docx"])
    page = files["paper.html"].decode()
    assert f'name="citation_lastpage" content="{last}"' in page
    assert f'"pageEnd":"{last}"' in page
    with pikepdf.open(BytesIO(files["paper.pdf"])) as document:
        xmp = document.Root.Metadata.read_bytes().decode()
    assert "<prism:startingPage>33<" in xmp
    assert f"<prism:endingPage>{last}<" in xmp


def test_a_brief_has_no_pages_of_the_journal() -> None:
    page = _six()["paper-brief.html"].decode()
    assert "pageStart" not in page
    assert "33–" not in words(page.encode())


def test_a_typed_last_page_that_is_not_the_one_laid_out_is_an_error(tmp_path: Path) -> None:
    built = made(tmp_path, "first-page: 33, last-page: 58")
    found = [d for d in built.bag.errors if d.code == "page-range"]
    assert [d.message for d in found] == [
        "the last page is typed as `58`, but the article has 1 page and ends on page 33"
    ]
    assert found[0].span is not None
    assert found[0].span.text == "58"
    assert "`33`" in found[0].help
    assert built.files
    assert all("brief" in path.name for path in built.files)


def test_a_draft_is_made_with_the_pages_that_it_has_and_says_what_is_wrong(tmp_path: Path) -> None:
    built = made(tmp_path, "first-page: 33, last-page: 58", to=["pdf", "html"], draft=True)
    assert "page-range" in {d.code for d in built.bag.errors}
    files = {path.name: path.read_bytes() for path in built.files}
    count = pages(files["paper-draft.pdf"])
    last = f"33–{32 + count}" if count > 1 else "33"
    assert f"(March 1, 2026): {last}." in words(files["paper-draft.html"])
    assert "the last page is typed as" in words(files["paper-draft.pdf"])


def test_one_page_is_no_range(tmp_path: Path) -> None:
    built = made(tmp_path, "first-page: 7, last-page: 7", to=["pdf", "html"], edition=["article"])
    assert not built.bag.failed
    for path in built.files:
        assert "(March 1, 2026): 7." in words(path.read_bytes()), path.name
        assert "7–" not in words(path.read_bytes()), path.name


def test_pages_that_are_not_laid_out_are_left_out(tmp_path: Path) -> None:
    built = made(tmp_path, "first-page: 33", to=["html"], edition=["article"])
    page = built.files[0].read_text("utf-8")
    assert "citation_firstpage" in page
    assert "citation_lastpage" not in page
    assert "(March 1, 2026)." in words(page.encode())


@pytest.mark.parametrize("theme", ["journal", "report"])
def test_a_numbered_article_has_no_pages_anywhere(theme: str, tmp_path: Path) -> None:
    journal = "first-page: 33, last-page: 58, article-number: e12"
    built = made(tmp_path, journal, theme=theme, to=["pdf", "html"], edition=["article"])
    assert not built.bag.failed
    for path in built.files:
        data = path.read_bytes()
        assert "(March 1, 2026): e12." in words(data), path.name
        assert b"lastpage" not in data
        assert b"endingPage>58" not in data
        assert "33–" not in words(data)


def test_pages_counted_before_are_known_without_laying_out_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path / "cache"
    first = made(tmp_path, "first-page: 33", LONG, cache=cache, edition=["article"])
    before = {path.name: path.read_bytes() for path in first.files}
    monkeypatch.setattr("reportgen.formats.pdf.render_pages", lambda *_: (None, 0))
    (tmp_path / "build" / "paper.html").unlink()
    again = made(tmp_path, "first-page: 33", LONG, cache=cache, edition=["article"], workers=1)
    assert not again.bag.failed
    assert {path.name: path.read_bytes() for path in again.files} == before


def test_what_is_deposited_is_made_with_the_pages_that_the_article_has(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    built = made(tmp_path, "first-page: 33", to=["ris"], cache=cache)
    assert not built.bag.failed
    assert b"SP  - 33" in built.files[0].read_bytes()
    for _ in range(2):
        wrong = made(
            tmp_path, "first-page: 33, last-page: 58", to=["ris"], cache=tmp_path / "cache"
        )
        assert [d.code for d in wrong.bag.errors] == ["page-range"]
        assert wrong.files == ()
