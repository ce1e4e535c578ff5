"""The process that builds: its engines stay loaded, and it does only what a change asks for.

A page for the browser is made here; pages for print are laid out each in a fork of this process,
which is ended when a newer text makes its work useless.
"""

import gc
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from math import inf
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from reportgen import formats, weasy
from reportgen.cache import Store
from reportgen.diagnostics import Bag, Diagnostic
from reportgen.pipeline import plan
from reportgen.pipeline.task import Task, allowed, made, render
from reportgen.processes import process, workers
from reportgen.processes.workers import Worker, WorkerEnded
from reportgen.project.request import Request
from reportgen.serve import places, watch
from reportgen.serve.diagnostic_values import as_values
from reportgen.serve.places import Row

STOP = 0
"""The number that ends the process; builds count from 1."""


@dataclass(frozen=True)
class Turn:
    """What the warm process says of the build of a number; it speaks more than once of each.

    `made` are new outputs by name, `names` all outputs that there should be, `printing` those
    that are on their way, `places` where the blocks of each page stand. `failed` is whether there
    is an error, `draft` whether the outputs were made in spite of it. `folders` are to be watched,
    and the files `seen` in them. `done` ends the part that a reader waits for: the pages for the
    browser.
    """

    number: int
    made: dict[str, bytes] = field(default_factory=dict)
    names: tuple[tuple[str, str, str], ...] | None = None
    printing: tuple[str, ...] = ()
    places: dict[str, tuple[Row, ...]] = field(default_factory=dict)
    faults: tuple[dict[str, Any], ...] = ()
    failed: bool = False
    draft: bool = False
    trouble: str = ""
    folders: tuple[str, ...] | None = None
    seen: frozenset[str] = frozenset()
    done: bool = True


def run(pipe: "Connection[Turn, int]", request: Request, cache: Path | None, editor: str) -> None:
    """Build whenever a number comes through the pipe, until it is `STOP` or the pipe is closed."""
    gc.disable()
    desk = _Desk(pipe, request, Store(cache / "steps" if cache else None), editor)
    try:
        while True:
            for ready in process.wait([pipe, *desk.presses], inf):
                if ready is not pipe:
                    desk.deliver(ready)
                    continue
                number = pipe.recv()
                while pipe.poll():
                    number = pipe.recv()
                if number == STOP:
                    return
                desk.build(number)
                gc.collect()  # now, while the author reads, and not amid a build
    except (EOFError, OSError, KeyboardInterrupt):
        pass  # the process that waited is gone, and with it whoever could be told
    except Exception as error:  # a fault of ours is told in the page, not in the terminal
        with suppress(OSError):
            desk.tell(f"{type(error).__name__}: {error}")
    finally:
        with suppress(OSError, KeyboardInterrupt):
            desk.clear()


@dataclass
class _Press:
    """A worker that lays out one output."""

    task: Task
    worker: Worker


