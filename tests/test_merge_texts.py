"""Edits of texts: applied byte for byte, joined with the author's own by words, as a patch."""

import random
import shutil
import subprocess
from pathlib import Path

import pytest

from reportgen.merge.applied import edited, file_bytes, plain
from reportgen.merge.conflict_marks import marked
from reportgen.merge.edits import Edit
from reportgen.merge.patch import patch
from reportgen.merge.three_way import join

SENT = "One two three four five.\n\nSix seven eight nine ten.\n"


def edit(text: str, old: str, new: str, path: str = "a.md") -> Edit:
    start = text.index(old)
    return Edit(path, start, start + len(old), new, words=new)


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_nothing_but_the_edit_changes_in_a_file(ends: str, bom: str) -> None:
    text = "First line.\nSecond 줄.\n\nLast line."
    data = (bom + text.replace("\n", ends)).encode()
    changes = [edit(text, "Second", "2nd\nand"), edit(text, "Last", ""), edit(text, "Fir", "Thi")]
    added = "\n" if ends == "\r" else ends
    wanted = text.replace("Fir", "Thi").replace("Last", "").replace("\n", ends)
    wanted = wanted.replace("Second", f"2nd{added}and")
    assert file_bytes(data, changes) == (bom + wanted).encode()
    assert plain(data) == text
    assert file_bytes(data, []) == data


def test_mixed_ends_of_lines_stay_as_they_are() -> None:
    data = b"one\r\ntwo\nthree\rfour\r\n"
    assert file_bytes(data, [edit(plain(data), "three", "3")]) == b"one\r\ntwo\n3\rfour\r\n"


def test_edits_of_an_unchanged_text_stay_as_they_are() -> None:
    changes = [edit(SENT, "two", "2"), edit(SENT, "nine ", "")]
    assert join(SENT, SENT, changes).edits == tuple(changes)


def test_what_the_author_wrote_elsewhere_is_kept() -> None:
    now = SENT.replace("five", "cinq").replace("One", "Un").replace("Six", "And six")
    joined = join(SENT, now, [edit(SENT, "two", "2"), edit(SENT, "nine ", "")])
    assert not joined.conflicts
    wanted = "Un 2 three four cinq.\n\nAnd six seven eight ten.\n"
    assert edited(now, joined.edits) == wanted


def test_neighbouring_words_are_no_conflict_and_the_same_word_is() -> None:
    changes = [edit(SENT, "two", "2"), edit(SENT, "seven", "7")]
    joined = join(SENT, SENT.replace("three", "3").replace("seven", "sept"), changes)
    assert [c.now for c in joined.conflicts] == ["sept"]
    assert [c.editor for c in joined.conflicts] == ["7"]
    assert [c.sent for c in joined.conflicts] == ["seven"]
    assert [e.new for e in joined.edits] == ["2"]


def test_the_same_change_on_both_sides_is_there_already() -> None:
    changes = [edit(SENT, "two", "2"), edit(SENT, "nine", "9")]
    joined = join(SENT, SENT.replace("two", "2"), changes)
    assert [e.new for e in joined.there] == ["2"]
    assert [e.new for e in joined.edits] == ["9"]
    assert not joined.conflicts


@pytest.mark.parametrize(
    ("sent", "old", "new", "own", "now"),
    [
        ("Nobody ordered this.", "Nobody", "No one", "ordered", "wanted"),
        ("Nobody ordered this.", "ordered", "gave orders for", "Nobody", "No man"),
        ("It was a very long day.", "very ", "", "day", "night"),
        ("It was a very long day.", "day", "day of rain", "long", "short"),
        ("One, two, three.", "two", "two and a half", "One", "None"),
    ],
)
def test_a_second_merge_changes_nothing_beside_the_authors_own_words(
    sent: str, old: str, new: str, own: str, now: str
) -> None:
    change = edit(sent, old, new)
    mine = sent.replace(own, now)
    first = join(sent, mine, [change])
    made = edited(mine, first.edits)
    assert (made, first.conflicts) == (mine.replace(old, new), ())
    again = join(sent, made, [change])
    assert edited(made, again.edits) == made
    assert (again.there, again.conflicts) == ((change,), ())


def test_a_second_merge_changes_nothing() -> None:
    chance = random.Random(7)
    for _ in range(300):
        words = [chance.choice(["a", "b", "c", "d", "e", "f", "g", ","]) for _ in range(30)]
        sent = " ".join(words)
        changes = []
        at = 0
        for _ in range(3):
            at = chance.randrange(at, len(sent))
            end = min(len(sent), at + chance.randrange(6))
            changes.append(Edit("a.md", at, end, chance.choice(["", "x y", " z ", "q"])))
            at = end
            if at >= len(sent):
                break
        now = edited(sent, changes)
        again = join(sent, now, changes)
        assert edited(now, again.edits) == now
        assert not again.conflicts


def test_each_pair_that_overlaps_is_one_conflict_and_nothing_of_the_author_is_lost() -> None:
    chance = random.Random(3)
    for _ in range(100):
        words = [f"w{n}" for n in range(60)]
        sent = " ".join(words)
        ours = set(chance.sample(range(60), 8))
        theirs = set(chance.sample(range(60), 8))
        now = " ".join(f"own{n}" if n in ours else w for n, w in enumerate(words))
        changes = [edit(sent + " ", f"w{n} ", f"new{n} ") for n in sorted(theirs)]
        joined = join(sent + " ", now + " ", changes)
        made = edited(now + " ", joined.edits).split()
        assert {n for n in range(60) if made[n] == f"own{n}"} == ours
        assert {n for n in range(60) if made[n] == f"new{n}"} == theirs - ours
        told = {w for c in joined.conflicts for w in c.now.split()}
        assert told == {f"own{n}" for n in ours & theirs}


def test_the_marks_of_a_conflict_hold_both_lines_whole() -> None:
    now = SENT.replace("seven", "sept").replace("One", "Un")
    joined = join(SENT, now, [edit(SENT, "seven", "7"), edit(SENT, "two", "2")])
    made = edited(now, [*joined.edits, *marked(now, joined.conflicts, "a.docx")])
    assert made == (
        "Un 2 three four five.\n\n<<<<<<< now\nSix sept eight nine ten.\n=======\n"
        "Six 7 eight nine ten.\n>>>>>>> a.docx\n"
    )


@pytest.mark.parametrize("program", [["patch", "-p1", "-s", "-i"], ["git", "apply"]])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("last", ["", "\n"])
def test_the_patch_is_taken_by_what_takes_patches(
    program: list[str], ends: str, last: str, tmp_path: Path
) -> None:
    if shutil.which(program[0]) is None:
        pytest.skip(f"no {program[0]} here")
    before = f"one{ends}two\x0b\x0cthree{ends}{ends}four{ends}five 줄{last}".encode()
    after = before.replace(b"two", b"2").replace(b"five", b"5")
    text = patch({"b c/가.md": (before, after), "d.md": (b"", b"new\n"), "e.md": (b"x", b"x")})
    (tmp_path / "b c").mkdir()
    (tmp_path / "b c" / "가.md").write_bytes(before)
    (tmp_path / "d.md").write_bytes(b"")
    (tmp_path.parent / f"{tmp_path.name}.patch").write_bytes(text)
    command = [*program, str(tmp_path.parent / f"{tmp_path.name}.patch")]
    if program[0] == "patch" and ends == "\r\n":
        command.insert(1, "--binary")
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    assert (tmp_path / "b c" / "가.md").read_bytes() == after
    assert (tmp_path / "d.md").read_bytes() == b"new\n"
