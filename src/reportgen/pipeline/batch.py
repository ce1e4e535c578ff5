"""Many documents side by side, on any `concurrent.futures.Executor`."""

import gc
import os
import signal
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    Executor,
    Future,
    ProcessPoolExecutor,
    wait,
)
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from reportgen.pipeline.state import State
from reportgen.processes.process import method
from reportgen.project.request import Built, Request

LOOK = 2.0
"""Seconds after which a process of the pool looks again whether it is still wanted."""
SOON = 0.05
"""Seconds after which what follows is asked for again where pages may be known meanwhile."""
NOT_STARTED = "not begun"
"""The trouble of a document that was waiting when the author stopped the build."""


@dataclass(frozen=True)
class Outcome:
    """What came of one document: what was built, or what the machine could not do."""

    request: Request
    built: Built | None
    trouble: str = ""

    @property
    def fine(self) -> bool:
        return self.built is not None and not self.built.bag.failed


@dataclass(frozen=True)
class Backend:
    """How documents are built: `submit` begins one, `finish` makes a Built of what came of it.

    `room` is how many may be on their way at once; `renew` replaces an executor that broke. What
    is built here says `early` how many pages it has (`State.tell_pages`).
    """

    submit: Callable[[Request], "Future[Any]"]
    finish: Callable[[Request, Any], Built]
    room: int
    renew: Callable[[], None] = lambda: None
    early: bool = False


def build_many(
    requests: Sequence[Request],
    executor: Executor,
    room: int = 4,
    report: Callable[[Outcome], None] = lambda outcome: None,
) -> list[Outcome]:
    """Build every request on an executor, at most `room` at once; `report` hears of each.

    Returns the outcomes in the order of the requests.
    """
    backend = Backend(lambda request: executor.submit(work, request, None), _built, room)
    return build(requests, backend, report)


def _built(_: Request, built: Built) -> Built:
    return built


def build(
    requests: Sequence[Request], way: Backend, told: Callable[[Outcome], None]
) -> list[Outcome]:
    """Build every request, in any order; `told` hears of each as it is done.

    Returns the outcomes in the order of the requests. Where the executor breaks, those that were
    on their way are built once more, one at a time, so that only the one that broke it is lost.
    KeyboardInterrupt stops it: what runs is finished, what waits is not begun, and its outcome
    says so.
    """
    waiting = deque(requests)
    done = build_next(lambda: waiting.popleft() if waiting else None, way, told)
    return done + [Outcome(request, None, NOT_STARTED) for request in requests[len(done) :]]


def build_next(
    following: Callable[[], Request | None], way: Backend, told: Callable[[Outcome], None]
) -> list[Outcome]:
    """Build what follows as long as something does, as `build`; its outcomes in that order.

    `following` is asked whenever there is room for one more. Where it has none, it is asked again
    once another is done, of which `told` has heard by then.
    """
    done: dict[int, Outcome] = {}
    flying: dict[Future[Any], int] = {}
    asked: list[Request] = []

    def end(at: int, outcome: Outcome) -> None:
        done[at] = outcome
        told(outcome)

    def take() -> int | None:
        request = following()
        if request is None:
            return None
        asked.append(request)
        return len(asked) - 1

    def submit(take: Callable[[], int | None], room: int) -> list[int]:
        return _submit_all(asked, take, way, room, flying, end)

    try:
        while broken := submit(take, way.room):
            way.renew()
            for at in broken:
                if submit(iter([at, None]).__next__, 1):
                    way.renew()
                    end(at, Outcome(asked[at], None, "the process that built it was ended"))
    except KeyboardInterrupt:
        for future, at in flying.items():
            if at not in done:
                end(at, _outcome(future, asked[at], way))
    return [done.get(i, Outcome(r, None, NOT_STARTED)) for i, r in enumerate(asked)]


def _submit_all(
    requests: Sequence[Request],
    take: Callable[[], int | None],
    way: Backend,
    room: int,
    flying: dict["Future[Any]", int],
    end: Callable[[int, Outcome], None],
) -> list[int]:
    """Build the requests at the places that are to be taken.

    Gives those that were on their way when the executor broke.
    """
    broken: list[int] = []
    while True:
        while len(flying) < room and not broken and (at := take()) is not None:
            try:
                flying[way.submit(requests[at])] = at
            except BrokenExecutor:
                broken.append(at)
            except OSError as error:
                end(at, Outcome(requests[at], None, str(error)))
        if not flying:
            return broken
        look = SOON if way.early and len(flying) < room else None
        for future in wait(flying, look, FIRST_COMPLETED).done:
            if isinstance(future.exception(), BrokenExecutor):
                broken.append(flying[future])
            else:
                end(flying[future], _outcome(future, requests[flying[future]], way))
            del flying[future]


class LocalBackend:
    """This machine's cores. What every document wants is loaded once, before they are forked."""

    def __init__(self, workers: int) -> None:
        self.workers = workers
        self.method = method()
        if self.method == "fork":
            load()
        self.pool: Executor = self._pool()

    def renew(self) -> None:
        """Other processes in the place of those that are gone."""
        self.pool.shutdown(cancel_futures=True)
        self.pool = self._pool()

    def way(self, cache: Path | None) -> Backend:
        """How documents are built here."""
        submit = lambda request: self.pool.submit(work, request, cache)  # noqa: E731
        return Backend(submit, _built, self.workers, self.renew, early=True)

    def __enter__(self) -> "LocalBackend":
        return self

    def __exit__(self, *_: object) -> None:
        self.pool.shutdown(cancel_futures=True)

    def _pool(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self.workers, get_context(self.method), _begin)


def load() -> None:
    """Load what every document wants, and keep the collector from looking at it again."""
    from reportgen import formats
    from reportgen.pipeline import manifest, task
    from reportgen.processes import pool  # noqa: F401

    task.warm(formats.defaults())
    manifest.tools()
    gc.collect()
    gc.freeze()


def work(request: Request, cache: Path | None) -> Built:
    """Build one document; its worker's memory is given back."""
    from reportgen.pipeline.build import make

    state = State(cache, request)
    return state.fresh() or make(request, state, 1)


def requests(paths: Sequence[Path], like: Request) -> list[Request]:
    """A request for each path; with an `out`, each writes to a folder of its own in it."""
    stems = [p.resolve().name if p.is_dir() else p.stem for p in paths]
    return [
        replace(like, path=path, out=like.out / _unique(stems, i) if like.out else None)
        for i, path in enumerate(paths)
    ]


def _outcome(future: "Future[Any]", request: Request, way: Backend) -> Outcome:
    try:
        return Outcome(request, way.finish(request, future.result()))
    except Exception as error:  # whatever a worker died of is this document's trouble alone
        said = str(error) if isinstance(error, OSError) else f"{type(error).__name__}: {error}"
        return Outcome(request, None, said)


def _unique(names: list[str], at: int) -> str:
    earlier = names[:at].count(names[at])
    return f"{names[at]}-{earlier + 1}" if earlier else names[at]


def _begin() -> None:
    """A process of the pool leaves Ctrl-C to the one that waits for it, and goes where that went.

    `ProcessPoolExecutor` would have it wait for ever.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "setitimer"):
        parent = os.getppid()
        signal.signal(signal.SIGALRM, lambda *_: os.getppid() == parent or os._exit(1))
        signal.setitimer(signal.ITIMER_REAL, LOOK, LOOK)
