"""The stages in order: examine (load, parse, check), then build (resolve, edit, render, write)."""

import gc
import hashlib
import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Thread
from typing import Any

from reportgen import checks, crew, editions, formats, guard, manifest, styles, themes, weasy
from reportgen.ast import text
from reportgen.built import Built, Request
from reportgen.cache import Output, State, Store, digest
from reportgen.cache.digest import tools
from reportgen.cache.state import listing
from reportgen.diag import Bag, Diagnostic
from reportgen.editions import Edition
from reportgen.limits import LIMITS, Limits
from reportgen.load import load
from reportgen.parse import Manuscript, parse
from reportgen.resolve import Report, resolve
from reportgen.write import alone, write


@dataclass(frozen=True)
class Task:
    """One output to make: its file's name, its format, and what it shows."""

    name: str
    format: str
    edition: Edition
    key: str
    limits: Limits = LIMITS


@dataclass(frozen=True)
class Plan:
    """What there is to make of a manuscript: nothing where it has an error.

    `seen` are the files that were asked for and `found` what was found by looking (see `State`).
    """

    tasks: tuple[Task, ...]
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
    warming = Thread(target=weasy.warm)
    warming.start()
    ready = plan(request, bag, state.store)
    warming.join()
    if not ready.tasks:
        return Built(bag.strict() if request.strict else bag)
    made = {task.name: state.made(task.name, task.key) for task in ready.tasks}
    left = [task for task in ready.tasks if made[task.name] is None]
    artifacts: dict[str, bytes] = {}
    for task, (data, said) in zip(
        left, crew.each([partial(render, t) for t in left], workers), strict=True
    ):
        if data is not None:
            artifacts[task.name] = data
        made[task.name] = Output(task.key, hashlib.sha256(data or b"").hexdigest(), said)
    outputs = {name: output for name, output in made.items() if output is not None}
    for output in outputs.values():
        bag.extend(d for d in output.said if d not in bag.found)
    if _stops(bag, request):
        return Built(bag.strict() if request.strict else bag)
    build = manifest.entry(request, ready.seen, ready.found["templates"])
    with alone(request.folder):
        hashes = {name: output.hash for name, output in outputs.items()}
        artifacts[manifest.NAME] = manifest.merged(request.folder, build, hashes)
        write(artifacts, request.folder)
    state.keep(ready.seen, ready.found, outputs, bag)
    return Built(bag, tuple(request.folder / task.name for task in ready.tasks))


def plan(request: Request, bag: Bag, store: Store = Store()) -> Plan:
    """Everything but the rendering: the outputs to make, the costly ones first."""
    found = listing(request)
    manuscript = examine(request.path, bag, request.allow, store, request.limits)
    if manuscript is None:
        return Plan((), {}, found)
    report = _report(manuscript, bag, request, store)
    tasks = _tasks(report, manuscript, request, found, bag) if report else []
    if _stops(bag, request):
        tasks = []
    return Plan(tuple(tasks), manuscript.sources.seen, found)


def render(task: Task) -> tuple[bytes | None, tuple[Diagnostic, ...]]:
    """The bytes of an output, None where it cannot be made, and what there is to say about it."""
    bag = Bag()
    limits, words = task.limits, text(task.edition.blocks).count(" ")
    seconds = limits.render_seconds + limits.render_seconds_a_thousand_words * words / 1000
    try:
        with guard.bounded(seconds, limits.render_megabytes), _seldom_collected():
            return formats.render(task.format, task.edition, bag), tuple(bag)
    except (guard.Overtime, MemoryError, RecursionError) as error:
        what = {guard.Overtime: "takes too long", MemoryError: "takes too much memory"}
        said = what.get(type(error), "nests too deep")
        bag.error("render-limit", f"`{task.name}` {said} to make", help="divide the document")
        return None, tuple(bag)


@contextmanager
def _seldom_collected() -> Iterator[None]:
    """Python's collector at work more seldom: it costs a tenth of a layout, and finds little."""
    before = gc.get_threshold()
    gc.set_threshold(100_000, 20, 20)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def examine(
    path: Path,
    bag: Bag,
    allow: Collection[str] = (),
    store: Store = Store(),
    limits: Limits = LIMITS,
) -> Manuscript | None:
    """Read and check a manuscript; None where it could not be read."""
    sources = load(path, bag, limits)
    if sources is None:
        return None
    size = sum(len(source.text) for source in (sources.front, *sources.chapters))
    seconds = limits.read_seconds + limits.read_seconds_a_megabyte * size / 1e6
    try:
        with guard.bounded(seconds, limits.read_megabytes):
            manuscript = parse(sources, bag, allow, store)
            if manuscript is not None:
                checks.check(manuscript, bag)
            return manuscript
    except (guard.Overtime, MemoryError, RecursionError) as error:
        what = {guard.Overtime: "takes too long", MemoryError: "takes too much memory"}
        said = what.get(type(error), "nests too deep")
        bag.error("manuscript-unreadable", f"the manuscript {said} to read", help="divide it")
        return None


def _stops(bag: Bag, request: Request) -> bool:
    return bag.strict().failed if request.strict else bag.failed


def _report(manuscript: Manuscript, bag: Bag, request: Request, store: Store) -> Report | None:
    if _stops(bag, request):
        return None
    style = styles.style(manuscript, bag)
    themes.vet(manuscript.sources.root, manuscript.front.theme, bag)
    return None if style is None else resolve(manuscript, style, bag, store, request.epoch)


def _tasks(
    report: Report, manuscript: Manuscript, request: Request, found: Mapping[str, Any], bag: Bag
) -> list[Task]:
    """Every output that was asked for, the costly ones first."""
    shown = [name for name in editions.names() if editions.shows(name, report)]
    out = []
    attached = manuscript.sources.seen if report.front.attach_sources else None
    for name in request.edition or shown:
        made = editions.make(name, report, bag)
        if made is None:
            continue
        shape = digest(tools(), editions.content(made), found["templates"], attached)
        for target in request.to or formats.names():
            file = f"{_stem(manuscript, name)}.{target}"
            out.append(Task(file, target, made, digest(target, shape), request.limits))
    return sorted(out, key=lambda task: -formats.cost(task.format))


def _stem(manuscript: Manuscript, edition: str) -> str:
    """What an edition's files are called: a single file's article has the file's own name."""
    stem = manuscript.sources.stem
    if not stem:
        return edition
    return stem if edition == editions.FIRST else f"{stem}-{edition}"
