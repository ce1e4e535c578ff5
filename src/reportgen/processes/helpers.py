"""How many further processes the task in hand may start.

A worker says so around a task; whatever can share its work asks. Nothing is started by default.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_COUNT = ContextVar("helpers", default=0)


def helpers() -> int:
    """The number of processes that may be started in this context."""
    return _COUNT.get()


@contextmanager
def allowed(count: int) -> Iterator[None]:
    """Let what is done inside start so many processes."""
    token = _COUNT.set(count)
    try:
        yield
    finally:
        _COUNT.reset(token)
