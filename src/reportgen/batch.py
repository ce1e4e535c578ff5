"""Many documents side by side, on any `concurrent.futures.Executor`."""

import signal
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, as_completed
from dataclasses import dataclass, replace
from importlib import import_module
from multiprocessing import get_all_start_methods, get_context
from pathlib import Path
from typing import Any

from reportgen.built import Built, Request
from reportgen.cache import State


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
class Way:
    """How documents are built: `submit` begins one, `finish` makes a Built of what came of it."""

    submit: Callable[[Request], "Future[Any]"]
    finish: Callable[[Request, Any], Built]


def build(requests: Sequence[Request], way: Way, told: Callable[[Outcome], None]) -> list[Outcome]:
    """Build every request, in any order; `told` hears of each as it is done.

    Returns the outcomes in the order of the requests. KeyboardInterrupt stops it: what runs is
    finished, what waits is not begun, and its outcome says so.
    """
    waiting: dict[Future[Any], Request] = {}
    done: dict[Request, Outcome] = {}
    try:
        for request in requests:
            waiting[way.submit(request)] = request
        for future in as_completed(waiting):
            outcome = _outcome(future, waiting[future], way)
            done[outcome.request] = outcome
            told(outcome)
    except KeyboardInterrupt:
        for future in waiting:
            future.cancel()
        for future, request in waiting.items():
            done.setdefault(request, _outcome(future, request, way))
    return [done.get(request, Outcome(request, None, "not begun")) for request in requests]


def local(executor: Executor, cache: Path | None) -> Way:
    """How documents are built on this machine's cores."""
    return Way(lambda request: executor.submit(work, request, cache), lambda _, built: built)


def pool(workers: int) -> ProcessPoolExecutor:
    """This machine's cores. WeasyPrint is imported once, before the processes are forked."""
    method = "fork" if "fork" in get_all_start_methods() else "spawn"
    if method == "fork":
        import_module("reportgen.pipeline")
        import_module("reportgen.weasy").warm()
    return ProcessPoolExecutor(workers, get_context(method), _deaf)


def work(request: Request, cache: Path | None) -> Built:
    """Build one document, in this process alone."""
    from reportgen.pipeline import make

    state = State(cache, request)
    return state.fresh() or make(request, state, 1)


def requests(paths: Sequence[Path], like: Request) -> list[Request]:
    """A request for each path; with an `out`, each writes to a folder of its own in it."""
    stems = [p.resolve().name if p.is_dir() else p.stem for p in paths]
    return [
        replace(like, path=path, out=like.out / _unique(stems, i) if like.out else None)
        for i, path in enumerate(paths)
    ]


def _outcome(future: "Future[Any]", request: Request, way: Way) -> Outcome:
    if future.cancelled():
        return Outcome(request, None, "not begun")
    try:
        return Outcome(request, way.finish(request, future.result()))
    except Exception as error:  # whatever a worker died of is this document's trouble alone
        return Outcome(request, None, f"{type(error).__name__}: {error}")


def _unique(names: list[str], at: int) -> str:
    earlier = names[:at].count(names[at])
    return f"{names[at]}-{earlier + 1}" if earlier else names[at]


def _deaf() -> None:
    """A worker leaves Ctrl-C to the process that waits for it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
