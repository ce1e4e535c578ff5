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
from reportgen.processes import process, workers
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
SUFFIX = "-redline"
"""What the names of redlines end with."""
FOLDER = "diff"
"""The folder below that of the outputs in which redlines lie."""


@dataclass(frozen=True)
class Redlines:
    """The redlines of a document by their files' names; none where there was an error.

    `summary` says in Markdown what was changed.
    """

    bag: Bag
    files: dict[str, bytes]
    summary: str = ""


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
    return Redlines(bag, {} if bag.failed else made.files, made.summary)


def put(made: Redlines, folder: Path) -> tuple[Path, ...]:
    """Write redlines, whole or not at all. Raises OSError where the folder cannot be written."""
    with locked(folder):
        return write_files(made.files, folder)


def _work(
    before: State, after: State, request: Request, cache: Path | None, author: str, processes: int
) -> Redlines:
    from reportgen import editions
    from reportgen.redline import summary

    bag = Bag()
    with relaxed_gc():
        old = _report(before, request, cache, bag, known=False)
        new = _report(after, request, cache, bag, known=True)
        if old is None or new is None:
            return Redlines(bag, {})
        author = author or after.author or AUTHOR
        moment = (after.moment or new[1].moment).astimezone(UTC)
        names = (before.name, after.name)
        shown = _editions(old[1], new, request, Who(author, moment, names), bag)
        files = {} if bag.failed else _rendered(_tasks(shown, new[0], request), processes, bag)
        told = {
            f"{editions.stem(new[0].sources.stem, one.name)}{SUFFIX}.md": summary.summary(
                editions.changes(one), (before.name, after.name or "now")
            )
            for one in shown
        }
    files |= {name: text.encode() for name, text in told.items()}
    return Redlines(bag, {} if bag.failed else files, "\n".join(told.values()))


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


@dataclass(frozen=True)
class Who:
    """Who changed a document and when, and what its two states are called."""

    author: str
    moment: datetime
    names: tuple[str, str]


def _editions(
    old: "Report", new: "tuple[Manuscript, Report]", request: Request, who: Who, bag: Bag
) -> "list[Edition]":
    """The editions that are asked for, with what was changed in each."""
    from reportgen import editions
    from reportgen.compare import compare
    from reportgen.editions import Revised
    from reportgen.redline.fields import changed_fields

    manuscript, report = new
    # Both have the kind of notes that the new one has.
    old = replace(old, front=old.front.model_copy(update={"notes": report.front.notes}))
    sources = manuscript.sources
    both = plan.bounded(sources, bag, lambda: compare(old, report, manuscript.work))
    process.limit(None)
    if both is None:
        return []
    fields = changed_fields(old.front, report.front)
    out = []
    for name in request.edition or (editions.selections()[0].edition,):
        made = [_flowing(editions.make(name, one, bag)) for one in (old, report, both)]
        before, after, shown = made
        if before is not None and after is not None and shown is not None:
            revised = Revised(before, after, who.author, who.moment, who.names, fields)
            out.append(replace(shown, revised=revised))
    return out


def _tasks(shown: "Sequence[Edition]", manuscript: "Manuscript", request: Request) -> "list[Task]":
    from reportgen import editions, formats
    from reportgen.pipeline.task import Shown, Task

    out = []
    for edition in shown:
        stem = editions.stem(manuscript.sources.stem, edition.name)
        for target in formats.asked(request.to):
            spec = formats.spec(target)
            suited = spec.serves(edition.name) and edition.spec.suits(spec.medium)
            if suited and not spec.particulars:
                file = f"{stem}{SUFFIX}.{spec.suffix}"
                out.append(Task(file, target, Shown(edition, {}, None), request.limits))
    return out


def _flowing(edition: "Edition | None") -> "Edition | None":
    """An edition on as many pages as it takes: a redline holds what goes and what comes."""
    return None if edition is None else replace(edition, pages=0)


def _rendered(tasks: "Sequence[Task]", processes: int, bag: Bag) -> dict[str, bytes]:
    from reportgen.pipeline import task as making
    from reportgen.processes import pool

    names = tuple(dict.fromkeys(task.format for task in tasks))
    count = min(processes, len(tasks)) if processes > 1 and len(tasks) > 1 else 0
    with pool.Pool(partial(making.warm, names), count) as working:
        working.begin([_making(task) for task in tasks])
        results = working.results()
    files = {}
    for task, result in zip(tasks, results, strict=True):
        data, said, _ = making.made(task, result)
        bag.extend(d for d in said if d not in bag.found)
        if data is not None:
            files[task.name] = data
    return files


def _making(task: "Task") -> workers.Task:
    from reportgen.pipeline.task import allowed, render

    return partial(render, task), allowed(task)
