"""A formula that is typed beside a source is printed with it, in every format."""

from pathlib import Path

import pytest

from package import Package
from reportgen import build
from tagged import read

TEXT = """\
---
title: Formulas
date: 2026-01-02
bibliography: b.bib
---

One.[@roe, $a^2+b^2$] Two.[see $c^3$ in @roe, 12] Three.[@roe, theorem with $d_4$ in it]

[^1]: See @roe, for $e^5$.

Four.[^1]
"""
BOOK = "@book{roe, author = {Roe, Jane}, title = {A Book}, publisher = {Press}, year = {2020}}\n"
FORMULAS = ("a^2+b^2", "c^3", "d_4", "e^5")


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("formulas")
    (folder / "p.md").write_text(TEXT, encoding="utf-8")
    (folder / "b.bib").write_text(BOOK, encoding="utf-8")
    assert not build(folder / "p.md").bag.failed
    return folder / "build"


def test_a_screen_has_every_formula(outputs: Path) -> None:
    html = (outputs / "p.html").read_text(encoding="utf-8")
    assert html.count("<math") == len(FORMULAS)


def test_a_page_has_every_formula_with_its_words(outputs: Path) -> None:
    formulas = read((outputs / "p.pdf").read_bytes()).root.all("Formula")
    assert len(formulas) == len(FORMULAS)
    assert "a squared plus b squared" in [str(tag.entries["/Alt"]) for tag in formulas]


def test_a_word_document_has_every_formula(outputs: Path) -> None:
    package = Package.of((outputs / "p.docx").read_bytes())
    notes = "footnotes" if "word/footnotes.xml" in package.parts else "endnotes"
    assert len(package.find("//m:oMath", notes)) == len(FORMULAS)
