"""Tasks that one worker does in turn."""

from collections.abc import Sequence
from typing import Any

from reportgen.processes import process
from reportgen.processes.resources import WALL
from reportgen.processes.workers import Task, Worker, WorkerEnded, serve


class Turns:
    """A worker that does tasks one after the other; where one ends it another goes on behind it."""

    def __init__(self) -> None:
        self._worker: Worker | None = None

    def results(self, tasks: Sequence[Task]) -> list[Any]:
        """The results of tasks, in their order; WorkerEnded in place of some.

        Raises what a task raises, or OSError.
        """
        results: list[Any] = []
        while len(results) < len(tasks):
            left = tasks[len(results) :]
            known = self._worker
            worker = self._worker = known or Worker(serve, left)
            for task in left:
                try:
                    patience = task[1].wall if task[1] else WALL
                    results.append(worker.ask(*task) if known else worker.result(patience))
                except WorkerEnded as ended:
                    results.append(ended)
                    self.close()
                    break
                process.progress()
        return results

    def close(self) -> None:
        """End the worker."""
        if self._worker is not None:
            self._worker.kill()
            self._worker = None
