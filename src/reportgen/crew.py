"""Do several things at once, each in a process of its own that shares what was read before.

A task is a function without arguments. It runs in a fork of this process, so that the report it
works on is not copied through a pipe; only its result comes back, pickled.
"""

import gc
import signal
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

T = TypeVar("T")


def each(tasks: Sequence[Callable[[], T]], workers: int) -> list[T]:
    """The result of every task, in their order; the first task runs in this process.

    At most `workers` tasks run at a time, counting this process. A task's exception is raised
    here. Where processes cannot be forked, and with one worker, the tasks run one after the other.
    """
    if workers < 2 or len(tasks) < 2:
        return [task() for task in tasks]
    import multiprocessing

    if "fork" not in multiprocessing.get_all_start_methods():
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
    import multiprocessing

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


def _work(pipe: Any, share: list[tuple[int, Callable[[], Any]]]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that waits is told
    try:
        pipe.send(({i: task() for i, task in share}, None))
    except BaseException as error:
        pipe.send(({}, error))
    # A fork ends without finalizers; what a document holds open (WeasyPrint's folder of fonts)
    # is part of circles that only the collector finds.
    gc.collect()


def _receive(pipe: Any) -> tuple[dict[int, Any], BaseException | None]:
    try:
        found: tuple[dict[int, Any], BaseException | None] = pipe.recv()
    except EOFError:
        return {}, OSError("a process of the build was killed")
    return found
