"""The process that builds: its engines stay loaded, and it does only what a change asks for.

A page for the browser is made here; pages for print are laid out each in a fork of this process,
which is ended when a newer text makes its work useless.
"""

import gc
import os
import signal
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import Connection, wait
from pathlib import Path
from threading import Thread
from typing import Any

from reportgen import pipeline, weasy
from reportgen.built import Request
from reportgen.cache import Store
from reportgen.diag import Bag, Diagnostic
from reportgen.serve import watch
from reportgen.serve.faults import told
from reportgen.tasks import Task, render

SCREEN, PAPER = "html", "pdf"
"""The two formats that a browser can show."""

STOP = 0
"""The number that ends the process; builds count from 1."""


@dataclass(frozen=True)
class Turn:
    """What the warm process says of the build of a number; it speaks more than once of each.

    `made` are new outputs by name, `names` all outputs that there should be, `printing` those
    that are on their way. `done` ends the part that a reader waits for: the pages for the browser.
    """

    number: int
    made: dict[str, bytes] = field(default_factory=dict)
    names: tuple[tuple[str, str, str], ...] | None = None
    printing: tuple[str, ...] = ()
    faults: tuple[dict[str, Any], ...] = ()
    failed: bool = False
    trouble: str = ""
    folders: tuple[str, ...] | None = None
    done: bool = True


def run(pipe: "Connection[Turn, int]", request: Request, cache: Path | None, editor: str) -> None:
    """Build whenever a number comes through the pipe, until it is `STOP` or the pipe is closed."""
    if hasattr(os, "setpgrp"):
        os.setpgrp()  # Ctrl-C is for the process that waits; `end` reaches the whole group
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()
    desk = _Desk(pipe, request, Store(cache / "steps" if cache else None), editor)
    try:
        while True:
            for ready in wait([pipe, *desk.presses]):
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


def end(process: Any) -> None:
    """Kill the process and all that it started, if they are still there."""
    if hasattr(os, "killpg"):
        with suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.join()


@dataclass
class _Press:
    """A process that lays out one output."""

    task: Task
    process: Any


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
        self.broken: set[str] = set()
        self.warming: Thread | None = Thread(target=weasy.warm, daemon=True)
        self.warming.start()

    def build(self, number: int) -> None:
        """Plan, begin what is to be printed, show what is for the screen, and say so."""
        self.number = number
        bag = Bag()
        try:
            plan = pipeline.plan(self.request, bag, self.store)
        except OSError as error:
            self._say(trouble=str(error))
            return
        self.bag = bag
        folders = tuple(str(p) for p in watch.folders(self.request, plan.seen))
        if not plan.tasks:
            self._say(failed=True, folders=folders)
            return
        screen = [task for task in plan.tasks if task.format == SCREEN]
        paper = [task for task in plan.tasks if task.format == PAPER]
        self._forget({task.name for task in plan.tasks})
        early = self.warming is not None
        if not early:
            self._print(paper)
        made = {task.name: data for task in screen if (data := self._show(task)) is not None}
        names = tuple((t.name, t.edition.name, t.format) for t in plan.tasks)
        first = {"printing": tuple(t.name for t in paper)} if early else {}
        self._say(made=made, names=names, folders=folders, **first)
        if self.warming is not None:
            self.warming.join()
            self.warming = None
            self._print(paper)
            self._say()
        if number % 50 == 0:
            self.store.trim()

    def deliver(self, pipe: Any) -> None:
        """Hand on what a press has made."""
        press = self.presses.pop(pipe)
        task = press.task
        try:
            data, said = pipe.recv()
        except (EOFError, OSError):
            data, said = None, ()
            self._say(trouble=f"the process that laid out {task.name} was ended")
        pipe.close()
        press.process.join()
        self._keep(task, data, said)
        self._say(made={task.name: data} if data is not None else {})

    def tell(self, trouble: str) -> None:
        """Say what went wrong."""
        self._say(trouble=trouble)

    def clear(self) -> None:
        """End every press."""
        for pipe in list(self.presses):
            self._end(pipe)

    def _show(self, task: Task) -> bytes | None:
        if self.keys.get(task.name) == task.key:
            return None
        data, said = render(task)
        self._keep(task, data, said)
        return data

    def _print(self, tasks: list[Task]) -> None:
        wanted = {task.name: task for task in tasks if self.keys.get(task.name) != task.key}
        for pipe, press in list(self.presses.items()):
            if press.task.key == getattr(wanted.get(press.task.name), "key", None):
                del wanted[press.task.name]
            else:
                self._end(pipe)
        for place, task in enumerate(wanted.values()):
            if "fork" not in get_all_start_methods():
                data, said = render(task)
                self._keep(task, data, said)
                self._say(made={task.name: data} if data is not None else {})
                continue
            context = get_context("fork")
            ours, theirs = context.Pipe(duplex=False)
            arguments = (theirs, task, place, self.pipe)
            process = context.Process(target=_press, args=arguments, daemon=True)
            process.start()
            theirs.close()
            self.presses[ours] = _Press(task, process)

    def _keep(self, task: Task, data: bytes | None, said: tuple[Diagnostic, ...]) -> None:
        self.keys[task.name], self.said[task.name] = task.key, said
        (self.broken.add if data is None else self.broken.discard)(task.name)

    def _forget(self, names: set[str]) -> None:
        for gone in set(self.keys) - names:
            del self.keys[gone], self.said[gone]
            self.broken.discard(gone)

    def _end(self, pipe: Any) -> None:
        press = self.presses.pop(pipe)
        press.process.kill()
        press.process.join()
        pipe.close()

    def _say(self, **told_too: Any) -> None:
        said = (
            [] if told_too.get("failed") else [d for n in sorted(self.said) for d in self.said[n]]
        )
        found = Bag([*self.bag, *said])
        found = found.strict() if self.request.strict else found
        printing = tuple(p.task.name for p in self.presses.values())
        values: dict[str, Any] = {"printing": printing, "failed": bool(self.broken)} | told_too
        faults = tuple(told(found, self.request.root, self.editor))
        self.pipe.send(Turn(self.number, faults=faults, **values))


def _press(pipe: Any, task: Task, place: int, inherited: Any) -> None:
    """Lay out one output; the screen goes before the paper, and an article before its brief."""
    inherited.close()
    if hasattr(os, "nice"):
        os.nice(5 * (1 + min(place, 2)))
    pipe.send(render(task, os.cpu_count() or 1))
