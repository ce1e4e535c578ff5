"""Bound what a stretch of Python may take: its time by its own processor clock, and its memory.

What a manuscript asks for is bounded before it is done (`limits.py`). This is the net below: for
a style sheet, a template or a picture that costs more than its size tells.
"""

import ctypes
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock, Timer, get_ident, main_thread


class Overtime(BaseException):
    """The stretch took longer than it may."""


@contextmanager
def bounded(seconds: float, megabytes: int = 0) -> Iterator[None]:
    """Raise Overtime in this thread after so many seconds of its processor time.

    With `megabytes` the process may take so much more memory than it has (where the system can
    bound that): beyond it is a MemoryError.
    """
    with _memory(megabytes), _time(seconds):
        yield


@contextmanager
def _time(seconds: float) -> Iterator[None]:
    thread, lock = get_ident(), Lock()
    clock = _clock(thread)
    end = clock() + seconds
    running, raised = True, False
    timer: Timer | None = None

    def look() -> None:
        nonlocal timer, raised
        with lock:
            if not running:
                return
            left = end - clock()
            if left <= 0:
                raised = True
                _raise(thread, Overtime)
            # Again after a while: what was raised may have been swallowed in a callback.
            timer = Timer(max(left, 0.25), look)
            timer.daemon = True
            timer.start()

    timer = Timer(seconds, look)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        with lock:
            running = False
            timer.cancel()
            if raised:  # only then: CPython 3.11 runs in circles under a tracer after taking back
                _raise(thread, None)  # what was never raised


def _clock(thread: int) -> Callable[[], float]:
    """The thread's processor clock; the wall's where there is none."""
    try:
        number = time.pthread_getcpuclockid(thread)
    except (AttributeError, OSError):
        return time.monotonic
    return lambda: time.clock_gettime(number)


def _raise(thread: int, error: type[BaseException] | None) -> None:
    what = ctypes.py_object(error) if error else None
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), what)


@contextmanager
def _memory(megabytes: int) -> Iterator[None]:
    """Bound the process's private memory, from its main thread only: other threads share it."""
    if not megabytes or not sys.platform.startswith("linux") or not _alone():
        yield
        return
    from resource import RLIM_INFINITY, RLIMIT_DATA, getpagesize, getrlimit, setrlimit

    soft, hard = getrlimit(RLIMIT_DATA)
    taken = int(Path("/proc/self/statm").read_text().split()[5]) * getpagesize()
    wanted = taken + megabytes * 1024 * 1024
    bounds = [n for n in (wanted, soft, hard) if n != RLIM_INFINITY]
    setrlimit(RLIMIT_DATA, (min(bounds), hard))
    try:
        yield
    finally:
        setrlimit(RLIMIT_DATA, (soft, hard))


def _alone() -> bool:
    return get_ident() == main_thread().ident
