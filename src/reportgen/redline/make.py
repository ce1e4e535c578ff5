"""Two states of a document -> its redlines, made by a worker within the limits of a build."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.diagnostics import Bag, Diagnostic
from reportgen.pipeline import faulty, plan
from reportgen.pipeline.build import supervised
from reportgen.pipeline.state import State as Kept
from reportgen.processes import workers
from reportgen.processes.garbage import relaxed_gc
from reportgen.project.request import Request
from reportgen.project.write import locked, write_files
from reportgen.redline.states import State

if TYPE_CHECKING:
    from reportgen.editions import Edition
    from reportgen.parse import Manuscript
    from reportgen.pipeline.task import Task
    from reportgen.resolve import Report

AUTHOR = "reportgen"
"""Who changed a text where nothing says it."""
EDITION = "article"
FOLDER = "diff"
"""The folder below that of the outputs in which redlines lie."""


@dataclass(frozen=True)
class Redlines:
    """The redlines of a document by their files' names; none where there was an error.

    `fixed` says that nothing was changed between the two states.
    """

    bag: Bag
    files: dict[str, bytes]


def redline(
    before: State, after: State, request: Request, cache: Path | None, author: str, processes: int
) -> Redlines:
    """The redlines of two states, with nothing written. Raises OSError as `pipeline.build`."""
    bag = Bag()
    task = partial(_work, before, after, request, cache, author, processes)
    made = supervised(task, replace(request, path=after.path), bag)
    if made is None:
        return Redlines(bag, {})
    bag.extend(made.bag)
    return Redlines(bag, {} if bag.failed else made.files)


def put(made: Redlines, folder: Path) -> tuple[Path, ...]:
    """Write redlines, whole or not at all. Raises OSError where the folder cannot be written."""
    with locked(folder):
        return write_files(made.files, folder)


def _work(
    before: State, after: State, request: Request, cache: Path | None, author: str, processes: int
) -> Redlines:
    bag = Bag()
    with relaxed_gc():
        old = _report(before, request, cache, bag, known=False)
        new = _report(after, request, cache, bag, known=True)
        if old is None or new is None:
            return Redlines(bag, {})
        who = author or after.author or AUTHOR
        when = after.moment or new[1].moment
        tasks = _tasks(old[1], new[1], new[0], request, who, when, bag)
        files = {} if bag.failed else _rendered(tasks, request, processes, bag)
    return Redlines(bag, {} if bag.failed else files)


def _report(
    state: State, request: Request, cache: Path | None, bag: Bag, *, known: bool
) -> "tuple[Manuscript, Report] | None":
    """A state's report; None, with its errors, where there are some.

    Of a state that is not the author's present one only the errors are reported, with its name.
    """
    own = replace(request, path=state.path, base=request.base if state.moment is None else None)
    found = Bag()
    with plan.begun(own, found, Kept(cache, own).store) as begun:
        made = plan.report(begun, own, found)
    if made is not None:
        faulty.silence(tuple(made[1].front.allow), found)
    if known and state.moment is None:
        bag.extend(found)
    else:
        bag.extend(_named(d, state.name) for d in found.errors)
    return None if found.failed else made


def _named(diagnostic: Diagnostic, name: str) -> Diagnostic:
    return replace(diagnostic, message=f"in `{name}`: {diagnostic.message}", fix=())


def _tasks(
    old: "Report",
    new: "Report",
    manuscript: "Manuscript",
    request: Request,
    author: str,
    moment: datetime,
    bag: Bag,
) -> "list[Task]":
    from reportgen import editions, formats
    from reportgen.editions import Revised
    from reportgen.pipeline.task import Shown, Task

    out = []
    # Both have the kind of notes that the new one has.
    old = replace(old, front=old.front.model_copy(update={"notes": new.front.notes}))
    for name in request.edition or (EDITION,):
        before, after = (_flowing(editions.make(name, report, bag)) for report in (old, new))
        if before is None or after is None:
            continue
        shown = replace(after, revised=Revised(before, after, author, moment.astimezone(UTC)))
        for target in request.to or formats.defaults():
            spec = formats.spec(target)
            if spec.serves(name):
                stem = editions.stem(manuscript.sources.stem, name)
                file = f"{stem}-redline.{spec.suffix}"
                out.append(Task(file, target, Shown(shown, {}, None), request.limits))
    return out


def _flowing(edition: "Edition | None") -> "Edition | None":
    """An edition on as many pages as it takes: a redline holds what goes and what comes."""
    return None if edition is None else replace(edition, pages=0)


def _rendered(
    tasks: "Sequence[Task]", request: Request, processes: int, bag: Bag
) -> dict[str, bytes]:
    from reportgen.pipeline import task as making
    from reportgen.processes import pool

    names = tuple(dict.fromkeys(task.format for task in tasks))
    count = min(processes, len(tasks)) if processes > 1 and len(tasks) > 1 else 0
    with pool.Pool(partial(making.warm, names), count) as working:
        working.begin([_making(task) for task in tasks])
        results = working.results()
    files = {}
    for task, result in zip(tasks, results, strict=True):
        data, said = making.made(task, result)
        bag.extend(d for d in said if d not in bag.found)
        if data is not None:
            files[task.name] = data
    return files


def _making(task: "Task") -> workers.Task:
    from reportgen.pipeline.task import allowed, render

    return partial(render, task), allowed(task)
