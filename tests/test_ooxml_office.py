"""Our Word documents read the same before and after LibreOffice has saved them anew."""

import shutil
import subprocess
from pathlib import Path

import pytest

from package import report, write
from reportgen import ooxml
from reportgen.ooxml import Document

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
pytestmark = pytest.mark.skipif(
    OFFICE is None, reason="no LibreOffice: apt-get install libreoffice-writer"
)

# No formulas: LibreOffice keeps them only where its part for mathematics is installed too.
TEXT = """---
title: A Title
subtitle: With another
authors: [Jane Doe]
date: 2026-05-04
abstract: What it is *about*.
keywords: [one, two]
bibliography: a.bib
---

# First {#sec-first}

A word in *italics*, **bold**, `code`, ~~struck~~, H~2~O, x^2^ and [a link](https://example.org/a).
A note^[With *words*.] and [@kim2024, 12]; see @tbl-one and @sec-first.

- An item with a note.^[In a list.]
- Another
    1. Deeper
    2. And *more*

> A quotation, 인용문 and “marks”.

| Country | Index |
|---------|------:|
| Korea   | 0.28  |
| Japan   | **1** |

: Some figures {#tbl-one}

## Second

The end\\
of it.
"""
BIB = "@book{kim2024, author = {Kim, Ann}, title = {A Book}, publisher = {P}, year = 2024}\n"


def saved(data: bytes, folder: Path, *kinds: str) -> bytes:
    """A document after LibreOffice has written it in these formats, one after the other."""
    file = folder / "a.docx"
    file.write_bytes(data)
    home = f"-env:UserInstallation={(folder / 'home').as_uri()}"
    for n, kind in enumerate(kinds):
        out = folder / f"{n}"
        command = [str(OFFICE), home, "--headless", "--convert-to", kind, "--outdir", str(out)]
        subprocess.run([*command, str(file)], check=True, capture_output=True, timeout=180)
        file = out / f"a.{kind}"
    return file.read_bytes()


def said(document: Document) -> list[object]:
    return [*document.blocks, *document.notes, *sorted(document.custom.items())]


@pytest.mark.parametrize("kinds", [("docx",), ("odt", "docx")])
def test_no_block_and_no_note_reads_otherwise_after_libreoffice(
    kinds: tuple[str, ...], tmp_path: Path
) -> None:
    (tmp_path / "a.bib").write_text(BIB)
    (tmp_path / "a.md").write_text(TEXT)
    data = write(report(tmp_path / "a.md"))
    assert data is not None
    before = ooxml.read(data)
    after = ooxml.read(saved(data, tmp_path, *kinds))
    assert len(before.notes) == 3
    assert before.problems == after.problems == ()
    for old, new in zip(said(before), said(after), strict=True):
        assert new == old
