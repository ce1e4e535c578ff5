"""A pool of workers that get ready before there is work for them, as by importing a slow engine.

One process gets ready and forks the workers, so that all of them are; it also sees how they end.
Tasks travel to them pickled. Where forking is not safe each worker gets ready for itself.
"""

from collections import deque
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from math import inf
from multiprocessing import Pipe
from typing import Any

from reportgen.processes import process, workers
from reportgen.processes.resources import WALL
from reportgen.processes.turns import Turns
from reportgen.processes.workers import Task, Worker, WorkerEnded

BEHIND = 10
"""By how much the others give way to the process that has the first of the tasks (`nice`)."""


class Pool:
    """Workers for tasks, the first of which goes before all others.

    With no processes one worker is started once there are tasks, and does them in turn; forked,
    it has the first of them without their being pickled. Raises OSError where no process can be
    started.
    """

    def __init__(self, ready: Callable[[], None], processes: int) -> None:
        self._tasks: list[Task] = []
        self._results: dict[int, Any] = {}
        self._waiting: deque[int] = deque()
        self._busy: dict[Any, int] = {}
        self._closed: dict[Any, int] = {}
        self._causes: dict[Any, Exception | None] = {}
        self._turns = Turns()
        self._forker: Worker | None = None
        self._pipes: list[Any] = []
        if processes < 1:
            return
        pairs = [Pipe() for _ in range(processes)]
        self._pipes, theirs = [ours for ours, _ in pairs], [pipe for _, pipe in pairs]
        self._idle = deque(self._pipes)
        process.ours.update(self._pipes)
        try:
            self._forker = Worker(_fork, ready, theirs)
        finally:
            for pipe in theirs:
                pipe.close()

    def __enter__(self) -> "Pool":
        return self

    def __exit__(self, *_: object) -> None:
        self._turns.close()
        for pipe in self._pipes:
            process.ours.discard(pipe)
            pipe.close()
        if self._forker is not None:
            self._forker.stop()

    def begin(self, tasks: Sequence[Task]) -> None:
        """Have tasks done, the first of them before all others; again once there are results."""
        self._tasks, self._results = list(tasks), {}
        self._waiting.extend(range(len(tasks)))
        self._send()

    def results(self) -> list[Any]:
        """The results of the tasks in their order; WorkerEnded for one that took too much.

        Raises what a task raised, and OSError where a process was killed.
        """
        while self._forker is not None and (self._busy or self._closed):
            try:
                ready = process.wait([*self._busy, self._forker.pipe], self._patience())
            except TimeoutError:
                self._results |= {number: WorkerEnded("time") for number in self._busy.values()}
                break
            for pipe in ready:
                if pipe is self._forker.pipe:
                    self._hear(pipe)
                else:
                    self._take(pipe)
            self._send()
            process.progress()
        left = [i for i in range(len(self._tasks)) if i not in self._results]
        self._results |= zip(left, self._turns.results([self._tasks[i] for i in left]), strict=True)
        return [self._results[i] for i in range(len(self._tasks))]

    def _send(self) -> None:
        """Give each worker that has nothing to do a task."""
        while self._forker is not None and self._waiting and self._idle:
            pipe, number = self._idle.popleft(), self._waiting.popleft()
            self._busy[pipe] = number
            with suppress(OSError):  # it is gone, which is seen when its answer is taken
                pipe.send(self._tasks[number])

    def _take(self, pipe: Any) -> None:
        """Take what a worker has sent."""
        try:
            answer = pipe.recv()
        except (EOFError, OSError):
            self._closed[pipe] = self._busy.pop(pipe)
            self._settle(pipe)
            return
        if answer is None:  # it goes on
            return
        number = self._busy.pop(pipe)
        self._idle.append(pipe)
        try:
            self._results[number] = workers.taken(answer)
        except WorkerEnded as ended:
            self._results[number] = ended

    def _hear(self, pipe: Any) -> None:
        """Hear of the end of a worker."""
        try:
            place, cause = pipe.recv()
        except (EOFError, OSError):
            raise OSError("a process of the build was killed") from None
        self._causes[self._pipes[place]] = cause
        self._settle(self._pipes[place])

    def _settle(self, pipe: Any) -> None:
        """What becomes of the task of a worker that has ended, once it is known why."""
        if pipe in self._idle:
            self._idle.remove(pipe)
        if pipe not in self._closed or pipe not in self._causes:
            return
        number, cause = self._closed.pop(pipe), self._causes[pipe]
        if isinstance(cause, WorkerEnded):
            self._results[number] = cause
        elif cause is not None:
            raise cause
        else:  # it could not be started, and another one does its task
            self._waiting.append(number)

    def _patience(self) -> float:
        """Seconds of waiting that the tasks which are being done may take."""
        allowed = [self._tasks[number][1] for number in self._busy.values()]
        return max((found.wall for found in allowed if found), default=WALL)


def _fork(pipe: Any, ready: Callable[[], None], places: list[Any]) -> None:
    """Get ready, start a worker for each place, and tell of each how it ended."""
    forks = process.method() == "fork"
    if forks:
        with suppress(Exception):  # whoever gets a task is told
            ready()
    started: dict[Any, tuple[int, Worker]] = {}
    with ExitStack() as stack:
        for i, place in enumerate(places):
            others = [other for other in places if other is not place] if forks else []
            known = None if forks else ready
            try:
                worker = Worker(_stand, place, others, known, nice=BEHIND if i else 0)
            except OSError:
                pipe.send((i, None))
                continue
            started[worker.process.sentinel] = (i, stack.enter_context(worker))
        for place in places:
            place.close()
        while started:
            for sentinel in process.wait(list(started), inf):
                i, worker = started.pop(sentinel)
                pipe.send((i, worker.cause()))


def _stand(_: Any, place: Any, others: list[Any], ready: Callable[[], None] | None) -> None:
    """Do the tasks that come to a place."""
    for other in others:
        other.close()
    process.ours.add(place)
    if ready is not None:
        with suppress(Exception):
            ready()
    workers.serve(place)
