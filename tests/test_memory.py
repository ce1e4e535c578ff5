"""What a long document lets go of, and what it never takes."""

import gc
from collections import Counter
from typing import Any
from weakref import ref

import pytest

from reportgen import fonts, pandoc, weasy
from reportgen.resolve import language_spans, number
from reportgen.tree.nodes import walk, within
from reportgen.tree.selection import Selection

PAGE = """<!DOCTYPE html><html lang="en"><title>T</title><h1>One</h1><p>Text<span>a note</span></p>
<ul><li>Two</li></ul><div>Three</div>"""
CSS = "span { float: footnote } div { break-before: page }"


def test_a_page_that_was_painted_has_no_boxes_while_the_next_is_drawn() -> None:
    document = weasy.layout(PAGE, CSS, fonts.css())
    first, last = document.pages
    line = ref(next(b for b in first._page_box.descendants() if type(b).__name__ == "LineBox"))
    draw, found = last.paint, []

    def look(stream: Any, scale: float = 1) -> None:
        gc.collect()
        found.append(line())
        draw(stream, scale)

    last.paint = look
    assert line() is not None
    weasy.pdf(document)
    assert found == [None]


def pseudo_elements(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How many styles of each pseudo-element are made for the page."""
    from weasyprint import HTML, css

    made: list[str] = []
    real = css.ComputedStyle

    def counted(parent: Any, cascaded: Any, pseudo: str | None, *more: Any) -> Any:
        made.append(pseudo or "")
        return real(parent, cascaded, pseudo, *more)

    monkeypatch.setattr(css, "ComputedStyle", counted)
    HTML(string=f"{PAGE}<style>{CSS}</style>").render()
    monkeypatch.setattr(css, "ComputedStyle", real)
    return Counter(name for name in made if name and name[0] != "@")


def test_pseudo_elements_have_a_style_only_where_they_are_drawn(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    weasy.warm()
    found = pseudo_elements(monkeypatch)
    assert found == {"marker": 1, "footnote-call": 1, "footnote-marker": 1}


def test_a_word_is_one_node_however_often_it_is_read() -> None:
    (blocks,) = pandoc.read(["one two one *one* two"])
    words = [node for node in walk(blocks) if node["t"] in ("Str", "Space")]
    assert len(words) == 9
    assert len({id(node) for node in words}) == 3


def test_words_are_not_copied_where_a_tree_is_changed() -> None:
    (blocks,) = pandoc.read(["one *two*^[three]"])
    same = {id(node) for node in walk(blocks) if node["t"] == "Str"}
    whole = Selection("whole", whole=True)
    for change in (
        lambda tree: number.number_notes(tree, whole),
        number.move_points_into_quotes,
        lambda tree: language_spans.mark_languages(tree, "en"),
    ):
        changed = change(blocks)
        assert changed is not blocks
        assert {id(node) for node in walk(changed) if node["t"] == "Str"} == same


def test_what_a_node_holds_is_changed_in_a_copy() -> None:
    node = {"t": "Emph", "c": [{"t": "Str", "c": "a"}], "n": 1}
    assert within(node, lambda part: [*part, 2]) == {**node, "c": [*node["c"], 2]}
    assert node["c"] == [{"t": "Str", "c": "a"}]
