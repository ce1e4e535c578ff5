"""The pictures of the golden files: what a reader would see changed is seen in them."""

from pathlib import Path

import pytest
import weasyprint

from picture import DIGITS, alike, pictures
from reportgen import fonts

PAGE = """<style>
@page {{ size: Letter; margin: 25mm {margin} }}
body {{ font: 11pt/14pt 'Source Serif 4'; text-align: justify; color: {text} }}
h1 {{ color: {heading} }}
table {{ width: 100%; border-collapse: collapse; position: relative; top: {top} }}
td {{ border-top: .5pt solid {rule} }}
</style><h1>A heading</h1>
<p>{words}</p><p>{words}</p><table><tr><td>One<td>Two<tr><td>Three<td>Four</table><p>{words}</p>"""
USUAL = {
    "margin": "25mm",
    "text": "#000000",
    "heading": "#1f4e79",
    "rule": "#777777",
    "top": "0",
    "words": "Some words of a paragraph that runs on for a while and turns its lines. " * 6,
}


def seen(folder: Path, **changed: str) -> str:
    """The picture of a page that differs from the usual one."""
    file = folder / "page.pdf"
    page = f"<style>{fonts.css()}</style>{PAGE.format(**USUAL | changed)}"
    weasyprint.HTML(string=page).write_pdf(file)
    return pictures(file)


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> str:
    return seen(tmp_path_factory.mktemp("usual"))


def test_the_same_page_has_the_same_picture(usual: str, tmp_path: Path) -> None:
    assert seen(tmp_path) == usual


@pytest.mark.parametrize(
    "change",
    [
        {"margin": "27mm"},
        {"margin": "25mm; margin-left: 27mm"},
        {"top": "-6mm"},  # over the paragraph above
        {"top": "2mm"},
        {"heading": "#000000"},
        {"text": "#444444"},
        {"rule": "#dddddd"},
        {"words": USUAL["words"].replace("for a while ", "", 1)},
        {"words": USUAL["words"] * 9},  # another page
    ],
    ids=str,
)
def test_what_moved_or_changed_its_shade_is_seen(
    change: dict[str, str], usual: str, tmp_path: Path
) -> None:
    assert not alike(usual, seen(tmp_path, **change))


@pytest.mark.parametrize("top", ["0.01mm", "0.1mm", "0.3mm"])
def test_less_than_a_reader_sees_makes_no_difference(top: str, usual: str, tmp_path: Path) -> None:
    assert alike(usual, seen(tmp_path, top=top))


def test_one_digit_of_difference_is_none_and_two_are(usual: str) -> None:
    head, _, squares = usual.partition("\n")
    darker = {digit: DIGITS[n + 1] for n, digit in enumerate(DIGITS[:-2])}
    once = squares.translate(str.maketrans(darker))
    assert once != squares
    assert alike(usual, f"{head}\n{once}")
    assert not alike(usual, f"{head}\n{once.translate(str.maketrans(darker))}")
    assert not alike(usual, f"{head} #ffffff\n{squares}")
    assert not alike(usual, "")


@pytest.mark.parametrize("part", ["text", "heading", "rule"])
def test_a_colour_of_the_same_shade_is_seen(part: str, tmp_path: Path) -> None:
    blue, grey = (seen(tmp_path, **{part: colour}) for colour in ("#1f4e79", "#4b4b4b"))
    assert not alike(blue, grey)
    assert "#4b4b4b" in grey.splitlines()[0]


def test_each_page_has_a_picture_and_paper_is_blank(tmp_path: Path) -> None:
    weasyprint.HTML(string="<p>a<p style='break-before: page'>").write_pdf(tmp_path / "a.pdf")
    first, second = pictures(tmp_path / "a.pdf").split("--- page ")[1:]
    assert first.split("\n", 1)[1].strip()
    assert not second.split("\n", 1)[1].strip()
