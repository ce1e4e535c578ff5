"""A note may hold lists, quotations, tables and formulas: each format prints all of it."""

from pathlib import Path

import pytest

from package import Package
from pages import lines
from reportgen import build
from tagged import read

TEXT = """\
---
title: Notes
date: 2026-01-02
notes: {}
---

One.[^1] Two.[^2] Three.[^3] Four.[^4]

Second paragraph *in italics.*[^5]

[^1]: Three conditions are named:

    1. shared interests
    2. a long shadow

[^2]: The resolution reads:

    > The Council shall meet.

    It was never repealed.

[^3]: The figures are:

    | Year | Value |
    |:--|--:|
    | 2020 | 12 |

    and a formula:

    $$E = mc^2$$

[^4]: - begins with
    - a list

[^5]: Plain and short.
"""
PHRASES = (
    "Three conditions are named:", "shared interests", "a long shadow", "The resolution reads:",
    "The Council shall meet.", "It was never repealed.", "The figures are:", "and a formula:",
    "begins with", "a list", "Plain and short.",
)  # fmt: skip


@pytest.fixture(scope="module", params=["footnotes", "endnotes"])
def outputs(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("notes")
    (folder / "p.md").write_text(TEXT.format(request.param), encoding="utf-8")
    assert not build(folder / "p.md").bag.failed
    return folder / "build"


def test_a_page_has_every_block_with_the_number_on_the_first_line(outputs: Path) -> None:
    found = [line.text for page in lines(outputs / "p.pdf") for line in page]
    text = " ".join(found)
    assert all(phrase in text for phrase in PHRASES)
    for n, phrase in enumerate(("Three conditions", "The resolution", "The figures"), 1):
        assert any(line.startswith(f"{n}. {phrase}") for line in found)
    assert {"1. shared interests", "2. a long shadow", "5. Plain and short."} <= set(found)


def test_the_paragraph_goes_on_behind_a_note(outputs: Path) -> None:
    found = [line.text for page in lines(outputs / "p.pdf") for line in page]
    assert sum(line.startswith("One.") and "Four." in line for line in found) == 1
    assert any(line.startswith("Second paragraph in italics.") for line in found)


def test_the_blocks_of_a_note_are_tagged_in_it(outputs: Path) -> None:
    tagged = read((outputs / "p.pdf").read_bytes())
    notes = tagged.root.all("Note")
    assert len(notes) == 5
    assert notes[0].all("L")
    assert notes[0].all("Lbl")
    assert notes[1].all("BlockQuote")
    assert [tagged.words(row) for row in notes[2].all("TR")] == ["Year Value", "2020 12"]
    assert notes[2].all("Formula")
    assert notes[3].all("LI")


def test_screens_and_word_have_every_block(outputs: Path) -> None:
    html = (outputs / "p.html").read_text(encoding="utf-8")
    package = Package.of((outputs / "p.docx").read_bytes())
    part = "footnotes" if "word/footnotes.xml" in package.parts else "endnotes"
    assert all(phrase in html and phrase in package.text(part) for phrase in PHRASES)
