"""Several things at once, each in a process of its own."""

import os
import signal
import time
from functools import partial

import pytest

from reportgen import crew


def each(tasks, processes: int, ready=lambda: None):
    with crew.Crew(ready, processes) as workers:
        workers.begin(tasks)
        return workers.results()


def test_results_come_in_the_order_of_the_tasks() -> None:
    for processes in (0, 1, 2, 3, 9):
        assert each([partial(pow, 2, i) for i in range(7)], processes) == [2**i for i in range(7)]


def test_no_tasks_give_no_results() -> None:
    assert each([], 4) == []


def test_each_process_has_a_task() -> None:
    assert len({*each([partial(_slowly, os.getpid)] * 2, 2), os.getpid()}) == 3
    assert each([os.getpid], 0) == [os.getpid()]


def _slowly(task):
    time.sleep(0.2)
    return task()


def test_what_got_ready_is_there_in_every_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("READY", raising=False)
    tasks = [partial(_slowly, partial(os.getenv, "READY"))] * 2
    assert each(tasks, 2, partial(os.environ.__setitem__, "READY", "yes")) == ["yes", "yes"]
    assert "READY" not in os.environ


def test_who_cannot_get_ready_does_its_tasks_all_the_same() -> None:
    assert each([partial(pow, 2, 3)], 1, _fail) == [8]


def test_others_give_way_to_the_first() -> None:
    first, second = each([partial(_slowly, partial(os.nice, 0))] * 2, 2)
    assert second == min(19, first + crew.BEHIND)


def test_nothing_is_left_of_processes_that_had_nothing_to_do() -> None:
    with crew.Crew(partial(time.sleep, 60), 2) as workers:
        process = workers._process
    assert not process.is_alive()


def _fail() -> None:
    raise ValueError("what went wrong")


@pytest.mark.parametrize("tasks", [(_fail, os.getpid), (os.getpid, _fail)])
def test_an_exception_of_a_task_is_raised_here(tasks) -> None:
    with pytest.raises(ValueError, match="what went wrong"):
        each(tasks, 2)


def test_where_no_process_is_left_whoever_waits_is_told(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    first, fork = os.getpid(), os.fork

    def forked() -> int:
        if os.getpid() != first:
            raise BlockingIOError("no process is left")
        return fork()

    monkeypatch.setattr(os, "fork", forked)
    with pytest.raises(OSError, match="no process is left"):
        each([os.getpid, partial(len, bytes(1_000_000))], 2)
    assert capfd.readouterr().err == ""


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_killed_process_is_the_machines_fault() -> None:
    with pytest.raises(OSError, match="was killed"):
        each([os.getpid, _die], 2)
    with pytest.raises(OSError, match="was killed"):
        crew.apart(_die)


def test_a_task_apart_gives_its_result_and_its_exception() -> None:
    assert crew.apart(os.getpid) != os.getpid()
    assert crew.apart(partial(bytes, 10_000_000)) == bytes(10_000_000)
    with pytest.raises(ValueError, match="what went wrong"):
        crew.apart(_fail)


def test_a_large_result_comes_whole() -> None:
    _, large = each([os.getpid, partial(bytes, 10_000_000)], 2)
    assert len(large) == 10_000_000
