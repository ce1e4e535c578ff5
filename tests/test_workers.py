"""Worker processes: how they start, what bounds them, how they end, and that none is left."""

import copyreg
import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from misbehaviour import fill, nest, read_nowhere, sleep_in_c, spin, spin_in_c
from reportgen.processes import process, workers
from reportgen.processes.pool import BEHIND, Pool
from reportgen.processes.resources import Resources
from reportgen.processes.workers import Worker, WorkerEnded

BRIEF = Resources(1)


def each(tasks: list[Any], processes: int, ready: Any = bool, allowed: Any = None) -> Any:
    with Pool(ready, processes) as pool:
        pool.begin([(task, allowed) for task in tasks])
        return pool.results()


def children() -> set[int]:
    """The processes that this one has started, those that nobody has waited for included.

    The one that `multiprocessing` starts with the first that it spawns stays until this one ends.
    """
    found = set()
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(status.read_text().rpartition(")")[2].split()[1])
            command = (status.parent / "cmdline").read_bytes()
        except OSError:
            continue
        if parent == os.getpid() and b"resource_tracker" not in command:
            found.add(int(status.parent.name))
    return found


@pytest.fixture(autouse=True)
def _nothing_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No process and no temporary file stays behind any test of this module."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    before = children()
    yield
    assert children() <= before
    assert not list(folder.iterdir())


# --- tasks and their results ----------------------------------------------------------------


def test_results_come_in_the_order_of_the_tasks() -> None:
    for processes in (0, 1, 2, 3, 9):
        assert each([partial(pow, 2, i) for i in range(7)], processes) == [2**i for i in range(7)]


def test_no_tasks_give_no_results() -> None:
    assert each([], 4) == []
    assert each([], 0) == []


def test_each_worker_has_a_task() -> None:
    assert len({*each([partial(_slowly, os.getpid)] * 2, 2), os.getpid()}) == 3
    assert each([os.getpid], 0) != [os.getpid()]


def _slowly(task: Any) -> Any:
    time.sleep(0.2)
    return task()


def test_what_got_ready_is_there_in_every_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("READY", raising=False)
    tasks = [partial(_slowly, partial(os.getenv, "READY"))] * 2
    assert each(tasks, 2, partial(os.environ.__setitem__, "READY", "yes")) == ["yes", "yes"]
    assert "READY" not in os.environ


def test_who_cannot_get_ready_does_its_tasks_all_the_same() -> None:
    assert each([partial(pow, 2, 3)], 1, _fail) == [8]


def test_others_give_way_to_the_first() -> None:
    first, second = each([partial(_slowly, partial(os.nice, 0))] * 2, 2)
    assert second == min(19, first + BEHIND)


def test_workers_that_are_not_wanted_end_at_once() -> None:
    began = time.monotonic()
    with Pool(partial(time.sleep, 60), 2):
        pass
    assert time.monotonic() - began < 10


def _fail() -> None:
    raise ValueError("what went wrong")


@pytest.mark.parametrize("tasks", [[_fail, os.getpid], [os.getpid, _fail]])
def test_an_exception_of_a_task_is_raised_here(tasks: list[Any]) -> None:
    for processes in (0, 2):
        with pytest.raises(ValueError, match="what went wrong"):
            each(tasks, processes)
    with pytest.raises(ValueError, match="what went wrong"):
        workers.run(_fail)


def test_what_cannot_be_pickled_is_said() -> None:
    with pytest.raises(RuntimeError, match="pickle"):
        workers.run(_unpicklable)


def _unpicklable() -> Any:
    return lambda: None


def test_a_large_result_comes_whole() -> None:
    _, large = each([os.getpid, partial(bytes, 10_000_000)], 2)
    assert len(large) == 10_000_000
    assert workers.run(partial(bytes, 10_000_000)) == bytes(10_000_000)


def test_a_worker_serves_one_task_after_another() -> None:
    with Worker(workers.serve) as worker:
        assert worker.ask(os.getpid) == worker.ask(os.getpid) == worker.process.pid


# --- how they end ---------------------------------------------------------------------------


def _fill_in_c() -> None:
    """What a C library does that cannot go on without the memory that it asks for."""
    allocate = ctypes.CDLL(None).malloc
    allocate.restype, allocate.argtypes = ctypes.c_void_p, [ctypes.c_size_t]
    while allocate(50_000_000):
        pass
    os.abort()


