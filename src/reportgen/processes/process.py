"""What this process is to others: a worker or not, its limits, its waiting, how it starts more."""

import os
import signal
import sys
import tempfile
import threading
from collections.abc import Sequence
from contextlib import suppress
from multiprocessing import connection, get_start_method, parent_process
from pathlib import Path
from time import sleep
from typing import Any, NoReturn

from reportgen.processes import resources
from reportgen.processes.resources import WALL, Resources

TICK = 1.0
"""Seconds of waiting that are counted at once."""
SOON = 0.005
"""Seconds after which a worker ends whose end was swallowed."""

inside = False
"""Whether this process is a worker."""
results: Any = None
"""Where a worker sends the results of its tasks."""
ours: set[Any] = set()
"""This process's ends of pipes. No worker may hold them open: nobody would see them closed."""
_parent: list[Any] = []
"""What is ready when the process that started this worker is gone."""


def begin(pipe: Any, folder: str, leads: bool, nice: int) -> None:
    """Make a worker of this process, which was just started.

    It has a pipe to the process that started it and a folder for temporary files, leads a process
    group or not, and gives way to others by `nice`.
    """
    global inside, results
    parent = parent_process()
    inside, results, _parent[:] = True, None, [parent.sentinel] if parent else []
    for other in ours:
        other.close()
    ours.clear()
    ours.add(pipe)
    if leads:
        os.setpgrp()
    if nice and hasattr(os, "nice"):
        os.nice(nice)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _leave)
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGALRM, _leave)
        sys.unraisablehook = _ignored
    if hasattr(signal, "SIGXCPU"):
        signal.signal(signal.SIGXCPU, signal.SIG_DFL)
    tempfile.tempdir = folder
    resources.limit(None)


def _leave(*_: object) -> NoReturn:
    raise SystemExit


def _ignored(what: Any) -> None:
    """`sys.unraisablehook`: leave again where that came amid what swallows exceptions, as a fork.

    Sources: Python, `os.register_at_fork`, `object.__del__`.
    """
    if issubclass(what.exc_type, SystemExit):
        signal.setitimer(signal.ITIMER_REAL, SOON)
    else:
        sys.__unraisablehook__(what)


def limit(allowed: Resources | None) -> None:
    """Let this worker take so much from now on.

    In a process that is no worker nothing changes: nobody would hear of its end.
    """
    if inside:
        resources.limit(allowed)


def progress() -> None:
    """Let whoever waits for a result of this worker know that it goes on."""
    if results is not None:
        results.send(None)


def wait(handles: Sequence[Any], seconds: float = WALL) -> list[Any]:
    """Those of some pipes, sentinels and files that are ready. Raises TimeoutError.

    Only waiting counts: what is ready is never late, nor does a time in which this process was
    stopped make it so. Whoever waits for this worker goes on to wait as long as it does itself. If
    the process that started it is gone SystemExit is raised.
    """
    while True:
        found = connection.wait([*handles, *_parent], min(seconds, TICK))
        if found and found != _parent:
            return [handle for handle in found if handle not in _parent]
        if found:
            raise SystemExit
        progress()
        seconds -= TICK
        if seconds <= 0:
            raise TimeoutError


def method() -> str:
    """How a worker is started from here: "fork" or "spawn"."""
    chosen = get_start_method(allow_none=True)
    return "fork" if sys.platform == "linux" and chosen != "spawn" and single() else "spawn"


def single() -> bool:
    """Whether this process has one thread, those of C libraries counted too."""
    if threading.active_count() > 1:
        return False
    for _ in range(20):  # one that has just ended is there for a moment longer
        with suppress(OSError):
            if len([*Path("/proc/self/task").iterdir()]) > 1:
                sleep(0.005)
                continue
        return True
    return False
