"""The stages in order: examine (load, parse, check), then build (resolve, edit, render, write).

What stands imported inside a function here is slow to import; pandoc is at work meanwhile.
"""

import hashlib
import os
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from reportgen import guard, reading
from reportgen.built import Built, Request
from reportgen.cache import Output, State, Store
from reportgen.cache.state import listing, themed
from reportgen.collector import seldom
from reportgen.diag import Bag
from reportgen.limits import Limits
from reportgen.load import load
from reportgen.reading import Reading
from reportgen.write import alone, write

if TYPE_CHECKING:
    from reportgen.crew import Crew
    from reportgen.parse import Manuscript
    from reportgen.resolve import Report
    from reportgen.tasks import Task

T = TypeVar("T")


@dataclass(frozen=True)
class Plan:
    """What there is to make of a manuscript: nothing where it has an error.

    `seen` are the files that were asked for and `found` what was found by looking (see `State`).
    """

    tasks: "tuple[Task, ...]"
    seen: Mapping[str, str]
    found: Mapping[str, Any]


def check(path: str | Path = ".", *, strict: bool = False, allow: Collection[str] = ()) -> Bag:
    """Every fault of a project folder or a single Markdown file; nothing is built.

    `strict` raises warnings to errors; `allow` names what the manuscript may do ("raw").
    """
    bag = Bag()
    examine(Path(path), bag, allow)
    return bag.strict() if strict else bag


def build(
    path: str | Path = ".",
    *,
    to: Sequence[str] = (),
    edition: Sequence[str] = (),
    out: str | Path | None = None,
    strict: bool = False,
    allow: Collection[str] = (),
    epoch: int | None = None,
    cache: Path | None = None,
    workers: int | None = None,
) -> Built:
    """Build a project folder or a single Markdown file.

    `to` and `edition` name the formats and the editions, all of them where they are empty; an
    edition with nothing to show is then left out. The files go to `out`, by default the folder
    `build` of the project. Where there is an error nothing is written. `epoch` dates the files
    (seconds since 1970); without it the document does. `cache` is a folder in which to keep what
    was made, `workers` how many processes may work (all cores). Raises OSError where a file
    cannot be written.
    """
    request = Request(
        Path(path), tuple(to), tuple(edition), Path(out) if out else None, strict,
        tuple(sorted(allow)), epoch,
    )  # fmt: skip
    state = State(cache, request)
    return state.fresh() or make(request, state, workers or os.cpu_count() or 1)


def make(request: Request, state: State, workers: int) -> Built:
    """What `build` does where the outputs of an earlier build cannot stand. Raises OSError."""
    bag = Bag()
    with seldom(), _begun(request, bag, state.store) as begun, _crew(request, workers) as crew:
        ready = _planned(begun, request, bag)
        made = {task.name: state.made(task.name, partial(_key, task)) for task in ready.tasks}
        left = [task for task in ready.tasks if made[task.name] is None]
        crew.begin([_making(task, i, workers) for i, task in enumerate(left)])
        build = _entry(request, ready)
        keys = {task.name: task.key for task in left} if state.folder else {}
        results = crew.results()
    artifacts: dict[str, bytes] = {}
    for task, (data, said) in zip(left, results, strict=True):
        if data is not None:
            artifacts[task.name] = data
        hashed = hashlib.sha256(data or b"").hexdigest()
        made[task.name] = Output(keys.get(task.name, ""), hashed, said)
    outputs = {name: output for name, output in made.items() if output is not None}
    for output in outputs.values():
        bag.extend(d for d in output.said if d not in bag.found)
    if not ready.tasks or _stops(bag, request):
        return Built(bag.strict() if request.strict else bag)
    from reportgen import manifest

    with alone(request.folder):
        hashes = {name: output.hash for name, output in outputs.items()}
        artifacts[manifest.NAME] = manifest.merged(request.folder, build, hashes)
        write(artifacts, request.folder)
    state.keep(ready.seen, ready.found, outputs, bag)
    return Built(bag, tuple(request.folder / task.name for task in ready.tasks))


def plan(request: Request, bag: Bag, store: Store = Store()) -> Plan:
    """Everything but the rendering: the outputs to make, the costly ones first."""
    with _begun(request, bag, store) as begun:
        return _planned(begun, request, bag)


def examine(path: Path, bag: Bag, allow: Collection[str] = ()) -> "Manuscript | None":
    """Read and check a manuscript; None where it could not be read."""
    with _begun(Request(path), bag, Store()) as begun:
        manuscript = _parsed(begun, bag, allow)
        if manuscript is not None:
            _checked(manuscript, bag)
        return manuscript


@dataclass(frozen=True)
class _Begun:
    """A build whose chapters are being read, None where there are none to read.

    `found` is what was found by looking before anything was read.
    """

    reading: Reading | None
    found: Mapping[str, Any]


