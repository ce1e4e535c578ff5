"""The outputs of a plan, made by workers: first those whose pages the others name."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from reportgen import formats
from reportgen.cache.store import Store, absent
from reportgen.diagnostics import Diagnostic, Severity
from reportgen.editions import _page_range
from reportgen.pipeline import task as tasks
from reportgen.pipeline.state import Output, State
from reportgen.pipeline.task import Rendered, Task
from reportgen.processes import workers
from reportgen.processes.workers import WorkerEnded

if TYPE_CHECKING:
    from reportgen.pipeline.plan import Plan
    from reportgen.processes.pool import Pool

PAGES = "pages"
"""The step in the cache that is how many pages an output has."""


@dataclass
class Rendering:
    """What was made: all that is known of each output, the files made anew and their tasks.

    `last_pages` are the numbers of the last pages by edition, `faults` the errors that counting
    them found where no output with pages was made.
    """

    outputs: dict[str, Output] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    made: list[Task] = field(default_factory=list)
    last_pages: dict[str, str] = field(default_factory=dict)
    faults: dict[str, tuple[Diagnostic, ...]] = field(default_factory=dict)


def make_outputs(
    planned: "Plan", state: State, pool: "Pool", meanwhile: Callable[[], None], *, written: bool
) -> Rendering:
    """Make the outputs that are not there; `meanwhile` is called once workers are at work.

    Where the outputs will not be `written`, an earlier check of one stands in the place of it.
    Raises OSError.
    """
    out = Rendering()
    first, later, counted = _parted(planned.tasks)
    if state.request.in_issue and later:  # others wait for its pages
        paged = [task for task in first if _numbers(task)]
        later = [*later, *(task for task in first if task not in paged)]
        first = paged
    left = [task for task in first if not _stands(task, planned, state, out, written=written)]
    counting = [task for task in counted if not _known(task, state.store, out)]
    pool.begin([making(task) for task in left] + [_counting(task) for task in counting])
    meanwhile()
    _take(left, pool, planned, state, out, counting, written=written)
    if later:
        state.tell_pages(next(iter(out.last_pages.values()), ""))
        later = [_with_last_page(task, out) for task in later]
        left = [task for task in later if not _stands(task, planned, state, out, written=written)]
        pool.begin([making(task) for task in left])
        _take(left, pool, planned, state, out, written=written)
    return out


def making(task: Task) -> workers.Task:
    """The making of an output, and what it may take."""
    return partial(tasks.render, task), tasks.allowed(task)


def _counting(task: Task) -> workers.Task:
    """The counting of an output's pages, and what it may take."""
    return partial(tasks.count, task), tasks.allowed(task)


def _parted(found: Sequence[Task]) -> tuple[list[Task], list[Task], list[Task]]:
    """The tasks that wait for none, those that name a last page, and those to count pages for.

    What a journal deposits has to name it, so that pages are counted for it where none are made.
    """
    ranged = [task for task in found if _page_range.counts_pages(task.edition)]
    paged = {task.edition.name for task in ranged if formats.spec(task.format).paged}
    counted = {
        task.edition.name: task
        for task in ranged
        if formats.spec(task.format).publish and task.edition.name not in paged
    }
    named = paged | set(counted)
    later = [
        task
        for task in ranged
        if task.edition.name in named and not formats.spec(task.format).paged
    ]
    waiting = {task.name for task in later}
    first = [task for task in found if task.name not in waiting]
    return first, later, [_laid_out(task) for task in counted.values()]


def _laid_out(task: Task) -> Task:
    """A task of an edition in the format that has pages."""
    edition = replace(task.edition, others=(), citations=())
    return replace(task, format=formats.paged(), shown=replace(task.shown, edition=edition))


def _stands(task: Task, planned: "Plan", state: State, out: Rendering, *, written: bool) -> bool:
    """Whether an output need not be made; what is known of it is kept."""
    key = partial(getattr, task, "key")
    found = state.made(task.name, key, planned.seen)
    if found is None and not written:
        found = state.checked(key, planned.seen)
    if found is None:
        return False
    if _numbers(task) and not _known(task, state.store, out):
        return False
    out.outputs[task.name] = found
    return True


def _numbers(task: Task) -> bool:
    """Whether the pages of an output are those of its article."""
    return _page_range.counts_pages(task.edition) and formats.spec(task.format).paged


def _known(task: Task, store: Store, out: Rendering) -> bool:
    """Whether the pages of an output were counted before; its last page is kept."""
    try:
        pages = int(store.get(PAGES, [task.key], absent))
    except (LookupError, TypeError, ValueError):
        return False
    out.last_pages[task.edition.name] = _page_range.last_page(task.edition, pages)
    return True


def _take(
    left: Sequence[Task],
    pool: "Pool",
    planned: "Plan",
    state: State,
    out: Rendering,
    counting: Sequence[Task] = (),
    *,
    written: bool,
) -> None:
    """Take what the workers made, and what they counted."""
    keys = {task.name: task.key for task in left} if state.folder else {}
    results = pool.results()
    for task, result in zip(counting, results[len(left) :], strict=True):
        out.faults[task.edition.name] = _counted(task, result, state.store, out)[1]
    for task, result in zip(left, results, strict=False):
        data, said, _ = _counted(task, result, state.store, out)
        said += tuple(d for d in out.faults.get(task.edition.name, ()) if d not in said)
        if data is not None:
            out.files[task.name] = data
        hashed = hashlib.sha256(data or b"").hexdigest()
        out.outputs[task.name] = output = Output(keys.get(task.name, ""), hashed, said)
        if not written:
            state.keep_checked(output, planned.seen)
    out.made += left


def _counted(
    task: Task, result: Rendered | WorkerEnded, store: Store, out: Rendering
) -> tuple[bytes | None, tuple[Diagnostic, ...], int]:
    """What came of a task; how many pages it has is kept."""
    made = tasks.made(task, result)
    if made[2] and _page_range.counts_pages(task.edition):
        out.last_pages[task.edition.name] = _page_range.last_page(task.edition, made[2])
        if not any(d.severity is Severity.ERROR for d in made[1]):  # they are to be said again
            store.get(PAGES, [task.key], lambda: made[2])
    return made


def _with_last_page(task: Task, out: Rendering) -> Task:
    """A task whose edition names its last page, where that is known."""
    number = out.last_pages.get(task.edition.name, "")
    return replace(task, shown=replace(task.shown, edition=replace(task.edition, last_page=number)))
