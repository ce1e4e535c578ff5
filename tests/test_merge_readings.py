"""How documents read when they are compared: what a program sets is nobody's change."""

import pytest

from reportgen.merge.readings import lines, untouched
from reportgen.ooxml import Block, Document, Word


def words(text: str) -> tuple[Word, ...]:
    """Words, with a note's marker for each asterisk."""
    return tuple(Word("", atom="note", target="1") if c == "*" else Word(c) for c in text)


def paper(title: str, cited: str, style: str = "Author Note") -> Document:
    return Document(
        (
            Block("paragraph", style="Title", words=(Word(title),)),
            Block("paragraph", style=style, words=(Word(f"Cite as: {cited}"),)),
        )
    )


def test_what_follows_the_title_is_not_compared_where_nobody_edited_it() -> None:
    sent = paper("Ships", "Ships")
    edited, printed = paper("Boats", "Ships"), paper("Boats", "Boats")
    left_out = untouched(sent, edited)
    assert lines(edited, without=left_out) == lines(printed, without=left_out)
    assert len(lines(edited, without=left_out)) == 1


def test_what_follows_the_title_is_compared_where_somebody_edited_it() -> None:
    sent, edited = paper("Ships", "Ships"), paper("Ships", "Boats")
    assert "author note" not in untouched(sent, edited)


def test_a_paragraph_of_the_text_is_always_compared() -> None:
    sent, edited = paper("Ships", "Ships", "Body Text"), paper("Boats", "Ships", "Body Text")
    left_out = untouched(sent, edited)
    assert len(lines(edited, without=left_out)) == 2


@pytest.mark.parametrize(
    ("typed", "printed", "same"),
    [
        ("ports*, and", "ports,* and", True),
        ("ports**.", "ports.**", True),
        ("ports*?", "ports?*", True),
        ("ports* and", "ports and*", False),
        ("ports*)", "ports)*", False),
        ("ports*,*", "ports,*", False),
    ],
)
def test_a_note_reads_alike_before_and_behind_a_mark(typed: str, printed: str, same: bool) -> None:
    one, other = (lines(Document((Block("paragraph", words=words(t)),))) for t in (typed, printed))
    assert ([line.key for line in one] == [line.key for line in other]) is same


def test_an_item_is_no_paragraph() -> None:
    item, paragraph = (
        lines(Document((Block(kind, words=words("ports")),))) for kind in ("list-item", "paragraph")
    )
    assert item[0].key != paragraph[0].key
