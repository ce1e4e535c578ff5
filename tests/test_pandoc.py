"""Pandoc at work beside us: what comes of a question that goes wrong."""

from dataclasses import replace

import pytest

from reportgen import pandoc
from reportgen.limits import LIMITS

SLOW = "[" * 26 + "x"


def test_texts_are_read_in_their_order() -> None:
    one, two = pandoc.read(["# One", "Two"])
    assert [one[0]["t"], two[0]["t"]] == ["Header", "Para"]


def test_what_takes_too_long_is_refused() -> None:
    with pytest.raises(pandoc.PandocError) as refused:
        pandoc.read([SLOW], replace(LIMITS, pandoc_seconds=0.2, pandoc_seconds_a_megabyte=0))
    assert refused.value.reason == "time"


def test_what_takes_too_much_memory_is_refused() -> None:
    with pytest.raises(pandoc.PandocError) as refused:
        pandoc.read(["*a* " * 100_000], replace(LIMITS, pandoc_megabytes=16))
    assert refused.value.reason == "memory"


def test_a_question_that_is_dropped_leaves_no_process() -> None:
    asked = pandoc.start_reading([SLOW])
    asked.drop()
    assert asked._process.returncode is not None
    asked.drop()  # and may be dropped again
