"""Processor time that several tasks have together, each of which a worker does."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from time import process_time
from typing import TypeVar

from reportgen.processes.resources import Resources

T = TypeVar("T")


@dataclass(eq=False)
class Share:
    """Seconds of processor time that are left, None where nothing bounds them."""

    left: float | None = None

    @property
    def spent(self) -> bool:
        """Whether nothing is left."""
        return self.left is not None and self.left <= 0

    def run(self, task: Callable[[], T], allowed: Resources) -> T:
        """The result of a task within what is left, and within what it may take by itself.

        Raises as `workers.run`; a task that ends for lack of time takes all that it was given.
        """
        from reportgen.processes import workers  # a build without a change starts none

        if self.left is None:
            return workers.run(task, allowed)
        bound = min(allowed.seconds, self.left)
        took = bound
        try:
            result, took = workers.run(partial(_timed, task), replace(allowed, seconds=bound))
        finally:
            self.left -= took
        return result


def _timed(task: Callable[[], T]) -> tuple[T, float]:
    """The result of a task, and the processor time that it took."""
    began = process_time()
    return task(), process_time() - began
