"""The brief's columns: of about the same height, whatever the manuscript marks."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from reportgen import build
from reportgen.markup.columns import columns
from reportgen.tree.nodes import attr, div, plain_text, string, text

FRONT = """---
title: A full article
author: A. Author
date: 2026-05-01
brief:
  url: https://example.org/article
  exhibit: {exhibit}
---

# Text

See @fig-bars.

![Bars by year.](bars.svg){{#fig-bars alt="Three bars."}}

"""
BARS = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">'
    '<rect width="30" height="20" fill="#369"/></svg>'
)
SENTENCE = "South Korea ranks behind the United States in every field that the study compares. "


def para(words: int) -> dict[str, Any]:
    return {"t": "Para", "c": string("word " * words)}


def item(kind: str, words: int) -> dict[str, Any]:
    return div([para(words)], kind)


def part(name: str, *lengths: int) -> dict[str, Any]:
    head = {"t": "Header", "c": [1, [name, [], []], string(name)]}
    kind = "key-finding" if name == "findings" else "recommendation"
    return div([head, *(item(kind, words) for words in lengths)], name)


def seen(blocks: list[Any]) -> list[list[tuple[str, int]]]:
    """The parts of each column, with how many items they have."""
    return [
        [(" ".join(attr(p)[1]), sum(b["t"] == "Div" for b in p["c"][1])) for p in column.blocks]
        for column in columns(blocks)
    ]


def test_findings_stand_left_and_recommendations_right() -> None:
    blocks = [part("findings", 60, 60), part("recommendations", 40, 40)]
    assert seen(blocks) == [[("findings", 2)], [("recommendations", 2)]]
    left, right = columns(blocks)
    assert left.width > right.width
    assert left.width + right.width == pytest.approx(95.6)


def test_a_column_is_never_too_narrow() -> None:
    left, right = columns([part("findings", 10), part("recommendations", 400)])
    assert left.width == pytest.approx(38 - 2.2)
    assert right.width == pytest.approx(62 - 2.2)


def test_the_exhibit_stands_in_the_shorter_column_before_what_is_only_more() -> None:
    exhibit, more = div([para(1)], "exhibit"), div([item("brief-only", 5)], "more")
    long, short = part("findings", 90), part("recommendations", 20)
    names = [[name for name, _ in column] for column in seen([long, exhibit, short, more])]
    assert names == [["findings"], ["recommendations", "exhibit", "more"]]
    names = [[name for name, _ in column] for column in seen([part("findings", 5), exhibit, short])]
    assert names == [["findings", "exhibit"], ["recommendations"]]


@pytest.mark.parametrize("name", ["findings", "recommendations"])
def test_items_of_one_kind_are_divided_in_their_order(name: str) -> None:
    again = f"{name} continued"
    assert seen([part(name, 50)]) == [[(name, 1)]]
    assert seen([part(name, 50, 50)]) == [[(name, 1)], [(again, 1)]]
    assert seen([part(name, 50, 50, 50, 50, 50)]) in (
        [[(name, 2)], [(again, 3)]],
        [[(name, 3)], [(again, 2)]],
    )
    assert seen([part(name, 200, 50, 50, 50)]) == [[(name, 1)], [(again, 3)]]


def test_an_exhibit_balances_items_of_one_kind() -> None:
    exhibit = div([para(1)], "exhibit")
    assert seen([part("findings", 50), exhibit]) == [[("findings", 1)], [("exhibit", 0)]]
    divided = seen([part("recommendations", 100, 100, 100), exhibit])
    assert divided == [
        [("recommendations", 2)], [("recommendations continued", 1), ("exhibit", 0)],
    ]  # fmt: skip


def test_nothing_of_an_item_is_lost_or_moved() -> None:
    for lengths in ((1,), (3, 90, 2), (40, 40, 40, 1, 1), (9,) * 12):
        blocks = [part("recommendations", *lengths)]
        together = "".join(text(column.blocks) for column in columns(blocks))
        assert together == text(blocks)


def test_what_is_not_made_of_parts_is_one_column() -> None:
    (column,) = columns([para(3), para(4)])
    assert column.width == 100
    assert plain_text(column.blocks) == plain_text([para(3), para(4)])


@pytest.mark.parametrize("kind", ["key-finding", "recommendation"])
@pytest.mark.parametrize(
    ("count", "exhibit"), [(1, "fig-bars"), (2, ""), (3, ""), (7, "fig-bars"), (12, "")]
)
def test_a_brief_of_one_kind_is_a_page(kind: str, count: int, exhibit: str, tmp_path: Path) -> None:
    (tmp_path / "bars.svg").write_text(BARS, encoding="utf-8")
    marked = [
        f"::: {{.{kind}}}\nItem {i + 1} leads. {SENTENCE * (30 // (count + 2))}\n:::\n"
        for i in range(count)
    ]
    front = FRONT.format(exhibit=exhibit or "''")
    (tmp_path / "paper.md").write_text(front + "\n".join(marked), encoding="utf-8")
    made = build(tmp_path / "paper.md", to=["pdf"], edition=["brief"], out=tmp_path / "build")
    assert {d.code for d in made.bag} <= {"brief-sparse"}, [d.message for d in made.bag]
    document = pypdfium2.PdfDocument(tmp_path / "build" / "paper-brief.pdf")
    assert len(document) == 1
    words = document[0].get_textpage().get_text_range().split()
    assert [words[i + 1] for i, word in enumerate(words) if word == "Item"] == [
        str(i + 1) for i in range(count)
    ]
    drawn = [b for a, b in pairwise(words) if b.isdecimal() and a != "Item" and len(b) < 3]
    assert {*drawn} >= {str(i + 1) for i in range(1, count)}, (
        "counting goes on in the second column"
    )
    assert ("1." in words) == bool(exhibit), "the caption of Figure 1"
