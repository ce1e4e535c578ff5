"""Do several things at once, each in a process of its own.

A task is a function without arguments. Where processes cannot be forked, tasks are done in this
one, one after the other.
"""

import multiprocessing
import os
import signal
from collections.abc import Callable, Sequence
from contextlib import suppress
from multiprocessing.connection import wait
from threading import Thread
from typing import Any, TypeVar

T = TypeVar("T")

BEHIND = 10
"""By how much the others give way to the process that has the first of the tasks (`nice`)."""


class Crew:
    """Processes that get ready before there is work for them, as by importing a slow engine.

    The first is a fork of this one, and when it is `ready` it forks the others. Tasks travel to
    them pickled. With none of them a thread gets ready, and the tasks are done by this process.
    """

    def __init__(self, ready: Callable[[], None], processes: int) -> None:
        self._waiting: list[tuple[int, Callable[[], Any]]] = []
        self._busy: dict[Any, int] = {}
        self._process: Any = None
        self._thread: Thread | None = None
        self._pipes: list[Any] = []
        if processes < 1 or not _forks():
            self._thread = Thread(target=ready)
            self._thread.start()
            return
        context = multiprocessing.get_context("fork")
        pairs = [context.Pipe() for _ in range(processes)]
        self._pipes, theirs = [ours for ours, _ in pairs], [pipe for _, pipe in pairs]
        self._process = context.Process(target=_stand, args=(ready, theirs, self._pipes))
        self._process.start()
        for pipe in theirs:
            pipe.close()

    def __enter__(self) -> "Crew":
        return self

    def __exit__(self, *_: object) -> None:
        if self._thread is not None:
            self._thread.join()
            return
        for pipe in self._pipes:
            pipe.close()
        with suppress(OSError):  # what is done is done, and the rest is not wanted
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.kill()
        self._process.join()

    def begin(self, tasks: Sequence[Callable[[], Any]]) -> None:
        """Have tasks done, the first of them before all others."""
        self._waiting.extend(enumerate(tasks))
        self._send()

    def results(self) -> list[Any]:
        """The results of the tasks in their order.

        A task's exception is raised here, and OSError where a process was killed.
        """
        if self._thread is not None:
            self._thread.join()
            return [task() for _, task in self._waiting]
        found: dict[int, Any] = {}
        while self._busy:
            for pipe in wait(list(self._busy)):
                found[self._busy.pop(pipe)] = _receive(pipe)
            self._send()
        return [found[i] for i in sorted(found)]

    def _send(self) -> None:
        for pipe in self._pipes:
            if self._waiting and pipe not in self._busy:
                number, task = self._waiting.pop(0)
                self._busy[pipe] = number
                with suppress(BrokenPipeError):  # it is gone, which whoever waits for it is told
                    pipe.send(task)


def apart(task: Callable[[], T]) -> T:
    """The result of a task that is done by a fork of this process.

    What it leaves behind in memory goes with it, and so does whatever kills it: OSError.
    """
    if not _forks():
        return task()
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(theirs, task))
    process.start()
    theirs.close()
    try:
        return _receive(ours)  # type: ignore[no-any-return]
    except BaseException:
        process.terminate()
        raise
    finally:
        ours.close()
        process.join()


def _forks() -> bool:
    return "fork" in multiprocessing.get_all_start_methods()


def _stand(ready: Callable[[], None], pipes: list[Any], others: list[Any]) -> None:
    """The first of a crew's processes, which makes the others."""
    os.setpgrp()  # so that they can be ended together
    for pipe in others:
        pipe.close()
    with suppress(Exception):  # whoever gets a task is told
        ready()
    first, *rest = pipes
    context = multiprocessing.get_context("fork")
    for pipe in rest:
        closed = [other for other in pipes if other is not pipe]
        try:
            context.Process(target=_behind, args=(pipe, closed)).start()
        except OSError as error:  # whoever sends a task is told
            pipe.send((None, error))
    _serve(first, rest)


def _behind(pipe: Any, others: list[Any]) -> None:
    os.nice(BEHIND)
    _serve(pipe, others)


def _serve(pipe: Any, others: list[Any]) -> None:
    """Do each task that comes through a pipe, until it is closed."""
    for other in others:
        other.close()
    with suppress(EOFError, OSError):
        while True:
            _work(pipe, pipe.recv())


def _work(pipe: Any, task: Callable[[], Any]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that waits is told
    try:
        done: tuple[Any, BaseException | None] = (task(), None)
    except BaseException as error:
        done = (None, error)
    with suppress(BrokenPipeError):  # nobody waits any more
        pipe.send(done)


def _receive(pipe: Any) -> Any:
    try:
        found, error = pipe.recv()
    except EOFError:
        raise OSError("a process of the build was killed") from None
    if error is not None:
        raise error
    return found
