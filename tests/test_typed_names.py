"""`Figure \ref{fig:one}`: the word that an author types before a reference is printed once."""

import re

import pytest

from reportgen.pipeline.build import build

FRONT = (
    "---\ntitle: T\nauthor: A. Author\ndate: 2026-01-01\nlang: {}\nnumber-sections: true\n---\n\n"
)
REST = """

# A part {#sec-a}

![One.](a.svg){#fig-one alt="A."}

![Two.](a.svg){#fig-two alt="B."}

![Three.\\label{fig:three}](a.svg){alt="C."}

| A | B |
|---|---|
| c | d |

: A table. {#tbl-a}

$$ x = 1 $$ {#eq-a}

$$ y = 2 $$ {#eq-b}
"""
TYPED = (
    ("Figure \\ref{fig:three} shows", "Figure\u00a03 shows"),
    ("Figure~\\ref{fig:three} shows", "Figure\u00a03 shows"),
    ("(see Fig. \\ref{fig:three})", "(see Fig.\u00a03)"),
    ("Figure @fig-one and Table @tbl-a", "Figure\u00a01 and Table\u00a01"),
    ("the figure @fig-one", "the figure\u00a01"),
    ("Figures @fig-one, @fig-two and \\ref{fig:three}", "Figures\u00a01, 2 and 3"),
    ("Figs. @fig-one--@fig-two", "Figs.\u00a01–2"),
    ("Equations \\ref{eq-a} and \\ref{eq-b}", "Equations\u00a0(1) and (2)"),
    ("Eq. (\\ref{eq-a}) holds", "Eq. (1) holds"),
    ("Eq.~(\\ref{eq-a}).", "Eq.\u00a0(1)."),
    ("Section @sec-a.", "Section\u00a01."),
    ("그림 @fig-one 참조", "그림\u00a01 참조"),
    ("Abbildung @fig-two", "Abbildung\u00a02"),
)
LEFT = (
    ("As @fig-one shows", "As Figure\u00a01 shows"),
    ("Figure it out: @fig-one", "Figure it out: Figure\u00a01"),
    ("the table. @fig-one shows", "the table. Figure\u00a01 shows"),
    ("Table @fig-one", "Table Figure\u00a01"),
    ("Figure @fig-one and @tbl-a", "Figure\u00a01 and Table\u00a01"),
    ("a configure @fig-one", "a configure Figure\u00a01"),
    ("Figures @fig-one in the text of @fig-two", "Figures\u00a01 in the text of Figure\u00a02"),
)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The paragraphs of all that is typed here, as HTML prints them."""
    root = tmp_path_factory.mktemp("typed")
    (root / "a.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'/>")
    body = "\n\n".join(typed for typed, _ in (*TYPED, *LEFT))
    (root / "p.md").write_text(FRONT.format("en-US") + body + REST, "utf-8")
    (file,) = build(root / "p.md", to=["html"]).files
    page = file.read_text("utf-8")
    body = page[page.index('<div class="body">') :]
    return [bare(line) for line in body.split("\n") if line.startswith("<p>")]


def bare(markup: str) -> str:

    return re.sub(r"<[^>]+>", "", markup)


@pytest.mark.parametrize("i", range(len(TYPED)), ids=[typed for typed, _ in TYPED])
def test_a_word_for_what_is_referred_to_is_printed_once(printed: list[str], i: int) -> None:
    assert printed[i] == TYPED[i][1]


@pytest.mark.parametrize("i", range(len(LEFT)), ids=[typed for typed, _ in LEFT])
def test_other_words_before_a_reference_change_nothing(printed: list[str], i: int) -> None:
    assert printed[len(TYPED) + i] == LEFT[i][1]