def _signal(name: str) -> None:
    os.kill(os.getpid(), getattr(signal, name))
    time.sleep(60)


@pytest.mark.parametrize(
    ("task", "allowed", "reason"),
    [
        (spin, BRIEF, "time"),
        (spin_in_c, BRIEF, "time"),
        (sleep_in_c, Resources(60, wall=0.5), "time"),
        (fill, Resources(60, 100), "memory"),
        (_fill_in_c, Resources(60, 100), "crash"),
        (nest, BRIEF, "depth"),
        (read_nowhere, BRIEF, "crash"),
        (partial(_signal, "SIGABRT"), BRIEF, "crash"),
        (partial(_signal, "SIGBUS"), BRIEF, "crash"),
    ],
    ids=["loop", "loop in C", "wait", "memory", "memory in C", "nest", "segment", "abort", "bus"],
)
@pytest.mark.parametrize("processes", [0, 2])
def test_a_task_that_takes_too_much_is_ended_and_the_others_are_done(
    task: Any, allowed: Resources, reason: str, processes: int
) -> None:
    with Pool(bool, processes) as pool:
        pool.begin([(os.getpid, None), (task, allowed), (partial(pow, 2, 3), None)])
        first, ended, last = pool.results()
    assert isinstance(first, int)
    assert last == 8
    assert isinstance(ended, WorkerEnded)
    assert ended.reason == reason


def test_every_worker_may_be_ended() -> None:
    found = each([spin, spin, partial(pow, 2, 3)], 2, allowed=BRIEF)
    assert [getattr(result, "reason", result) for result in found] == ["time", "time", 8]


def test_a_limit_is_gone_after_its_task() -> None:
    with Worker(workers.serve) as worker:
        for _ in range(3):  # each takes most of what it may
            worker.ask(partial(_work, 0.8), BRIEF)


def _work(seconds: float) -> None:
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


def test_a_killed_worker_is_the_machines_fault() -> None:
    with pytest.raises(OSError, match="was killed"):
        each([os.getpid, partial(_signal, "SIGKILL")], 2)
    with pytest.raises(OSError, match="was killed"):
        workers.run(partial(_signal, "SIGKILL"))


def test_whoever_sees_how_the_workers_end_may_be_killed_too() -> None:
    with pytest.raises(OSError, match="was killed"):
        each([partial(_kill_parent, 1), spin], 2)


def _kill_parent(_: int) -> None:
    os.kill(os.getppid(), signal.SIGKILL)
    time.sleep(60)