class _Desk:
    def __init__(
        self, pipe: "Connection[Turn, int]", request: Request, store: Store, editor: str
    ) -> None:
        self.pipe, self.request, self.store, self.editor = pipe, request, store, editor
        self.presses: dict[Any, _Press] = {}
        self.keys: dict[str, str] = {}
        self.said: dict[str, tuple[Diagnostic, ...]] = {}
        self.bag = Bag()
        self.number = 0
        self.stopped = False
        self.trouble = ""
        self.troubles: dict[str, str] = {}
        self.broken: set[str] = set()
        self.warmed = False

    def build(self, number: int) -> None:
        """Plan, begin what is to be printed, show what is for the screen, and say so."""
        self.number, self.trouble = number, ""
        bag = Bag()
        try:
            with plan.begun(self.request, bag, self.store) as begun:
                found = plan.plan(begun, self.request, bag)
        except OSError as error:
            self.tell(str(error))
            return
        self.bag, self.stopped = bag, not found.tasks
        folders = tuple(str(p) for p in watch.folders(self.request, found.seen))
        if not found.tasks:
            self._say(folders=folders, seen=frozenset(found.seen))
            return
        screen = [task for task in found.tasks if formats.spec(task.format).medium == "screen"]
        paper = [task for task in found.tasks if formats.spec(task.format).medium == "print"]
        self._forget({task.name for task in found.tasks})
        early = not self.warmed
        if not early:
            self._print(paper)
        made: dict[str, bytes] = {}
        rows: dict[str, tuple[Row, ...]] = {}
        for task in screen:
            placed, rows[task.name] = self._placed(task)
            if (data := self._show(placed, task.key)) is not None:
                made[task.name] = data
        rows = {name: table for name, table in rows.items() if name not in self.broken}
        names = tuple((t.name, t.edition.name, t.format) for t in found.tasks)
        first = {"printing": tuple(t.name for t in paper)} if early else {}
        seen = frozenset(found.seen)
        self._say(made=made, names=names, places=rows, folders=folders, seen=seen, **first)
        if early:
            weasy.warm()
            self.warmed = True
            self._print(paper)
            self._say()
        if number % 50 == 0:
            self.store.trim()

    def deliver(self, pipe: Any) -> None:
        """Hand on what a press has made."""
        press = self.presses.pop(pipe)
        task = press.task
        try:
            data, said, _ = press.worker.result()
        except WorkerEnded as ended:
            data, said, _ = made(task, ended)
        except OSError:
            data, said = None, ()
            self.troubles[task.name] = f"the process that laid out {task.name} was ended"
        press.worker.kill()
        self._keep(task, task.key, data, said)
        self._say(made={task.name: data} if data is not None else {})

    def tell(self, trouble: str) -> None:
        """Say what went wrong."""
        self.trouble = trouble
        self._say()

    def clear(self) -> None:
        """End every press."""
        for pipe in list(self.presses):
            self._end(pipe)

    def _placed(self, task: Task) -> tuple[Task, tuple[Row, ...]]:
        """The task with numbers in its page, and where they are."""
        edition, rows = places.with_places(task.edition, self.request.root, self.editor)
        return replace(task, shown=replace(task.shown, edition=edition)), rows

    def _show(self, task: Task, key: str) -> bytes | None:
        if self.keys.get(task.name) == key:
            return None
        process.limit(allowed(task))
        data, said, _ = render(task)
        process.limit(None)
        self._keep(task, key, data, said)
        return data

    def _print(self, tasks: list[Task]) -> None:
        wanted = {task.name: task for task in tasks if self.keys.get(task.name) != task.key}
        for pipe, press in list(self.presses.items()):
            if press.task.key == getattr(wanted.get(press.task.name), "key", None):
                del wanted[press.task.name]
            else:
                self._end(pipe)
        for place, task in enumerate(wanted.values()):
            # The screen goes before the paper, and an article before its brief.
            making = partial(render, task)
            nice = 5 * (1 + min(place, 2))
            worker = Worker(workers.serve, [(making, allowed(task))], nice=nice)
            self.presses[worker.pipe] = _Press(task, worker)

    def _keep(self, task: Task, key: str, data: bytes | None, said: tuple[Diagnostic, ...]) -> None:
        self.keys[task.name], self.said[task.name] = key, said
        (self.broken.add if data is None else self.broken.discard)(task.name)
        if data is not None:
            self.troubles.pop(task.name, None)

    def _forget(self, names: set[str]) -> None:
        for gone in set(self.keys) - names:
            del self.keys[gone], self.said[gone]
            self.broken.discard(gone)
            self.troubles.pop(gone, None)

    def _end(self, pipe: Any) -> None:
        self.presses.pop(pipe).worker.kill()

    def _say(self, **told_too: Any) -> None:
        # What was said of an older text's outputs is not true of a text that cannot be built.
        said = [] if self.stopped else [d for n in sorted(self.said) for d in self.said[n]]
        found = Bag([*self.bag, *said]).with_strict(self.request.strict)
        broken = bool(self.broken) and not self.stopped
        values: dict[str, Any] = {
            "printing": tuple(p.task.name for p in self.presses.values()),
            "failed": self.stopped or found.failed or broken,
            "draft": not self.stopped and self.bag.with_strict(self.request.strict).failed,
            "trouble": self.trouble or "; ".join(self.troubles.values()),
        }
        faults = tuple(as_values(found, self.request.root, self.editor))
        self.pipe.send(Turn(self.number, faults=faults, **values | told_too))
