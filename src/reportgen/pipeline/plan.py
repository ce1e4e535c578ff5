"""The stages that come before the outputs: load, parse, check, resolve, edit.

They are taken in this process, each within the limits of a worker (`process.limit`). What stands
imported inside a function here is slow to import; pandoc is at work meanwhile.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from reportgen.cache import Store
from reportgen.diagnostics import Bag
from reportgen.diagnostics.source import heaviest
from reportgen.dialects import prepare
from reportgen.limits import Limits
from reportgen.pandoc import reading
from reportgen.pandoc.reading import Reading
from reportgen.pipeline import unreadable
from reportgen.pipeline.faulty import concern_all, silence
from reportgen.pipeline.output_tasks import tasks
from reportgen.pipeline.state import listing, themed
from reportgen.processes import process
from reportgen.processes.resources import Resources
from reportgen.project.load import Sources, load
from reportgen.project.request import Request

if TYPE_CHECKING:
    from reportgen.parse import Manuscript
    from reportgen.pipeline.task import Task
    from reportgen.resolve import Report

T = TypeVar("T")


@dataclass(frozen=True)
class Plan:
    """What there is to make of a manuscript: of each edition nothing where it has an error.

    `draft` says that it is made in spite of errors. `seen` are the files that were asked for,
    `alike` the names of which there were variants and `found` what was found by looking (see
    `State`); `allowed` are the codes that the front matter silences, `texts` the project's texts
    among the files that were read.
    """

    tasks: "tuple[Task, ...]"
    seen: Mapping[str, str]
    alike: Mapping[str, tuple[str, ...]]
    found: Mapping[str, Any]
    allowed: tuple[str, ...] = ()
    draft: bool = False
    texts: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True)
class Begun:
    """A build whose chapters are being read, None where there are none to read.

    `found` is what was found by looking before anything was read.
    """

    reading: Reading | None
    found: Mapping[str, Any]


@contextmanager
def begun(request: Request, bag: Bag, store: Store = Store()) -> Iterator[Begun]:
    """Load a manuscript, and have pandoc read its chapters."""
    _limit(request.limits, 0)
    found = listing(request)
    loaded = load(request.path, bag, request.limits, request.base)
    sources = loaded and bounded(loaded, bag, partial(prepare, loaded, bag))
    with nullcontext() if sources is None else reading.start_reading(sources, store) as read:
        try:
            yield Begun(read, found)
        finally:
            process.limit(None)


def examine(begun: Begun, request: Request, bag: Bag) -> "Manuscript | None":
    """Parse and check a manuscript; None where it could not be read."""
    manuscript = parsed(begun, bag, request)
    if manuscript is not None:
        _checked(manuscript, bag)
    return manuscript


def plan(begun: Begun, request: Request, bag: Bag) -> Plan:
    """Everything but the rendering: the outputs to make, the costly ones first."""
    manuscript = parsed(begun, bag, request) or _left(begun, bag, request)
    if manuscript is None:
        return Plan((), {}, {}, begun.found)
    store = begun.reading.store if begun.reading else Store()
    draft, sources = request.draft or manuscript.front.draft, manuscript.sources
    looked = {**begun.found, **themed(request.home, manuscript.front.theme)}
    report = _report(manuscript, store, request, bag, draft)
    found = None
    if report is not None:
        made = report
        found = bounded(sources, bag, lambda: tasks(made, manuscript, request, looked, bag))
    allowed = tuple(manuscript.front.allow)
    silence(allowed, bag)
    listed = tuple(found or ())
    texts = sources.texts() if listed else {}
    return Plan(listed, sources.seen, sources.alike, looked, allowed, draft, texts)


def report(begun: Begun, request: Request, bag: Bag) -> "tuple[Manuscript, Report] | None":
    """A manuscript and its report; None where errors stop every edition."""
    manuscript = parsed(begun, bag, request)
    if manuscript is None:
        return None
    store = begun.reading.store if begun.reading else Store()
    made = _report(manuscript, store, request, bag, request.draft or manuscript.front.draft)
    return None if made is None else (manuscript, made)


def unread(sources: Sources | None, reason: str, bag: Bag) -> None:
    """Say that a manuscript could not be read, for the reason of a `workers.Ended`."""
    said = {
        "time": "takes too long to read",
        "memory": "takes too much memory to read",
        "depth": "nests too deep to read",
        "crash": "makes a library crash that reads it",
    }[reason]
    place = heaviest((*sources.chapters, sources.front)) if sources else None
    bag.error("manuscript-unreadable", f"the manuscript {said}", place, "divide it")


def parsed(begun: Begun, bag: Bag, request: Request) -> "Manuscript | None":
    """Parse a manuscript, unchecked; None where it could not be read."""
    from reportgen import editions
    from reportgen.parse import parse

    read = begun.reading
    if read is None:
        return None
    given = dict(request.given)
    day = "" if request.epoch is None else datetime.fromtimestamp(request.epoch, UTC).date()
    step = partial(parse, read, bag, request.allow, editions.selections(), given, str(day))
    manuscript = bounded(read.sources, bag, step)
    if manuscript is None:
        return None
    asked = [editions.spec(name) for name in request.edition]
    return replace(
        manuscript,
        anonymous_asked=any(edition.anonymous for edition in asked),
        matter_asked=bool(asked) and all(edition.matter for edition in asked),
    )


def _left(begun: Begun, bag: Bag, request: Request) -> "Manuscript | None":
    """What is left for a draft of a manuscript that cannot be read; None where it is none."""
    for sources in unreadable.reduced(request, begun.reading, bag):
        # What is still wrong with the rest was found already.
        with reading.start_reading(sources) as read:
            manuscript = parsed(Begun(read, begun.found), Bag(), request)
        if manuscript is not None:
            return manuscript
    return None


def _checked(manuscript: "Manuscript", bag: Bag) -> None:
    from reportgen import checks

    bounded(manuscript.sources, bag, lambda: checks.check(manuscript, bag))


def bounded(sources: Sources, bag: Bag, step: Callable[[], T]) -> T | None:
    """What a step gives; None, with a diagnostic, where it takes too much.

    Too much time ends this process, where it is a worker.
    """
    size = sum(len(source.text) for source in (sources.front, *sources.chapters))
    _limit(sources.limits, size)
    try:
        return step()
    except MemoryError:
        unread(sources, "memory", bag)
    except RecursionError:
        unread(sources, "depth", bag)
    finally:
        process.progress()
    return None


def _limit(limits: Limits, size: int) -> None:
    """Bound what this worker takes for a step over so many characters."""
    seconds = limits.read_seconds + limits.read_seconds_a_megabyte * size / 1e6
    process.limit(Resources(seconds, limits.read_megabytes, limits.wall_seconds))


def _report(
    manuscript: "Manuscript", store: Store, request: Request, bag: Bag, draft: bool
) -> "Report | None":
    """The report with its errors marked; None where they stop every edition.

    Citeproc is at work on the citations while the manuscript is checked. A draft is set in the
    journal's own citation style where the manuscript's does not work.
    """
    from reportgen import resolve, themes
    from reportgen.resolve import style as styles
    from reportgen.resolve.commented import commented
    from reportgen.resolve.fault_marks import mark_faults

    later = Bag()
    style = styles.citation_style(manuscript, later)
    with (
        nullcontext()
        if style is None
        else resolve.start_citations(manuscript, style, store) as question
    ):
        _checked(manuscript, bag)
        if not draft and concern_all(bag.with_strict(request.strict).errors, manuscript):
            return None
        bag.extend(later)
        front = manuscript.front
        themes.vet(manuscript.sources.folder, front.theme, bag, front.place("theme"))
        report = (
            None
            if question is None
            else bounded(
                manuscript.sources, bag, lambda: resolve.resolve(question, bag, request.epoch)
            )
        )
    if report is None and draft:
        own = styles.house()
        with resolve.start_citations(manuscript, own, store) as again:
            report = bounded(
                manuscript.sources, bag, lambda: resolve.resolve(again, bag, request.epoch)
            )
    if report is None:
        return None
    silence(manuscript.front.allow, bag)
    marked = mark_faults(report, manuscript, bag.with_strict(request.strict).errors)
    shown = commented(bag, manuscript) if request.comments else ()
    return replace(marked, draft=draft, comments=shown)