@contextmanager
def _begun(request: Request, bag: Bag, store: Store) -> Iterator[_Begun]:
    found = listing(request)
    sources = load(request.path, bag, request.limits)
    with nullcontext() if sources is None else reading.begin(sources, store) as read:
        yield _Begun(read, found)


def _crew(request: Request, workers: int) -> "Crew":
    """Processes for the outputs that are asked for, which start what those want to have started."""
    from reportgen import crew, editions, formats, tasks

    wanted = request.to or formats.names()
    most = len(wanted) * len(request.edition or editions.names())
    processes = min(workers, most) if workers > 1 else 0
    return crew.Crew(partial(tasks.warm, wanted), processes)


def _planned(begun: _Begun, request: Request, bag: Bag) -> Plan:
    manuscript = _parsed(begun, bag, request.allow)
    if manuscript is None:
        return Plan((), {}, begun.found)
    assert begun.reading is not None
    looked = {**begun.found, **themed(request.root, manuscript.front.theme)}
    report = _report(manuscript, begun.reading.store, request, bag)
    found = _tasks(report, manuscript, request, looked, bag) if report else []
    if _stops(bag, request):
        found = []
    return Plan(tuple(found), manuscript.sources.seen, looked)


def _parsed(begun: _Begun, bag: Bag, allow: Collection[str]) -> "Manuscript | None":
    from reportgen.parse import parse

    read = begun.reading
    return _bounded(read.sources, bag, lambda: parse(read, bag, allow)) if read else None


def _checked(manuscript: "Manuscript", bag: Bag) -> None:
    from reportgen import checks

    _bounded(manuscript.sources, bag, lambda: checks.check(manuscript, bag))


def _bounded(sources: Any, bag: Bag, step: Callable[[], T]) -> T | None:
    """What a step of reading gives; None, with a diagnostic, where it takes too much."""
    limits: Limits = sources.limits
    size = sum(len(source.text) for source in (sources.front, *sources.chapters))
    seconds = limits.read_seconds + limits.read_seconds_a_megabyte * size / 1e6
    try:
        with guard.bounded(seconds, limits.read_megabytes):
            return step()
    except (guard.Overtime, MemoryError, RecursionError) as error:
        what = {guard.Overtime: "takes too long", MemoryError: "takes too much memory"}
        said = what.get(type(error), "nests too deep")
        bag.error("manuscript-unreadable", f"the manuscript {said} to read", help="divide it")
        return None


def _stops(bag: Bag, request: Request) -> bool:
    return bag.strict().failed if request.strict else bag.failed


def _report(manuscript: "Manuscript", store: Store, request: Request, bag: Bag) -> "Report | None":
    """The report; citeproc is at work on its citations while the manuscript is checked."""
    from reportgen import resolve, styles, themes

    later = Bag()
    style = styles.style(manuscript, later)
    with nullcontext() if style is None else resolve.begin(manuscript, style, store) as question:
        _checked(manuscript, bag)
        if _stops(bag, request):
            return None
        bag.extend(later)
        themes.vet(manuscript.sources.root, manuscript.front.theme, bag)
        return None if question is None else resolve.resolve(question, bag, request.epoch)


def _tasks(
    report: "Report",
    manuscript: "Manuscript",
    request: Request,
    found: Mapping[str, Any],
    bag: Bag,
) -> "list[Task]":
    """Every output that was asked for, the costly ones first."""
    from reportgen import editions, formats
    from reportgen.tasks import Shown, Task

    shown = [name for name in editions.names() if editions.shows(name, report)]
    out = []
    attached = manuscript.sources.seen if report.front.attach_sources else None
    for name in request.edition or shown:
        made = editions.make(name, report, bag)
        if made is None:
            continue
        shape = Shown(made, found["templates"], attached)
        for target in request.to or formats.names():
            out.append(Task(f"{_stem(manuscript, name)}.{target}", target, shape, request.limits))
    return sorted(out, key=lambda task: -formats.cost(task.format))


def _stem(manuscript: "Manuscript", edition: str) -> str:
    """What an edition's files are called: a single file's article has the file's own name."""
    from reportgen import editions

    stem = manuscript.sources.stem
    if not stem:
        return edition
    return stem if edition == editions.FIRST else f"{stem}-{edition}"


def _key(task: "Task") -> str:
    return task.key


def _making(task: "Task", place: int, workers: int) -> Callable[[], Any]:
    """The making of an output; what all wait for longest has a second process to help."""
    from reportgen.tasks import render

    return partial(render, task, 2 if place == 0 and workers > 1 else 1)


def _entry(request: Request, ready: Plan) -> dict[str, Any]:
    """What the manifest says of this build, while its outputs are made."""
    from reportgen import manifest

    return manifest.entry(request, ready.seen, ready.found["templates"]) if ready.tasks else {}
