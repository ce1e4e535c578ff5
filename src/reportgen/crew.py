"""Do several things at once, each in a process of its own that shares what was read before.

A task is a function without arguments. It runs in a fork of this process, so that the report it
works on is not copied through a pipe; only its result comes back, pickled.
"""

import gc
import multiprocessing
import os
import signal
from collections.abc import Callable, Sequence
from contextlib import suppress
from multiprocessing.connection import wait
from threading import Thread
from typing import Any, TypeVar

T = TypeVar("T")


def each(tasks: Sequence[Callable[[], T]], workers: int) -> list[T]:
    """The result of every task, in their order; the first task runs in this process.

    At most `workers` tasks run at a time, counting this process. A task's exception is raised
    here. Where processes cannot be forked, and with one worker, the tasks run one after the other.
    """
    if workers < 2 or len(tasks) < 2 or "fork" not in multiprocessing.get_all_start_methods():
        return [task() for task in tasks]
    context = multiprocessing.get_context("fork")
    shares = [list(range(1, len(tasks)))[i :: workers - 1] for i in range(workers - 1)]
    results: dict[int, T] = {}
    crew = []
    for share in filter(None, shares):
        ours, theirs = context.Pipe(duplex=False)
        process = context.Process(target=_work, args=(theirs, [(i, tasks[i]) for i in share]))
        process.start()
        theirs.close()
        crew.append((process, ours))
    try:
        results[0] = tasks[0]()
        for _, pipe in crew:
            found, error = _receive(pipe)
            if error is not None:
                raise error
            results.update(found)
    finally:
        for process, pipe in crew:
            pipe.close()
            if len(results) < len(tasks):
                process.terminate()
            process.join()
    return [results[i] for i in range(len(tasks))]


def apart(task: Callable[[], T]) -> T:
    """The result of a task that runs in a process of its own, where processes can be forked.

    What it leaves behind in memory goes with it, and so does whatever kills it: OSError.
    """
    if "fork" not in multiprocessing.get_all_start_methods():
        return task()
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(theirs, [(0, task)]))
    process.start()
    theirs.close()
    try:
        found, error = _receive(ours)
    except BaseException:
        process.terminate()
        raise
    finally:
        ours.close()
        process.join()
    if error is not None:
        raise error
    return found[0]  # type: ignore[no-any-return]


class Ahead:
    """Processes that get ready before there is work for them, as by importing a slow engine.

    The first is a fork of this one; when it is `ready` it forks the others. Tasks travel to them
    pickled. Without processes a thread gets ready, and the tasks run in this process.
    """

    def __init__(self, ready: Callable[[], None], processes: int) -> None:
        self._room = processes
        self._pipes: list[Any] = []
        self._waiting: list[tuple[int, Callable[[], Any]]] = []
        self._busy: dict[Any, int] = {}
        self._process: Any = None
        self._thread: Thread | None = None
        if processes < 1 or "fork" not in multiprocessing.get_all_start_methods():
            self._thread = Thread(target=ready)
            self._thread.start()
            return
        context = multiprocessing.get_context("fork")
        pairs = [context.Pipe() for _ in range(processes)]
        self._pipes = [ours for ours, _ in pairs]
        theirs = [pipe for _, pipe in pairs]
        self._process = context.Process(target=_stand, args=(ready, theirs, self._pipes))
        self._process.start()
        for pipe in theirs:
            pipe.close()

    def __enter__(self) -> "Ahead":
        return self

    def __exit__(self, *_: object) -> None:
        idle = not self._busy
        for pipe in self._pipes:
            pipe.close()
        if self._process is not None:
            if not idle:
                with suppress(OSError):
                    os.killpg(self._process.pid, signal.SIGKILL)
            self._process.join()
        if self._thread is not None:
            self._thread.join()

    def begin(self, tasks: Sequence[Callable[[], Any]], workers: int) -> None:
        """Have tasks done, by so many of the processes; the rest of the tasks wait."""
        self._waiting.extend(enumerate(tasks))
        self.room(workers)

    def room(self, workers: int) -> None:
        """Let so many of the processes be at work from now on."""
        self._room = workers
        self._send()

    def results(self) -> list[Any]:
        """The results of the tasks in their order. A task's exception is raised here."""
        if self._thread is not None:
            self._thread.join()
            return [task() for _, task in self._waiting]
        found: dict[int, Any] = {}
        while self._busy:
            for pipe in wait(list(self._busy)):
                result, error = _receive(pipe)
                if error is not None:
                    raise error
                found[self._busy.pop(pipe)] = result[0]
            self._send()
        return [found[i] for i in sorted(found)]

    def _send(self) -> None:
        for pipe in self._pipes:
            if not self._waiting or len(self._busy) >= self._room:
                return
            if pipe not in self._busy:
                number, task = self._waiting.pop(0)
                self._busy[pipe] = number
                with suppress(BrokenPipeError):  # it is gone, which whoever waits for it is told
                    pipe.send(task)


def _stand(ready: Callable[[], None], pipes: list[Any], others: list[Any]) -> None:
    """The first of the processes that get ready: it makes the others."""
    if hasattr(os, "setpgrp"):
        os.setpgrp()  # so that they can be ended together
    for pipe in others:
        pipe.close()
    with suppress(Exception):  # whoever gets a task is told
        ready()
    first, *rest = pipes
    context = multiprocessing.get_context("fork")
    made = []
    for pipe in rest:
        closed = [other for other in pipes if other is not pipe]
        made.append(context.Process(target=_serve, args=(pipe, closed)))
        made[-1].start()
    _serve(first, rest)
    for process in made:
        process.join()


def _serve(pipe: Any, others: list[Any]) -> None:
    """Do each task that comes through a pipe, until it is closed."""
    for other in others:
        other.close()
    while True:
        try:
            task = pipe.recv()
        except (EOFError, OSError):
            return
        _work(pipe, [(0, task)])


def _work(pipe: Any, share: list[tuple[int, Callable[[], Any]]]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that waits is told
    try:
        done: tuple[dict[int, Any], BaseException | None] = ({i: task() for i, task in share}, None)
    except BaseException as error:
        done = ({}, error)
    with suppress(BrokenPipeError):  # nobody waits any more
        pipe.send(done)
    # A fork ends without finalizers; what a document holds open (WeasyPrint's folder of fonts)
    # is part of circles that only the collector finds.
    gc.collect()


def _receive(pipe: Any) -> tuple[dict[int, Any], BaseException | None]:
    try:
        found: tuple[dict[int, Any], BaseException | None] = pipe.recv()
    except EOFError:
        return {}, OSError("a process of the build was killed")
    return found
