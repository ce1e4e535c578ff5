"""Signals that end a command: each is raised in it, so that it cleans up on its way out."""

import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

NAMES = ("SIGINT", "SIGTERM", "SIGHUP")
TWICE = 0.5
"""Seconds in which a second signal is taken for the first one, so that it ends no cleaning up."""
PATIENCE = 5.0
"""Seconds for which a signal waits, as for the end of an import: in the middle of one, a library in
C may abort the process."""
SOON = 0.005

_received: tuple[int, float] | None = None
_held = False
_died: list[BaseException] = []
_kept: list[int] = []
"""The numbers of the signals that are caught."""


class Stopped(KeyboardInterrupt):
    """A signal has come; `status` is the exit status that tells of it (POSIX shells: 128 + n)."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.status = 128 + number


def catch() -> None:
    """Raise Stopped in this process at each of the signals that it was not started to ignore.

    A fork of this process leaves SIGINT to it, and is ended by the others.
    """
    owner = os.getpid()

    def stop(number: int, frame: FrameType | None) -> None:
        global _received
        if os.getpid() != owner:
            return
        first, when = _received or (number, float("-inf"))
        now = time.monotonic()
        if now - when > TWICE:
            _received = first, now
            _raise(frame)

    _kept[:] = [number for name in NAMES if (number := _caught(name))]
    for number in _kept:
        signal.signal(number, stop)
    if hasattr(signal, "SIGALRM"):
        signal.signal(signal.SIGALRM, lambda _, frame: _raise(frame))
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=_release)
    sys.unraisablehook = _ignored


def check() -> None:
    """Raise Stopped now for a signal that came and that waits."""
    if _received is not None:
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, 0)
        raise Stopped(_received[0])


@contextmanager
def held() -> Iterator[None]:
    """Let a signal wait until something that must not be left half done has been done."""
    global _held
    _held = True
    try:
        yield
    finally:
        _held = False


def ignore() -> None:
    """Let no signal come amid the last cleaning up."""
    for name in (*NAMES, "SIGALRM"):
        if number := getattr(signal, name, 0):
            signal.signal(number, signal.SIG_IGN)


def exit() -> None:  # noqa: A001 (as the system calls it)
    """End the process at each of the signals, where there is nothing left to clean up."""
    for number in _kept:
        signal.signal(number, lambda number, _: os._exit(128 + number))


def watch() -> None:
    """Raise in this process what one of its threads died of: else it might wait for that for ever.

    A pool's thread dies where the system lets it start no other one.
    """
    import threading

    owner, usual = os.getpid(), threading.excepthook

    def died(what: Any) -> None:
        if os.getpid() != owner or not hasattr(signal, "SIGALRM"):
            usual(what)
            return
        _died.append(what.exc_value)
        os.kill(owner, signal.SIGALRM)

    threading.excepthook = died


def received() -> int | None:
    """The exit status that tells of the signal that came, None where there was none."""
    return 128 + _received[0] if _received else None


def _caught(name: str) -> int:
    """The number of a signal; 0 where the system has none or this process is to ignore it."""
    number = getattr(signal, name, 0)
    return 0 if number and signal.getsignal(number) is signal.SIG_IGN else number


def _release() -> None:
    for number in _kept:
        signal.signal(number, signal.SIG_IGN if number == signal.SIGINT else signal.SIG_DFL)


def _raise(frame: FrameType | None) -> None:
    """Raise Stopped for the signal that came, once nothing is held or being imported."""
    if _died:
        raise _died.pop()
    if _received is None:
        return
    number, when = _received
    waits = _held or _importing(frame)
    if not (waits and time.monotonic() - when < PATIENCE and _ring()):
        raise Stopped(number)


def _ring() -> bool:
    """Have `_raise` called soon; False where the system has no timers."""
    if not hasattr(signal, "setitimer"):
        return False
    signal.setitimer(signal.ITIMER_REAL, SOON)
    return True


def _importing(frame: FrameType | None) -> bool:
    while frame is not None:
        if frame.f_code.co_filename.startswith("<frozen importlib"):
            return True
        frame = frame.f_back
    return False


def _ignored(what: Any) -> None:
    """`sys.unraisablehook`: raise Stopped again where it came amid what swallows exceptions."""
    if _received is None:
        sys.__unraisablehook__(what)
    elif issubclass(what.exc_type, Stopped):
        _ring()