def test_where_no_process_can_be_started_it_is_said(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def refuse() -> int:
        raise BlockingIOError(11, "no process is left")

    monkeypatch.setattr(os, "fork", refuse)
    for processes in (0, 2):
        with pytest.raises(OSError, match="no process can be started: no process is left"):
            each([os.getpid], processes)
    assert capfd.readouterr().err == ""


def test_where_some_processes_cannot_be_started_the_others_do_the_work(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    fork, first, room = os.fork, os.getpid(), [1]

    def forked() -> int:
        if os.getpid() != first and not room:
            raise BlockingIOError(11, "no process is left")
        if os.getpid() != first:
            room.pop()
        return fork()

    monkeypatch.setattr(os, "fork", forked)
    assert each([partial(pow, 2, i) for i in range(5)], 3) == [2**i for i in range(5)]
    assert capfd.readouterr().err == ""


def _linger(pipe: Any) -> None:
    pipe.send("here")
    time.sleep(0.3)


def _in_a_finalizer(pipe: Any) -> None:
    class Lingering:
        def __del__(self) -> None:
            _linger(pipe)

    Lingering()
    time.sleep(60)


def _amid_a_fork(pipe: Any) -> None:
    os.register_at_fork(after_in_parent=partial(_linger, pipe))
    with Worker(workers.serve):
        time.sleep(60)


@pytest.mark.parametrize("target", [_in_a_finalizer, _amid_a_fork])
def test_a_worker_that_is_ended_amid_what_swallows_exceptions_ends_by_itself(
    target: Any, capfd: pytest.CaptureFixture[str]
) -> None:
    with Worker(target) as worker:
        assert worker.pipe.recv() == "here"
        worker.stop()
        assert worker.process.exitcode == 0
    assert capfd.readouterr().err == ""


# --- time that does not count ---------------------------------------------------------------


def test_a_worker_that_is_stopped_takes_no_time() -> None:
    with Worker(workers.serve, [(partial(_work, 0.5), BRIEF)]) as worker:
        os.kill(worker.process.pid, signal.SIGSTOP)
        time.sleep(2.5)
        assert not worker.pipe.poll()
        os.kill(worker.process.pid, signal.SIGCONT)
        assert worker.result() is None


def test_an_answer_that_is_there_is_never_late() -> None:
    with Worker(workers.serve, [(os.getpid, BRIEF)]) as worker:
        assert worker.pipe.poll(10)
        time.sleep(0.3)
        assert worker.result(0.1) == worker.process.pid


def test_what_goes_on_is_waited_for() -> None:
    assert workers.run(_go_on, Resources(60, wall=0.6)) == "done"


def _go_on() -> str:
    for _ in range(4):
        time.sleep(0.3)
        process.progress()
    return "done"


# --- where they belong ----------------------------------------------------------------------

NESTED = """
import os, signal, sys, time
from functools import partial
from misbehaviour import fill, nest, read_nowhere, sleep_in_c, spin, spin_in_c
from reportgen.processes import process, workers
from reportgen.processes.pool import Pool

def outer():
    with Pool(bool, 2) as pool:
        pool.begin([(partial(time.sleep, 60), None)] * 2)
        print(os.getpid(), flush=True)
        pool.results()

try:
    workers.run(outer)
except KeyboardInterrupt:
    sys.exit(130)
"""


def group(leader: int) -> list[int]:
    """The processes of a process group that are still at work."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, pgrp = status.read_text().rpartition(")")[2].split()[:3]
        except OSError:
            continue
        if int(pgrp) == leader and state not in "ZX":
            found.append(int(status.parent.name))
    return found


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_no_worker_outlives_the_program(sign: signal.Signals, tmp_path: Path) -> None:
    environment = os.environ | {
        "TMPDIR": str(tmp_path / "temporary"), "PYTHONPATH": str(Path(__file__).parent)
    }  # fmt: skip
    program = subprocess.Popen(
        [sys.executable, "-c", NESTED], stdout=subprocess.PIPE, text=True, env=environment
    )
    assert program.stdout is not None
    leader = int(program.stdout.readline())
    _until(lambda: len(group(leader)) == 4)
    program.send_signal(sign)
    program.stdout.read()
    assert program.wait(30) == (130 if sign == signal.SIGINT else -sign)
    _until(lambda: not group(leader) and not list((tmp_path / "temporary").iterdir()))


def _until(fact: Any) -> None:
    end = time.monotonic() + 30
    while not fact():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_a_worker_is_spawned_where_threads_run() -> None:
    assert process.method() == "fork"
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        assert process.method() == "spawn"
        assert workers.run(partial(pow, 2, 3)) == 8
    finally:
        done.set()
        thread.join()


def test_a_worker_is_spawned_where_the_program_chose_it() -> None:
    code = (
        "import multiprocessing as m; m.set_start_method('spawn')\n"
        "from reportgen.processes import process, workers\n"
        "print(process.method(), workers.run(process.method))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["spawn", "spawn"]


def test_a_daemon_of_another_program_may_have_workers() -> None:
    from multiprocessing import get_context

    context = get_context("fork")
    ours, theirs = context.Pipe()
    daemon = context.Process(target=_daemon, args=(theirs,), daemon=True)
    daemon.start()
    assert ours.recv() == 8
    daemon.join()


def _daemon(pipe: Any) -> None:
    pipe.send(workers.run(partial(pow, 2, 3)))


class FailedError(ValueError):
    """An error whose cause is pickled with it, as some libraries have it."""


def _fail_with_a_cause() -> None:
    raise FailedError("told") from ValueError(threading.Lock())


def test_an_error_comes_back_without_its_cause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(
        copyreg.dispatch_table,
        FailedError,
        lambda error: (FailedError, (str(error), error.__cause__)),
    )
    with pytest.raises(FailedError, match="told"):
        workers.run(_fail_with_a_cause)
