"""Formulas in captions and cells stand in their line; cells stand below their column's head."""

from pathlib import Path

import pypdfium2
import pytest

from pages import lines
from reportgen import build
from tagged import read

TEXT = """\
---
title: Exhibits
date: 2026-01-02
---

| $x^2$ | and | $y_1$ |
|---|---|---|
| one | two | cell with $z$ in it |

: Caption with *emphasis*, `code` and $x^2$ in its line. {#tbl-m}

+-----------+-----------+---------+
| Property  | Left      | Right   |
+===========+===========+=========+
| Span of two rows      | alpha   |
|                       +---------+
|                       | omega   |
+-----------+-----------+---------+

: Spans. {#tbl-s}

+-----------+-----------+---------+
| Property  | Left      | Right   |
+===========+===========+=========+
| First     | beta      | gamma   |
|           +-----------+---------+
|           | delta     | zeta    |
+-----------+-----------+---------+

: More spans. {#tbl-t}

See @tbl-m, @tbl-s and @tbl-t.
"""


@pytest.fixture(scope="module", params=["journal", "report"])
def outputs(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("exhibits")
    text = TEXT.replace("date:", f"theme: {request.param}\ndate:")
    (folder / "p.md").write_text(text, encoding="utf-8")
    assert not build(folder / "p.md").bag.failed
    return folder / "build"


def words(outputs: Path) -> dict[str, tuple[float, float]]:
    """Each word, and where it begins: points from the left and, over all pages, from below."""
    found: dict[str, tuple[float, float]] = {}
    for number, page in enumerate(pypdfium2.PdfDocument(outputs / "p.pdf")):
        text = page.get_textpage()
        whole, at = text.get_text_range(), 0
        for word in whole.split():
            at = whole.index(word, at)
            left, bottom, _, _ = text.get_charbox(at)
            found.setdefault(word, (left, bottom - 10_000 * number))
            at += len(word)
    return found


def test_cells_stand_below_each_other_whatever_cells_above_fill(outputs: Path) -> None:
    found = words(outputs)
    for upper, lower in (("alpha", "omega"), ("beta", "delta"), ("gamma", "zeta")):
        assert found[upper][0] == pytest.approx(found[lower][0], abs=1)
        assert found[upper][1] > found[lower][1]


def test_a_formula_stands_in_the_line_of_a_caption_and_of_a_cell(outputs: Path) -> None:
    found = [line.text for page in lines(outputs / "p.pdf") for line in page]
    assert any(
        "Caption with emphasis, code and" in line and "in its line." in line for line in found
    )
    assert any("cell with" in line and "in it" in line for line in found)
    assert len(read((outputs / "p.pdf").read_bytes()).root.all("Formula")) == 4
