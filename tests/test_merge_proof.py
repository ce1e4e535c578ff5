"""The proof of a merge takes out what does not come back, and tells all that reads otherwise."""

import random
from collections.abc import Callable, Sequence

import pytest

from reportgen.diagnostics import Bag
from reportgen.diagnostics.source import Source
from reportgen.merge.applied import edited as applied
from reportgen.merge.differences import differences
from reportgen.merge.edits import Edit
from reportgen.merge.proof import prove
from reportgen.merge.readings import Line

SENT = "one two three.\n\nfour five six.\n\nseven eight nine."


def read(text: str) -> list[Line]:
    """The lines of a text whose paragraphs print as they are typed."""
    out = []
    for paragraph in text.split("\n\n"):
        words = tuple(paragraph.replace(" ", "\0 \0").split("\0"))
        out.append(Line(words, (), paragraph, words))
    return out


def edit(old: str, new: str) -> Edit:
    start = SENT.index(old)
    return Edit("a.md", start, start + len(old), new, words=new)


def prints(change: Callable[[str], str] = str) -> Callable[[Sequence[Edit], Bag], list[Line]]:
    return lambda edits, _: read(change(applied(SENT, edits)))


GOOD, BAD = edit("two", "2"), edit("five", "--")


def test_what_reads_as_it_was_edited_is_proved() -> None:
    proof = prove([GOOD, BAD], read(SENT), read(applied(SENT, [GOOD, BAD])), prints())
    assert (proof.edits, proof.taken, proof.differences) == ((GOOD, BAD), (), ())


def test_an_edit_that_prints_otherwise_is_taken_out_and_told() -> None:
    wanted = read(applied(SENT, [GOOD, BAD]))
    proof = prove([GOOD, BAD], read(SENT), wanted, prints(lambda text: text.replace("--", "–")))
    assert proof.edits == (GOOD,)
    assert proof.taken == (BAD,)
    (left,) = proof.differences
    assert left.printed.endswith("four five six.")
    assert left.editor.endswith("four -- six.")
    assert (left.whole, left.words) == (True, ("--",))


def test_an_edit_that_lands_elsewhere_is_no_proof() -> None:
    wrong = Edit("a.md", SENT.index("eight"), SENT.index("eight") + 5, "2", words="2")
    proof = prove([wrong], read(SENT), read(applied(SENT, [GOOD])), prints())
    assert proof.edits == ()
    assert proof.taken == (wrong,)
    assert [d.words for d in proof.differences] == [("2",)]


def test_an_edit_with_which_nothing_can_be_built_is_found_by_its_place() -> None:
    def broken(edits: Sequence[Edit], bag: Bag) -> list[Line] | None:
        text = applied(SENT, edits)
        if "--" in text:
            source = Source("a.md", text)
            bag.error("some-fault", "it cannot be read", source.span(text.index("--")))
            return None
        return read(text)

    proof = prove([GOOD, BAD], read(SENT), read(applied(SENT, [GOOD, BAD])), broken)
    assert (proof.edits, proof.taken) == ((GOOD,), (BAD,))
    assert [fault.message for fault in proof.faults] == ["it cannot be read"]


def test_where_nothing_can_be_built_nothing_is_brought_back() -> None:
    proof = prove([GOOD, BAD], read(SENT), read(applied(SENT, [GOOD, BAD])), lambda *_: None)
    assert proof.edits == ()
    assert set(proof.taken) == {GOOD, BAD}


def test_what_the_editor_changed_and_no_edit_brings_back_is_told() -> None:
    wanted = applied(SENT, [GOOD, BAD]).replace("nine", "9")
    proof = prove([GOOD, BAD], read(SENT), read(wanted), prints())
    assert proof.edits == (GOOD, BAD)
    assert [(d.words, d.whole) for d in proof.differences] == [(("9.",), True)]


@pytest.mark.parametrize("seed", range(5))
def test_whatever_is_printed_each_difference_is_told_once(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(100):
        texts = []
        for _ in range(3):
            blocks = [chance.choice(["a", "b", "c", "d"]) * chance.randint(1, 2) + " x y"
                      for _ in range(chance.randint(1, 7))]  # fmt: skip
            texts.append(read("\n\n".join(blocks)))
        printed, sent, edited = texts
        found = differences(printed, sent, edited)
        assert bool(found) == ([x.key for x in printed] != [x.key for x in edited])
        assert differences(edited, sent, edited) == []
        if printed == sent:
            assert all(d.whole for d in found)
        for one in differences(sent, sent, edited):
            assert one.whole
