"""The alternative text of formulas on pages: words in English, one line in other languages."""

from pathlib import Path

import pytest

from reportgen import build
from reportgen.pandoc.formulas import mathml
from reportgen.pandoc.spoken import words
from tagged import read


def said(tex: str, lang: str = "en-US") -> str:
    node = {"t": "Math", "c": [{"t": "InlineMath"}, tex]}
    (found,) = mathml([[{"t": "Para", "c": [node]}]]).values()
    return words(found, tex, lang)


@pytest.mark.parametrize(
    ("tex", "english"),
    [
        ("x^2 + y^2 = z^2", "x squared plus y squared equals z squared"),
        (r"\frac{a+b}{2}", "the fraction a plus b over 2, end fraction"),
        (r"\frac{1}{2}", "1 over 2"),
        (r"\sum_{i=1}^{n} x_i", "the sum from i equals 1 to n of x sub i"),
        (r"\bar{x} \leq \alpha", "x bar is at most alpha"),
        (r"\sqrt{a+b}", "the square root of a plus b, end root"),
        (r"e^{-rt}", "e to the power minus r t, end power"),
        (r"\Delta\text{GDP}", "capital delta GDP"),
        (r"P(A \mid B)", "P open parenthesis A given B close parenthesis"),
    ],
)
def test_a_formula_is_read_out_in_english(tex: str, english: str) -> None:
    assert said(tex) == english


@pytest.mark.parametrize(
    ("tex", "line"),
    [
        (r"\frac{a+b}{2}", "(a + b)/2"),
        (r"\frac{1}{2}", "1/2"),
        (r"\sqrt{a+b}", "√(a + b)"),
        (r"e^{-rt}", "e^(−rt)"),
        (r"\bar{x} \leq \alpha_{i}", "x\u203e ≤ α_i"),
    ],
)
def test_in_other_languages_it_is_a_line_that_keeps_together_what_belongs_together(
    tex: str, line: str
) -> None:
    assert said(tex, "de") == line


def test_what_is_no_markup_stays_as_it_was_typed() -> None:
    assert words("<math", "x^2", "en") == "x^2"


def test_a_pdf_has_words_for_its_formulas(tmp_path: Path) -> None:
    (tmp_path / "p.md").write_text("---\ntitle: T\n---\n\n$x^2 = 4$\n", encoding="utf-8")
    (file,) = build(tmp_path / "p.md", to=["pdf"]).files
    (formula,) = read(file.read_bytes()).root.all("Formula")
    assert formula.entries["/Alt"] == "x squared equals 4"
