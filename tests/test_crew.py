"""Several things at once, each in a process of its own."""

import os
import signal
from functools import partial

import pytest

from reportgen import crew


def test_results_come_in_the_order_of_the_tasks() -> None:
    for workers in (1, 2, 3, 9):
        assert crew.each([partial(pow, 2, i) for i in range(7)], workers) == [
            2**i for i in range(7)
        ]


def test_no_tasks_give_no_results() -> None:
    assert crew.each([], 4) == []


def test_the_first_task_runs_in_this_process_and_others_do_not() -> None:
    first, second = crew.each([os.getpid, os.getpid], 2)
    assert first == os.getpid()
    assert second != os.getpid()


def _fail() -> None:
    raise ValueError("what went wrong")


@pytest.mark.parametrize("tasks", [(_fail, os.getpid), (os.getpid, _fail)])
def test_an_exception_of_a_task_is_raised_here(tasks) -> None:
    with pytest.raises(ValueError, match="what went wrong"):
        crew.each(tasks, 2)


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_killed_process_is_the_machines_fault() -> None:
    with pytest.raises(OSError, match="was killed"):
        crew.each([os.getpid, _die], 2)
    with pytest.raises(OSError, match="was killed"):
        crew.apart(_die)


def test_a_task_apart_gives_its_result_and_its_exception() -> None:
    assert crew.apart(os.getpid) != os.getpid()
    assert crew.apart(partial(bytes, 10_000_000)) == bytes(10_000_000)
    with pytest.raises(ValueError, match="what went wrong"):
        crew.apart(_fail)


def test_a_large_result_comes_whole() -> None:
    _, large = crew.each([os.getpid, partial(bytes, 10_000_000)], 2)
    assert len(large) == 10_000_000
