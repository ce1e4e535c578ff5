"""A diff is small where texts differ little, and never takes longer than they are long."""

import time
from collections.abc import Sequence
from difflib import unified_diff

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.reports.diff import unified

LINES = st.lists(st.sampled_from(["a\n", "b\n", "c\n", "d\n"]), max_size=30)


def patched(old: Sequence[str], diff: list[str]) -> list[str]:
    """The old text with a diff applied to it, every line of it compared."""
    out: list[str] = []
    at = 0
    for line in diff[2:]:
        if line.startswith("@@"):
            start, _, length = line.split()[1][1:].partition(",")
            begin = int(start) - (length != "0")
            out += old[at:begin]
            at = begin
        elif line[0] == "+":
            out.append(line[1:])
        else:
            assert old[at] == line[1:]
            out += [] if line[0] == "-" else [line[1:]]
            at += 1
    return [*out, *old[at:]]


@settings(max_examples=300, deadline=None)
@given(LINES, LINES)
def test_a_diff_makes_the_new_text_of_the_old(old: list[str], new: list[str]) -> None:
    diff = list(unified(old, new, "f"))
    assert bool(diff) is (old != new)
    assert patched(old, diff) == new


@pytest.mark.parametrize("edit", ["change", "delete", "insert"])
def test_one_change_is_said_as_difflib_says_it(edit: str) -> None:
    old = [f"line {i}\n" for i in range(40)]
    new = list(old)
    new[20:21] = {"change": ["other\n"], "delete": [], "insert": ["line 20\n", "more\n"]}[edit]
    said = [line.strip() for line in unified(old, new, "f")]
    assert said == [line.strip() for line in unified_diff(old, new, "a/f", "b/f")]


def test_many_changes_take_no_longer_than_the_text_is_long() -> None:
    old = [f"  note = {{{i % 7}}},\n" for i in range(60_000)]
    new = [line if i % 5 else f"  note = {{new {i}}},\n" for i, line in enumerate(old)]
    start = time.process_time()
    assert patched(old, list(unified(old, new, "f"))) == new
    assert time.process_time() - start < 5
