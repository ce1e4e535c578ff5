"""Worker processes: started, bounded, waited for and ended in one way.

A worker is forked where that is safe: on Linux, from a process with a single thread. Elsewhere it
is spawned (`multiprocessing`, "Contexts and start methods"), and so it is where the program chose
`multiprocessing.set_start_method("spawn")`; what it is handed is pickled then.
"""

import os
import signal
import tempfile
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing import current_process, get_context, resource_tracker
from multiprocessing.reduction import ForkingPickler
from shutil import rmtree
from types import MappingProxyType
from typing import Any, TypeVar

from reportgen.processes import process, resources
from reportgen.processes.resources import WALL, Resources

T = TypeVar("T")

CRASHES = ("SIGSEGV", "SIGABRT", "SIGBUS", "SIGFPE", "SIGILL", "SIGTRAP", "SIGSYS")
"""The signals that a C library dies of by its own fault."""
FAILED = 0xC0000000
"""The first of Windows' exit codes for a crash (NTSTATUS)."""

Task = tuple[Callable[[], Any], Resources | None]
"""A function without arguments, and what it may take."""


class WorkerEnded(Exception):  # noqa: N818 (it is not an error of ours)
    """A task that took too much: `reason` is "time", "memory", "depth" or "crash"."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Worker:
    """A process that runs `target(pipe, *args)`, with a pipe to this one.

    It has a folder of its own for temporary files, which goes with it. The first worker below a
    program leads a process group, to which all belong that it starts in turn: a Ctrl-C on the
    terminal reaches the program alone, which ends them together. Raises OSError where no process
    can be started.
    """

    def __init__(
        self, target: Callable[..., Any], *args: Any, nice: int = 0, start: str | None = None
    ) -> None:
        context: Any = get_context(start or process.method())
        self._leads = not process.inside and hasattr(os, "killpg")
        self.pipe, theirs = context.Pipe()
        self._folder = tempfile.mkdtemp(prefix="reportgen-")
        process.ours.add(self.pipe)
        setup = (theirs, self._folder, self._leads, nice)
        self.process: Any = context.Process(target=_main, args=(setup, target, args))
        # Dask marks its processes as daemons, which may have no children; ours are ended by us.
        config = vars(current_process())["_config"]
        daemon = config.pop("daemon", None)
        try:
            with _sigint_blocked():
                self.process.start()
        except OSError as error:
            self._leave()
            said = f"no process can be started: {error.strerror or error}"
            raise (OSError(error.errno, said) if error.errno else OSError(said)) from None
        except BaseException:
            self._leave()
            raise
        finally:
            theirs.close()
            if daemon is not None:
                config["daemon"] = daemon

    def __enter__(self) -> "Worker":
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    def result(self, seconds: float = WALL) -> Any:
        """The next result of `serve`. Raises what the task raised, Ended, or OSError.

        It is Ended where a limit or a crash ended the process, or where nothing was heard of it
        for so many seconds, and OSError where something else killed it.
        """
        while True:
            try:
                process.wait([self.pipe], seconds)
                answer = self.pipe.recv()
            except TimeoutError:
                raise WorkerEnded("time") from None
            except (EOFError, OSError):
                raise self.cause() from None
            if answer is not None:
                return taken(answer)

    def ask(self, task: Callable[[], T], allowed: Resources | None = None) -> T:
        """The result of one more task of a worker that serves. Raises as `result`."""
        with suppress(OSError):  # it is gone, which is seen when its answer is taken
            self.pipe.send((task, allowed))
        return self.result(allowed.wall if allowed else WALL)  # type: ignore[no-any-return]

    def cause(self) -> Exception:
        """What ended the process, as `cause` has it."""
        self.process.join()
        return cause(self.process.exitcode)

    def kill(self) -> None:
        """End the process at once, and all that it started."""
        if self._leads:
            with suppress(OSError):  # it has no group yet, or has ended
                os.killpg(self.process.pid, signal.SIGKILL)
        self.process.kill()
        self.process.join()
        self._leave()

    def stop(self) -> None:
        """Have the process end those that it started and then itself, as long as it can."""
        self.process.terminate()
        self.process.join(1)
        self.kill()

    def _leave(self) -> None:
        process.ours.discard(self.pipe)
        self.pipe.close()
        rmtree(self._folder, ignore_errors=True)


@contextmanager
def _sigint_blocked() -> Iterator[None]:
    """Keep Ctrl-C from a process that is being started: it is for the one that waits."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    if process.method() == "spawn":
        resource_tracker.ensure_running()  # when it starts it lets SIGINT through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def run(task: Callable[[], T], allowed: Resources | None = None) -> T:
    """The result of a task that a worker does. Raises what it raises, Ended, or OSError."""
    with Worker(serve, [(task, allowed)]) as worker:
        return worker.result(allowed.wall if allowed else WALL)  # type: ignore[no-any-return]


def serve(pipe: Any, tasks: Sequence[Task] = ()) -> None:
    """Do these tasks, then each that comes through the pipe; send their results."""
    for task in tasks:
        _do(pipe, *task)
    while True:
        _do(pipe, *pipe.recv())


def cause(code: int) -> Exception:
    """What ended a process: Ended, or OSError where it was no fault of its own.

    `code` is its exit status, negative where a signal ended it.
    """
    if code == -getattr(signal, "SIGXCPU", 0):
        return WorkerEnded("time")
    if code >= FAILED or code in [-getattr(signal, name, 0) for name in CRASHES]:
        return WorkerEnded("crash")
    return OSError("a process of the build was killed")


def taken(answer: tuple[Any, BaseException | None]) -> Any:
    """The result of a task from what `serve` sends. Raises what the task raised, or Ended."""
    found, error = answer
    if error is not None:
        raise error
    return found


def _main(setup: tuple[Any, str, bool, int], target: Callable[..., Any], args: Any) -> None:
    process.begin(*setup)
    with suppress(SystemExit, EOFError, OSError):
        target(setup[0], *args)
    rmtree(setup[1], ignore_errors=True)  # also where the parent is gone


def _frozen(values: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(values)


ForkingPickler.register(MappingProxyType, lambda known: (_frozen, (dict(known),)))


def _do(pipe: Any, task: Callable[[], Any], allowed: Resources | None) -> None:
    """Do a task within its limits, and send what became of it."""
    process.results = pipe
    answer: tuple[Any, BaseException | None]
    try:
        resources.limit(allowed)
        answer = (task(), None)
    except MemoryError:
        answer = (None, WorkerEnded("memory"))
    except RecursionError:
        answer = (None, WorkerEnded("depth"))
    except SystemExit:
        raise
    except BaseException as error:
        error.add_note("".join(traceback.format_tb(error.__traceback__)))
        # Some libraries, once imported, have causes pickled too, which may be of C.
        error.__cause__ = error.__context__ = None
        # What a library in Rust panics with (PyO3) is a crash, though the process goes on.
        crashed = type(error).__name__ == "PanicException"
        answer = (None, WorkerEnded("crash") if crashed else error)
    resources.limit(None)
    try:
        pipe.send(answer)
    except OSError:
        raise
    except Exception as error:  # it cannot be pickled
        pipe.send((None, RuntimeError(str(answer[1] or error))))
