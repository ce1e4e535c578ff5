"""What is typed and pandoc takes for something else: prices, apostrophes, Word's characters."""

from pathlib import Path

import pytest

from reportgen.diagnostics import Bag
from reportgen.pipeline.build import examine
from reportgen.tree.apostrophes import set_apostrophes
from reportgen.tree.money import escape_prices
from reportgen.tree.nodes import text, walk
from reportgen.tree.word_characters import read_word_characters

PRICES = (
    "a $20-a-ton tax (in US$), rising",
    "$5, or 7 in A$",
    "from $5 to 10$ a ton",
    "costs US$20 a ton (in 2020 US$), then C$30, or 34 in NZ$.",
    "a tax (in US$), rising to 30 (in A$)",
    "$1.5 million (R$7 million in 2021 R$)",
    "$5 in 2020, and 7 in HK$; $9, or 12 in C$",
    "between $3bn and 4bn$ per year",
)
FORMULAS = (
    "$x$ and $5x+3$ and $20\\%$",
    "$1 for all i$",
    "$10 kg$ and $5$ and $2 sin x$",
    "$0 for x<0$",
    "$2, 3, A$",
    "$100 \\text{ in US}$",
    "$n$th of $m$, $5 \\times 10^3$",
    "$$ 5 in the US$$ and $y$",
    "H$_2$O in A$^{x}$",
)


@pytest.mark.parametrize("typed", PRICES)
def test_prices_are_no_formula(tmp_path: Path, typed: str) -> None:
    (tmp_path / "paper.md").write_text(f"---\ntitle: T\n---\n\n{typed} end\n", "utf-8")
    manuscript = examine(tmp_path / "paper.md", Bag())
    assert manuscript is not None
    blocks = manuscript.chapters[0].blocks
    assert not [n for n in walk(blocks) if n["t"] == "Math"]
    assert text(blocks).strip() == f"{typed} end"


@pytest.mark.parametrize("typed", FORMULAS)
def test_formulas_stay_formulas(typed: str) -> None:
    assert escape_prices(typed) == typed


def test_a_formula_beside_prices_is_read() -> None:
    typed = "A $20-a-ton tax (in US$) where $x$ is $y_1$, up to $9 or 10$ or (-$z$)."
    done = "A \\$20-a-ton tax (in US\\$) where $x$ is $y_1$, up to \\$9 or 10\\$ or (-$z$)."
    assert escape_prices(typed) == done


@pytest.mark.parametrize(
    "code", ["`$5 in the US$`", "```\n$5 in the US$\n```\n", "Code:\n\n    $5 in the US$\n"]
)
def test_prices_in_code_are_left(code: str) -> None:
    assert escape_prices(code) == code


def test_prices_in_a_lists_item_are_escaped() -> None:
    assert escape_prices("- One.\n\n    $5 or 6$\n") == "- One.\n\n    \\$5 or 6\\$\n"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("the '90s and the '80s' end", "the ’90s and the ’80s' end"),
        ("rock 'n' roll, and rock 'n roll", "rock ’n’ roll, and rock ’n roll"),
        ("the class of '68, and '72.", "the class of ’68, and ’72."),
        ("'tis 'twas 'em 'til", "’tis ’twas ’em ’til"),
        ("('60s)", "(’60s)"),
    ],
)
def test_apostrophes_that_begin_a_word_are_apostrophes(typed: str, printed: str) -> None:
    assert set_apostrophes(typed) == printed


@pytest.mark.parametrize(
    "typed",
    [
        "the '90 percent' rule",
        "`'90s`",
        "a 'no' b",
        "he said 'n' is",
        "the letter 'n' counts",
        "f('90')",
        "[a](b.html '90s')",
        "<a title='90s' name= '80s'>",
        "'68.'",
        "Code:\n\n    '90s",
    ],
)
def test_quotation_marks_and_code_are_left(typed: str) -> None:
    assert set_apostrophes(typed) == typed


def test_an_apostrophe_is_printed_in_a_quotation(tmp_path: Path) -> None:
    typed = "'She sang in the '90s', and rock 'n' roll."
    (tmp_path / "paper.md").write_text(f"---\ntitle: T\n---\n\n{typed}\n", "utf-8")
    manuscript = examine(tmp_path / "paper.md", Bag())
    assert manuscript is not None
    said = text(manuscript.chapters[0].blocks).strip()
    assert said == "‘She sang in the ’90s’, and rock ’n’ roll."


def test_words_characters_for_lines_and_hyphens_keep_words_apart() -> None:
    blocks = [{"t": "Para", "c": [{"t": "Str", "c": "a\x0bb\x1ec\x1fd"}]}]
    (para,) = read_word_characters(blocks, "a\x0bb\x1ec\x1fd")
    assert para["c"] == [
        {"t": "Str", "c": "a"},
        {"t": "LineBreak"},
        {"t": "Str", "c": "b\u2011c\u00add"},
    ]
