"""Two texts aligned: every part is accounted for, little is said to differ, and it is quick."""

import random
import time
from collections import Counter
from collections.abc import Sequence

from hypothesis import example, given, settings
from hypothesis import strategies as st

from reportgen.alignment import changes, overlap, pair
from reportgen.alignment.changes import WHOLE, Stretch

ITEMS = st.lists(st.sampled_from("abcd"), max_size=40)
TEXTS = st.lists(st.lists(st.sampled_from("abcdefgh"), max_size=6).map(tuple), max_size=12)


def patched(old: Sequence[str], new: Sequence[str], found: list[Stretch]) -> list[str]:
    """The old sequence with the changes made, what is between them compared."""
    out: list[str] = []
    at = 0
    for i, end, j, until in found:
        assert i <= end
        assert j <= until
        assert (i, j) != (end, until)
        assert list(old[at:i]) == list(new[len(out) : j])
        out += [*old[at:i], *new[j:until]]
        at = end
    return [*out, *old[at:]]


def common(old: Sequence[str], new: Sequence[str]) -> int:
    """The length of the longest common subsequence."""
    row = [0] * (len(new) + 1)
    for item in old:
        last = row
        row = [0]
        for j, other in enumerate(new):
            row.append(last[j] + 1 if item == other else max(last[j + 1], row[j]))
    return row[-1]


@settings(max_examples=300, deadline=None)
@given(ITEMS, ITEMS)
def test_the_changes_make_the_new_sequence_and_are_the_fewest(
    old: list[str], new: list[str]
) -> None:
    found = changes(old, new)
    assert patched(old, new, found) == new
    assert sum(end - i for i, end, _, _ in found) == len(old) - common(old, new)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from([3, 50, 5000]))
def test_long_sequences_are_compared_as_truly_as_short_ones(seed: int, words: int) -> None:
    rng = random.Random(seed)
    old = [str(rng.randrange(words)) for _ in range(WHOLE + 500)]
    new = [w for w in old if rng.random() > 0.05]
    for _ in range(40):
        new.insert(rng.randrange(len(new)), "new")
    found = changes(old, new)
    assert patched(old, new, found) == new
    assert sum(end - i for i, end, _, _ in found) < len(old) // 4


def test_words_that_are_all_new_are_one_change_though_blanks_between_them_agree() -> None:
    old, new = list("one two three".partition(" ")), ["four", " ", "five"]
    assert len(changes(old, new)) == 2
    assert changes(old, new, lambda item: item == " ") == [(0, 3, 0, 3)]


def test_twenty_thousand_words_are_compared_in_two_seconds() -> None:
    rng = random.Random(1)
    text = [str(int(rng.paretovariate(0.6)) % 4000) for _ in range(20_000)]
    edited = [w if rng.random() > 0.1 else str(rng.randrange(4000)) for w in text]
    other = [str(int(rng.paretovariate(0.6)) % 4000) for _ in range(20_000)]
    flat = [str(rng.randrange(9)) for _ in range(20_000)]
    for old, new in [(text, edited), (text, other), (flat, flat[::-1]), (text, flat)]:
        start = time.process_time()
        assert patched(old, new, changes(old, new)) == new
        assert time.process_time() - start < 2


Text = tuple[str, ...]


def likeness(old: Text, new: Text) -> float:
    return overlap(Counter(old), Counter(new))


def joined(one: Text, other: Text) -> Text:
    return one + other


@settings(max_examples=200, deadline=None)
@given(TEXTS, TEXTS)
@example([("a",)], [("a",), ("a",)])
def test_every_block_is_in_one_pair_and_the_new_ones_stand_in_their_order(
    old: list[Text], new: list[Text]
) -> None:
    found = pair(old, new, likeness, joined)
    assert sorted(n for a, _ in found for n in a) == list(range(len(old)))
    assert [n for _, b in found for n in b] == list(range(len(new)))
    for a, b in found:
        assert (len(a), len(b)) in {(1, 1), (1, 2), (2, 1), (1, 0), (0, 1)}


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_equal_texts_pair_one_to_one(text: list[Text]) -> None:
    alone = [(range(n, n + 1), range(n, n + 1)) for n in range(len(text))]
    assert pair(text, text, likeness) == alone


def words(*numbers: int) -> Text:
    """Blocks of ten words each, as one."""
    return tuple(f"w{n}" for start in numbers for n in range(start * 10, start * 10 + 10))


OLD = [words(n) for n in range(8)]


def spans(old: list[Text], new: list[Text]) -> list[tuple[list[int], list[int]]]:
    """The pairs that are not one block unchanged."""
    return [
        (list(a), list(b))
        for a, b in pair(old, new, likeness, joined)
        if [old[n] for n in a] != [new[n] for n in b]
    ]


def test_a_block_that_was_edited_pairs_with_itself() -> None:
    new = [*OLD[:3], (*OLD[3][:6], "x", "y"), *OLD[4:]]
    assert spans(OLD, new) == [([3], [3])]


def test_a_block_that_was_divided_pairs_with_both_parts_and_the_other_way_round() -> None:
    new = [*OLD[:3], OLD[3][:8], OLD[3][8:], *OLD[4:]]
    assert spans(OLD, new) == [([3], [3, 4])]
    assert spans(new, OLD) == [([3, 4], [3])]


def test_blocks_that_go_and_come_leave_their_neighbours() -> None:
    new = [OLD[0], ("x",) * 9, *OLD[1:5], *OLD[6:]]
    assert spans(OLD, new) == [([], [1]), ([5], [])]


def test_an_edited_block_beside_a_new_one_is_neither_divided_nor_lost() -> None:
    new = [*OLD[:3], ("x",) * 9, (*OLD[3][:7], "y"), *OLD[4:]]
    assert spans(OLD, new) == [([], [3]), ([3], [4])]


def test_a_block_that_moved_pairs_with_itself_at_its_new_place() -> None:
    new = [OLD[6], *OLD[:6], OLD[7]]
    assert (range(6, 7), range(1)) in pair(OLD, new, likeness)
    edited = [(*OLD[6][:9], "x"), *OLD[:6], OLD[7]]
    assert spans(OLD, edited) == [([6], [0])]


def test_blocks_that_cannot_be_hashed_pair_as_well() -> None:
    old, new = [["a"], ["b"]], [["b"]]
    assert pair(old, new, lambda a, b: float(a == b)) == [
        (range(1), range(0)), (range(1, 2), range(1)),
    ]  # fmt: skip


def test_three_hundred_blocks_that_all_changed_are_paired_in_a_second() -> None:
    rng = random.Random(2)
    old = [Counter(rng.choices(range(3000), k=80)) for _ in range(300)]
    new = [Counter({**o, -1: 3, -2: 4}) for o in old]
    start = time.process_time()
    found = pair(old, new, overlap, lambda a, b: a + b)
    assert time.process_time() - start < 1
    assert sum(len(a) == len(b) == 1 and a == b for a, b in found) > 290
    del new[100:160]
    start = time.process_time()
    found = pair(old, new, overlap, lambda a, b: a + b)
    assert time.process_time() - start < 1
    assert sum(len(a) == len(b) == 1 for a, b in found) == 240
