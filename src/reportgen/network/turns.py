"""Politeness: one request at a time to each host, with a pause before the next."""

import email.utils
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager


class Turn:
    """The right to ask one host."""

    def __init__(self, sleep: Callable[[float], None]) -> None:
        self.lock = threading.Lock()
        self.ready = 0.0
        """When it may be asked again, by `time.monotonic`."""
        self._sleep = sleep

    def wait(self, seconds: float) -> None:
        """Let a host rest, with nobody else's turn coming meanwhile."""
        if seconds > 0:
            self._sleep(seconds)


class Turns:
    """Whose turn it is to ask each host; `pause` seconds stand between two requests to it."""

    def __init__(self, pause: float, sleep: Callable[[float], None]) -> None:
        self._pause = pause
        self._sleep = sleep
        self._lock = threading.Lock()
        self._hosts: dict[str, Turn] = {}

    @contextmanager
    def of(self, host: str) -> Iterator[Turn]:
        """Hold the turn of a host, once it has come."""
        with self._lock:
            turn = self._hosts.setdefault(host, Turn(self._sleep))
        with turn.lock:
            turn.wait(turn.ready - time.monotonic())
            try:
                yield turn
            finally:
                turn.ready = time.monotonic() + self._pause


def retry_after(headers: Mapping[str, str], usual: float) -> float:
    """The seconds that a server asks for (RFC 9110, 10.2.3: a number, or a date); else `usual`."""
    typed = headers.get("retry-after", "").strip()
    if typed.isdecimal() and typed.isascii():
        return float(typed[:9])
    try:
        return max(email.utils.parsedate_to_datetime(typed).timestamp() - time.time(), 0.0)
    except (ValueError, TypeError, OverflowError):
        return usual
