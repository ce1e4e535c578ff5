"""Lines of text stand on a grid, whatever stands between them."""

import pytest

from test_page_floats import SENTENCE, pages

GRID = "h2, figure, ul { --grid: line } h2 { font: 15pt/19pt serif; margin: 20pt 0 5pt }"
BLOCKS = {
    "a heading": "<h2>Heading</h2>",
    "a heading of two lines": f"<h2>{SENTENCE[:50]}</h2>",
    "a figure": "<figure><div style='height: 31.3pt'></div></figure>",
    "a list": "<ul style='margin: 3pt 0'><li>One<li>Two</ul>",
    "a figure and a heading": "<figure><div style='height: 17pt'></div></figure><h2>Heading</h2>",
}


@pytest.mark.parametrize("block", BLOCKS)
def test_the_text_behind_a_block_stands_on_the_lines_of_that_before(block: str) -> None:
    body = f"<p>Before.{BLOCKS[block]}<p>After. {SENTENCE}"
    (page,) = pages(body, GRID)
    after = next(place for line, place in page if line.startswith("After."))
    assert after % 12 == pytest.approx(0, abs=0.02)
    (loose,) = pages(body, GRID.replace("--grid: line", "--grid: none"))
    moved = after - next(place for line, place in loose if line.startswith("After."))
    assert abs(moved) <= 6.02


def test_the_head_of_a_page_begins_the_grid() -> None:
    body = f"<p>{'Line.<br>' * 14}<h2>Heading</h2><p>After. {SENTENCE}<p>Then."
    first, second = pages(body, GRID)
    assert "Heading" not in {line for line, _ in first}
    places = [place for line, place in second if line.startswith(("After.", "Then."))]
    assert all(place % 12 == pytest.approx(0, abs=0.02) for place in places)


def test_half_lines_are_a_grid_too() -> None:
    body = f"<p>Before.<figure><div style='height: 32pt'></div></figure><p>After. {SENTENCE}"
    (page,) = pages(body, "figure { --grid: half }")
    after = next(place for line, place in page if line.startswith("After."))
    assert after % 6 == pytest.approx(0, abs=0.02)


def test_a_block_without_it_moves_nothing() -> None:
    body = f"<p>Before.<figure><div style='height: 31pt'></div></figure><p>After. {SENTENCE}"
    (page,) = pages(body)
    places = {line.split(".")[0]: place for line, place in page}
    assert places["After"] - places["Before"] == pytest.approx(12 + 6 + 31 + 6, abs=0.02)


def test_a_list_stays_with_the_line_that_announces_it() -> None:
    body = f"<p>{'Line.<br>' * 13}<p>{SENTENCE * 2}As follows:<ul><li>One<li>Two</ul>"
    sheet = "ul { break-before: avoid; margin: 0; padding: 0 } li { display: block }"
    first, second = pages(body, sheet)
    assert not first[-1][0].endswith("follows:")
    assert "One" in {line for line, _ in second}
