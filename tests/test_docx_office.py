"""Word documents as LibreOffice shows them: the brief on one page, the article with its notes."""

import shutil
import subprocess
from pathlib import Path

import pytest

from package import Package, report, write

ROOT = Path(__file__).parents[1]
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")

# `make test` installs it where that may be done unasked (Debian, as root); elsewhere there may be
# none. With CI set a skipped test is a failure (tests/conftest.py).
pytestmark = pytest.mark.skipif(
    OFFICE is None, reason="no LibreOffice: apt-get install libreoffice-writer"
)

FINDING = "::: {.key-finding}\nThe share of the first field rose by 12 percent within four years, \
while that of the second stood still; nobody had foreseen either.\n:::\n\n"
ADVICE = (
    '::: {{.recommendation title="Do the {} thing"}}\nBoth governments should do it soon, since \
every year that passes without it makes it harder, and they have the means already.\n:::\n\n'
)
FRONT = """---
title: A Title of Some Length for a Brief of One Page
date: 2026-05-04
author: Jane Doe
journal: {title: Journal}
brief:
  standfirst: What matters stands here, in one or two sentences that anybody can repeat.
  url: https://example.org/full
  contact: jane@example.org
---

"""


def laid(data: bytes | None, folder: Path) -> list[str]:
    """The text of each page."""
    assert data is not None
    file = folder / "a.docx"
    file.write_bytes(data)
    home = f"-env:UserInstallation={(folder / 'home').as_uri()}"
    command = [str(OFFICE), home, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, str(file)], check=True, capture_output=True, timeout=180)
    import pypdfium2

    document = pypdfium2.PdfDocument(str(folder / "a.pdf"))
    return [page.get_textpage().get_text_range() for page in document]


@pytest.mark.parametrize("theme", ["journal", "report"])
def test_the_manuscripts_brief_fills_one_page(theme: str, tmp_path: Path) -> None:
    (page,) = laid(write(report(ROOT, theme), "brief"), tmp_path)
    assert "editors@example.org" in page


@pytest.mark.parametrize("theme", ["journal", "report"])
@pytest.mark.parametrize("length", [1, 5, 9])
def test_a_brief_has_one_page_at_every_length(length: int, theme: str, tmp_path: Path) -> None:
    advice = "".join(ADVICE.format(n) for n in range(length))
    (tmp_path / "a.md").write_text(FRONT + FINDING * length + advice)
    (page,) = laid(write(report(tmp_path / "a.md", theme), "brief"), tmp_path)
    assert "jane@example.org" in page


def test_the_article_opens_with_all_its_notes(tmp_path: Path) -> None:
    pages = laid(write(report(ROOT)), tmp_path)
    words = " ".join(" ".join(pages).split())
    assert 15 <= len(pages) <= 30
    for number in range(1, 57):
        assert f"{number}" in words
    assert "Relative Specialization Index" in words
    assert "Error" not in words


def test_a_save_keeps_the_marks_of_blocks_and_notes(tmp_path: Path) -> None:
    data = write(report(ROOT))
    assert data is not None
    (tmp_path / "a.docx").write_bytes(data)
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    kind = ["--convert-to", "docx:MS Word 2007 XML", "--outdir", str(tmp_path / "saved")]
    command = [str(OFFICE), home, "--headless", *kind, str(tmp_path / "a.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    sent, saved = (Package.of(d) for d in (data, (tmp_path / "saved" / "a.docx").read_bytes()))
    names = [n for n in sent.find("//w:bookmarkStart/@w:name") if n.startswith("_rg")]
    assert len(names) > 150
    assert set(names) <= set(saved.find("//w:bookmarkStart/@w:name"))
    assert b"reportgen.source" in saved.parts["docProps/custom.xml"]
