"""What a program asks for: `build`. A worker does it, within its limits.

The process that asks only waits, ends the worker, and writes: whatever a manuscript does to the
libraries that read and lay it out, it does to the worker.
"""

import os
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from reportgen.diagnostics import Bag
from reportgen.limits import LIMITS, Limits
from reportgen.pipeline import faulty, plan
from reportgen.pipeline.output_tasks import possible
from reportgen.pipeline.state import Output, State
from reportgen.processes import workers
from reportgen.processes.garbage import relaxed_gc
from reportgen.processes.resources import Resources
from reportgen.project import sent
from reportgen.project.load import load
from reportgen.project.request import Built, Request, outside
from reportgen.project.write import locked, write_files

if TYPE_CHECKING:
    from reportgen.parse import Manuscript
    from reportgen.processes.pool import Pool

T = TypeVar("T")


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
    limits: Limits = LIMITS,
    given: Mapping[str, str] = MappingProxyType({}),
    draft: bool = False,
    root: str | Path | None = None,
    comments: bool = False,
) -> Built:
    """Build a project folder or a single Markdown file.

    `to` and `edition` name the formats and the editions, all default ones where empty; an edition
    with nothing to show is then left out. The files go to `out`, by default the folder `build` of
    the project. Of an edition with an error nothing is written, and its older files stay; where
    `draft` is asked for, here or in the front matter, all is written under names of its own, each
    error marked in its place. `epoch` dates the files (seconds since 1970); without it the document
    does. `cache` is a folder for what was made, `workers` the most processes. `limits` are other
    bounds; `given` are values that stand instead of the front matter's, by the path of their field,
    such as `journal.first-page`. `root` is a folder above the document, within which what it names
    is read; without it its own folder is, or where another tool's project begins. `comments` shows
    in Word what was found. Raises OSError where a file cannot be written or a worker fails.
    """
    request = Request(
        Path(path), tuple(to), tuple(edition), Path(out) if out else None, strict,
        tuple(sorted(allow)), epoch, limits, tuple(given.items()), draft,
        Path(root) if root else None, comments,
    )  # fmt: skip
    state = State(cache, request)
    return state.fresh() or make(request, state, workers or os.cpu_count() or 1)


def make(request: Request, state: State, processes: int) -> Built:
    """What `build` does where the outputs of an earlier build cannot stand. Raises OSError."""
    folder = request.folder
    if folder is None:
        return outside()
    bag = Bag()
    made = supervised(partial(work, request, state, processes), request, bag)
    bag.extend(made.bag if made else ())
    bag = bag.with_strict(request.strict)
    lost = made.kept if made else possible(request, request.draft)
    kept = tuple(path for name in lost if os.path.lexists(path := folder / name))
    if made is None or not made.names:
        return Built(bag, (), kept, whole=bool(made and made.whole))
    from reportgen.pipeline import manifest
    from reportgen.pipeline.overwritten import overwritten

    if overwritten(folder, made.files, request.root, made.seen, bag):
        return Built(bag, (), kept, whole=False)
    replaced = Bag()  # concerns this build alone, so it is not kept
    sent.keep(made.archives, folder)
    with locked(folder):
        hashes = {name: output.hash for name, output in made.outputs.items()}
        merged = manifest.merged(folder, made.build, hashes, replaced)
        write_files({**made.files, manifest.NAME: merged}, folder)
    if made.whole:
        state.keep(made.seen, made.alike, made.found, made.outputs, bag, made.article)
    bag.extend(replaced)
    return Built(bag, tuple(folder / name for name in made.names), kept, made.whole, made.article)


def examine(
    path: Path, bag: Bag, allow: Collection[str] = (), base: Path | None = None
) -> "Manuscript | None":
    """Read and check a manuscript; None where it could not be read. Raises OSError as `check`."""
    return inspect(_itself, path, bag, allow, base)


def inspect(
    look: "Callable[[Manuscript, Bag], T]",
    path: Path,
    bag: Bag,
    allow: Collection[str] = (),
    base: Path | None = None,
) -> T | None:
    """What `look` makes of a manuscript and its faults; None where it cannot be read.

    The worker looks, so that a large manuscript need not be sent. Raises OSError as `check`.
    """
    request = Request(path, allow=tuple(allow), base=base)
    found = supervised(partial(_inspected, look, request), request, bag)
    if found is None:
        return None
    bag.extend(found[1])
    return found[0]


