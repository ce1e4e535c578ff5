"""Markdown as journals get it: LaTeX in the text, LaTeX habits, oddities of other tools."""

from pathlib import Path

import pytest

from reportgen.diagnostics import Bag
from reportgen.parse import Manuscript
from reportgen.pipeline.build import build, examine
from reportgen.tree.nodes import text, walk

BIB = "@book{smith, author = {Jane Smith}, title = {A Book}, publisher = {Press}, year = 2020}\n"


@pytest.fixture
def read(tmp_path: Path):
    """What is read of a single file's text, and what is said of it."""

    def make(body: str, front: str = "") -> tuple[Manuscript, Bag]:
        (tmp_path / "refs.bib").write_text(BIB, encoding="utf-8")
        head = f"---\ntitle: A title\nbibliography: refs.bib\n{front}---\n\n"
        (tmp_path / "paper.md").write_text(head + body, encoding="utf-8")
        bag = Bag()
        manuscript = examine(tmp_path / "paper.md", bag)
        assert manuscript is not None
        return manuscript, bag

    return make


def codes(bag: Bag) -> set[str]:
    return {d.code for d in bag}


@pytest.mark.parametrize("command", ["\\cite{smith}", "\\citep[p.~3]{smith}", "\\citet{smith}"])
def test_a_latex_citation_is_a_citation(read, command: str) -> None:
    manuscript, bag = read(f"As {command} says.")
    assert [c.key for c in manuscript.cites] == ["smith"]
    assert "latex-unknown" not in codes(bag)


def test_a_citation_of_nothing_is_nothing(read) -> None:
    manuscript, _ = read("As \\cite{} says.")
    assert not manuscript.cites


def test_a_latex_label_in_a_caption_is_the_figures(read, tmp_path: Path) -> None:
    (tmp_path / "f.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", encoding="utf-8")
    manuscript, bag = read("See \\autoref{fig:f}.\n\n![A caption.\\label{fig:f}](f.svg)\n")
    assert "reference-unknown" not in codes(bag)
    assert [r.name for r in manuscript.references] == ["fig:f"]


def test_a_labelled_equation_can_be_referred_to(read) -> None:
    body = "\\begin{equation}\\label{eq:e}\nE = mc^2\n\\end{equation}\n\nBy \\eqref{eq:e}."
    manuscript, bag = read(body)
    assert "reference-unknown" not in codes(bag)
    assert "latex-unknown" not in codes(bag)
    assert any(n["t"] == "Math" for n in walk(manuscript.chapters[0].blocks))


def test_unknown_latex_is_said_with_its_place(read) -> None:
    _, bag = read("Text with \\todo{this} in it.")
    (said,) = [d for d in bag if d.code == "latex-unknown"]
    assert said.span is not None
    assert (said.span.line, said.span.column) == (6, 11)


def test_html_for_sub_and_superscript_is_understood(read) -> None:
    manuscript, bag = read("CO<sub>2</sub> and m<sup>2</sup>.<br>Next.")
    kinds = {n["t"] for n in walk(manuscript.chapters[0].blocks)}
    assert {"Subscript", "Superscript", "LineBreak"} <= kinds
    assert "raw-dropped" not in codes(bag)


def test_a_url_with_an_at_sign_is_no_citation(read) -> None:
    manuscript, bag = read("See <https://social.example/@smith2> and mail@example.org.")
    assert not manuscript.cites
    assert "cite-unknown" not in codes(bag)


def test_no_key_is_left_in_what_is_printed(tmp_path: Path) -> None:
    (tmp_path / "refs.bib").write_text(BIB, encoding="utf-8")
    text_ = "---\ntitle: T\nbibliography: refs.bib\n---\n\nAs @smith [p. 3] says [see @smith, 4].\n"
    (tmp_path / "paper.md").write_text(text_, encoding="utf-8")
    (file,) = build(tmp_path / "paper.md", to=["html"]).files
    page = file.read_text("utf-8")
    body = page[page.index("<main") : page.index("</main>")]
    assert "@smith" not in body
    assert "smith?" not in body


def test_a_document_of_one_word_is_read(read) -> None:
    manuscript, _ = read("Word")
    assert text(manuscript.chapters[0].blocks).strip() == "Word"


def test_a_picture_is_found_without_its_ending(read, tmp_path: Path) -> None:
    (tmp_path / "f.svg").write_text(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'/>", encoding="utf-8"
    )
    manuscript, bag = read("![A caption.](f){alt='Nothing.'}\n")
    assert list(manuscript.images) == ["f.svg"]
    assert not codes(bag) & {"image-missing", "image-remote"}
