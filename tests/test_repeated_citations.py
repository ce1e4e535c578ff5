"""A citation that stands many times is asked for once, where a style sets each the same."""

from pathlib import Path

import pytest

from package import report
from reportgen.resolve.repeated import once
from reportgen.tree.nodes import Node, text, walk

IN_TEXT = '<style class="in-text"/>'


def cite(key: str) -> Node:
    citation = {"citationId": key, "citationSuffix": []}
    return {"t": "Para", "c": [{"t": "Cite", "c": [[citation], [{"t": "Str", "c": "?"}]]}]}


def test_equal_citations_share_an_answer() -> None:
    kept, places = once([cite("a"), cite("b"), cite("a"), cite("a")], IN_TEXT)
    assert kept == [cite("a"), cite("b")]
    assert places == (0, 1, 0, 0)


@pytest.mark.parametrize(
    "style", ['<style class="note"/>', '<style class="in-text"><if position="first"/></style>']
)
def test_a_style_that_looks_at_positions_is_asked_each_time(style: str) -> None:
    skeleton = [cite("a"), cite("a")]
    assert once(skeleton, style) == (skeleton, (0, 1))


def test_each_place_gets_its_citation(tmp_path: Path) -> None:
    books = (f"@book{{{k}, author={{{k.title()}, A}}, title={{T}}, date={{2020}}}}" for k in "xyz")
    (tmp_path / "b.bib").write_text("\n".join(books), encoding="utf-8")
    front = "---\ntitle: T\ndate: 2026-01-02\nlang: en-US\nbibliography: b.bib\ncsl: apa\n---\n\n"
    typed = "One [@x]. Two [@y]. Three [@x]; note.^[See @x; @z.] Four [@x, 3]. Five [@x]."
    (tmp_path / "p.md").write_text(front + typed + "\n", encoding="utf-8")
    blocks = report(tmp_path / "p.md").blocks
    (note,) = (text(n["c"]) for n in walk(blocks) if n["t"] == "Note")
    shown = text(blocks).replace(note, "")
    assert "See X (2020); Z (2020)." in note
    assert "One (X, 2020). Two (Y, 2020). Three (X, 2020); note." in shown
    assert "Four (X, 2020, p. 3). Five (X, 2020)." in shown