@dataclass(frozen=True)
class Made:
    """What a worker made of a request.

    `names` are all outputs that are to be there, `files` those that were made anew, `outputs` what
    is known of all; `kept` are those that are not made because of errors: all is made of what is
    `whole`. `build` is what the manifest says, `archives` what is kept of the files that others may
    edit, `article` that of `Built`; `seen`, `alike` and `found` are those of the `Plan`.
    """

    bag: Bag
    names: tuple[str, ...]
    files: Mapping[str, bytes]
    outputs: Mapping[str, Output]
    build: dict[str, Any]
    seen: Mapping[str, str]
    alike: Mapping[str, tuple[str, ...]]
    found: Mapping[str, Any]
    kept: tuple[str, ...] = ()
    whole: bool = True
    archives: tuple[sent.Sent, ...] = ()
    article: Any = None


def work(request: Request, state: State, processes: int, written: bool = True) -> Made:
    """What a request comes to, with nothing written. Raises OSError.

    Where the outputs will not be `written`, an earlier check of one stands in the place of it.
    """
    from reportgen.pipeline import kept_article, manifest, output_tasks, rendering

    bag, build = Bag(), dict[str, Any]()
    with (
        relaxed_gc(),
        plan.begun(request, bag, state.store) as begun,
        _pool(request, processes) as pool,
    ):
        ready = plan.plan(begun, request, bag)

        def meanwhile() -> None:
            looked = ready.found.get("templates", {})
            build.update(manifest.entry(request, ready.seen, looked) if ready.tasks else {})

        made = rendering.make_outputs(ready, state, pool, meanwhile, written=written)
    files, outputs = made.files, made.outputs
    for output in outputs.values():
        bag.extend(d for d in output.said if d not in bag.found)
    faulty.silence(ready.allowed, bag)
    sound = {
        task.name: faulty.is_sound(outputs[task.name].said, ready.allowed, request)
        for task in ready.tasks
    }
    unmade = {task.name for task in made.made} - set(files)
    names = output_tasks.written(ready.tasks, sound, unmade)
    whole = len(names) == len(ready.tasks) and (
        ready.draft or not bag.with_strict(request.strict).failed
    )
    wanted = () if whole else possible(request, ready.draft)
    return Made(
        bag, names, {name: data for name, data in files.items() if name in names},
        {name: outputs[name] for name in names}, build, ready.seen, ready.alike, ready.found,
        tuple(name for name in wanted if name not in names), whole,
        output_tasks.sent([t for t in made.made if t.name in names], files, ready.texts, request),
        kept_article.article_of(ready.tasks, made.last_pages) if request.in_issue else None,
    )  # fmt: skip


def supervised(task: Callable[[], T], request: Request, bag: Bag) -> T | None:
    """What a worker makes of a request; None, with a diagnostic, where it took too much."""
    limits = request.limits
    allowed = Resources(limits.read_seconds, limits.read_megabytes, limits.wall_seconds)
    try:
        return workers.run(task, allowed)
    except workers.WorkerEnded as ended:
        plan.unread(load(request.path, Bag(), limits, request.base), ended.reason, bag)
        return None


def _itself(manuscript: T, _: Bag) -> T:
    return manuscript


def _inspected(look: "Callable[[Manuscript, Bag], T]", request: Request) -> tuple[T | None, Bag]:
    bag = Bag()
    with relaxed_gc(), plan.begun(request, bag) as begun:
        manuscript = plan.examine(begun, request, bag)
    return None if manuscript is None else look(manuscript, bag), bag


def _pool(request: Request, processes: int) -> "Pool":
    """Workers for the outputs that are asked for, which start what those want to have started."""
    from reportgen import editions, formats
    from reportgen.pipeline import task as tasks
    from reportgen.processes import pool

    wanted = tuple(formats.asked(request.to))
    if any(formats.spec(name).publish for name in wanted):
        wanted = tuple(dict.fromkeys((*wanted, formats.paged())))
    most = len(wanted) * len(request.edition or editions.defaults())
    count = min(processes, most) if processes > 1 else 0
    return pool.Pool(partial(tasks.warm, wanted), count)
