"""What must hold before a merge: no other document, nothing gone, notes at their markers."""

import pytest

from reportgen.merge.guards import MergeError, check, gone_blocks, share
from reportgen.merge.shifted_notes import shifted_notes
from reportgen.ooxml import Block, Document, Note, Word


def block(text: str, note: str = "", kind: str = "paragraph", mark: str = "") -> Block:
    words = [Word(part) for part in text.split(" ") for part in (part, " ")]
    words += [Word("", atom="note", target=note)] if note else []
    return Block(kind, words=tuple(words), bookmarks=(mark,) if mark else ())


def paper(count: int = 9, first: int = 0, marks: bool = False) -> Document:
    """Paragraphs with a note each; those before `first` are left out."""
    blocks = [
        block(f"Paragraph {n} says thing{n} of matter{n} and more", f"endnote-{n}",
              mark=f"_rg{n}" * marks)
        for n in range(first, count)
    ]  # fmt: skip
    notes = [Note(f"endnote-{n}", "endnote", (block(f"Source {n}, page {n}"),))
             for n in range(first, count)]  # fmt: skip
    return Document(tuple(blocks), tuple(notes))


def shifted(by: int, count: int = 9) -> Document:
    """The paper with each note at the marker before or behind its own."""
    sent = paper(count)
    notes = [Note(sent.notes[n].id, "endnote", sent.notes[(n + by) % count].blocks)
             for n in range(count)]  # fmt: skip
    return Document(sent.blocks, tuple(notes))


def test_a_document_is_itself() -> None:
    assert share(paper(), paper()) == 1
    assert gone_blocks(paper(), paper()) == []
    assert shifted_notes(paper(), paper()) == ""
    check(paper(), paper())


@pytest.mark.parametrize("by", [1, -1])
def test_notes_at_the_marker_beside_their_own_are_refused(by: int) -> None:
    with pytest.raises(MergeError, match="wrong markers"):
        check(paper(), shifted(by), force=True)


def test_a_note_that_goes_or_comes_shifts_none() -> None:
    sent = paper()
    less = Document(sent.blocks[1:], sent.notes[1:])
    assert shifted_notes(sent, less) == ""
    assert shifted_notes(less, sent) == ""
    swapped = Document(sent.blocks, (sent.notes[0], *sent.notes[2:0:-1], *sent.notes[3:]))
    assert shifted_notes(sent, swapped) == ""


def test_another_document_is_refused_with_what_they_share() -> None:
    other = Document((block("Wholly other words stand here and there " * 9),))
    with pytest.raises(MergeError, match="only 0% of the document") as refused:
        check(paper(), other)
    assert "--base" in refused.value.remedy


def test_more_than_a_third_gone_needs_force_and_less_does_not() -> None:
    check(paper(), paper(first=3))
    with pytest.raises(MergeError, match="4 of 9 paragraphs") as refused:
        check(paper(), paper(first=4))
    assert "--force" in refused.value.remedy
    assert "Paragraph 0 says" in refused.value.reason
    check(paper(), paper(first=4), force=True)


def test_a_paragraph_that_was_rewritten_and_has_its_mark_is_not_gone() -> None:
    sent = paper(marks=True)
    new = [block(f"Quite new words number {n} stand here", mark=f"_rg{n}") for n in range(6)]
    edited = Document((*new, *sent.blocks[6:]), sent.notes)
    assert gone_blocks(sent, edited) == []
    assert len(gone_blocks(paper(), Document((*new, *sent.blocks[6:]), sent.notes))) == 6
