"""What does not fit on a page goes to the head of the next one, and the text flows on."""

from pathlib import Path
from typing import Any

import pytest

from reportgen import fonts, weasy
from reportgen.weasy import compat

SENTENCE = "Ports are paid for by users, by the state, or by lenders of some kind. "
SHEET = """
@page { size: 300pt 240pt; margin: 20pt }
html { orphans: 2; widows: 2; font: 10pt/12pt "Source Serif 4" }
p { margin: 0 } figure { --page-float: top; margin: 6pt 0; break-inside: avoid }
figure div { height: 60pt } .here, figure figure { --page-float: none }
.n { float: footnote; font: 8pt/10pt "Source Serif 4" }
"""
FIGURE = '<figure id="{0}"{1}><div>{0}</div></figure>'


def pages(body: str, sheet: str = "") -> list[list[tuple[str, float]]]:
    """The words of each page's lines, with their places in points from the top of the text."""
    document = weasy.layout(f'<html lang="en"><title>T</title>{body}', SHEET + sheet, fonts.css())
    return [list(_lines(compat.page_box(page).children[0])) for page in document.pages]


def _lines(box: Any) -> Any:
    if compat.is_line(box):
        words = "".join(b.text for b in box.descendants() if hasattr(b, "text"))
        yield words, round(box.position_y * 0.75 - 20, 2)
    else:
        for child in box.children:
            yield from _lines(child)


def words(page: list[tuple[str, float]]) -> str:
    return " ".join(line for line, _ in page)


def test_a_figure_without_room_opens_the_next_page_and_text_fills_this_one() -> None:
    body = f"<p>{'Line.<br>' * 13}<p>Before.{FIGURE.format('Fig', '')}<p>{SENTENCE * 6}"
    first, second = pages(body)
    assert len(first) == 16
    assert "Fig" not in words(first)
    assert second[0] == ("Fig", 0.0)
    assert second[1][1] % 12 == 0, "the text stands on the lines of a page without a figure"


def test_a_figure_behind_a_heading_stays_behind_it() -> None:
    rules = (Path(__file__).parents[1] / "templates" / "print.css").read_text(encoding="utf-8")
    sheet = "".join(line for line in rules.splitlines() if "--page-float" in line)
    heading = "<h3 style='break-after: avoid; font: inherit; margin: 0'>Head</h3>"
    body = f"<p>{'Line.<br>' * 12}{heading}{FIGURE.format('Fig', '')}<p>{SENTENCE * 6}"
    first, second = pages(body, sheet)
    assert "Head" not in words(first)
    assert [line for line, _ in second[:2]] == ["Head", "Fig"]


def test_a_figure_that_fits_stays_in_its_place() -> None:
    body = f"<p>{'Line.<br>' * 5}<p>Before.{FIGURE.format('Fig', '')}<p>After."
    (page,) = pages(body)
    order = [line for line, _ in page if line in ("Before.", "Fig", "After.")]
    assert order == ["Before.", "Fig", "After."]


def test_a_figure_with_the_class_here_stays_behind_its_paragraph() -> None:
    body = f"<p>{'Line.<br>' * 13}<p>Before.{FIGURE.format('Fig', ' class=here')}<p>{SENTENCE * 6}"
    first, second = pages(body)
    assert first[-1][0] == "Before."
    assert second[0][0] == "Fig"


def test_figures_keep_their_order_and_each_is_printed_once() -> None:
    figures = "".join(FIGURE.format(f"Fig{n}", "") + f"<p>{SENTENCE * 2}" for n in range(7))
    text = " ".join(words(page) for page in pages(f"<p>{'Line.<br>' * 12}{figures}"))
    assert [part for part in text.split() if part.startswith("Fig")] == [
        f"Fig{n}" for n in range(7)
    ]


def test_a_small_figure_does_not_overtake_one_that_waits() -> None:
    small = FIGURE.format("Small", "").replace("<div>", '<div style="height: 14pt">')
    body = f"<p>{'Line.<br>' * 11}{FIGURE.format('Large', '')}<p>One.{small}<p>{SENTENCE * 6}"
    first, second = pages(body)
    assert "Small" not in words(first)
    assert words(second).startswith("Large Small")


def test_a_figure_that_is_put_off_at_the_end_has_a_page() -> None:
    first, second = pages(f"<p>{'Line.<br>' * 14}{FIGURE.format('Fig', '')}")
    assert "Fig" not in words(first)
    assert words(second) == "Fig"


def test_a_figure_of_most_of_a_page_is_no_float() -> None:
    tall = FIGURE.format("Tall", "").replace("<div>", '<div style="height: 150pt">')
    first, second, *_ = pages(f"<p>{'Line.<br>' * 13}{tall}<p>{SENTENCE * 6}")
    assert len(first) == 13
    assert second[0][0] == "Tall"


def test_notes_in_a_caption_stand_on_the_page_of_the_figure() -> None:
    figure = '<figure><div>Fig<span class="n">Of the figure.</span></div></figure>'
    body = f'<p>{"Line.<br>" * 12}A<span class="n">First.</span>{figure}<p>{SENTENCE * 12}'
    document = weasy.layout(f'<html lang="en"><title>T</title>{body}', SHEET, fonts.css())
    notes = [
        "".join(b.text for b in area.descendants() if hasattr(b, "text"))
        for page in document.pages
        for area in compat.page_box(page).children
        if isinstance(area, compat.FootnoteAreaBox)
    ]
    assert len(notes) == 2
    assert "First." in notes[0]
    assert "Of the figure." in notes[1]


def test_page_numbers_are_right_after_floats_moved() -> None:
    link = '<a href="#Fig">see</a>'
    body = f"<p>{link}<p>{'Line.<br>' * 13}{FIGURE.format('Fig', '')}<p>{SENTENCE * 9}"
    sheet = 'a::after { content: " page " target-counter(attr(href), page) }'
    assert "see page 2" in words(pages(body, sheet)[0])


@pytest.mark.parametrize("count", range(8, 17))
def test_no_line_is_lost_wherever_the_page_ends(count: int) -> None:
    text = " ".join(f"w{n}" for n in range(120))
    body = f"<p>{'Line.<br>' * count}{FIGURE.format('Fig', '')}<div><p>{text}<p>End.</div>"
    found = " ".join(words(page) for page in pages(body)).split()
    assert [w for w in found if w[0] == "w"] == [f"w{n}" for n in range(120)]
    assert found.count("Fig") == 1


def test_a_figure_lets_a_turned_page_pass() -> None:
    turned = '<div style="page: turned">Turned.</div>'
    sheet = "@page turned { size: 240pt 300pt; margin: 20pt } p, figure { page: text }"
    body = f"<p>{'Line.<br>' * 14}{FIGURE.format('Fig', '')}{turned}<p>{SENTENCE * 4}"
    shown = [words(page) for page in pages(body, sheet)]
    assert shown[1] == "Turned."
    assert shown[2].startswith("Fig Ports")
