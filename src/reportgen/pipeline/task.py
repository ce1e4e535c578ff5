"""One output to make of an edition, and its making within bounds."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from reportgen import editions, formats
from reportgen.cache import digest
from reportgen.cache.digest import tools
from reportgen.diagnostics import Bag, Diagnostic
from reportgen.diagnostics.source import heaviest
from reportgen.editions import Edition
from reportgen.limits import LIMITS, Limits
from reportgen.parse.identities import Identities
from reportgen.processes.garbage import relaxed_gc
from reportgen.processes.resources import Resources
from reportgen.processes.workers import WorkerEnded
from reportgen.resolve.fault_marks import box
from reportgen.tree.nodes import text


@dataclass(frozen=True)
class Shown:
    """An edition and what else shapes its outputs: the project's templates, its attached files."""

    edition: Edition
    templates: Mapping[str, Any]
    attached: Mapping[str, str] | None

    @cached_property
    def key(self) -> str:
        """A hash of all of it."""
        return digest(tools(), editions.content(self.edition), self.templates, self.attached)


@dataclass(frozen=True)
class Task:
    """One output to make: its file's name, its format, and what it shows."""

    name: str
    format: str
    shown: Shown
    limits: Limits = LIMITS

    @property
    def edition(self) -> Edition:
        return self.shown.edition

    @property
    def key(self) -> str:
        """A hash of all that the output is made from."""
        # Of the formats only those that are asked for by name say what the brief says.
        told = () if formats.spec(self.format).default else self.edition.standfirst
        return digest(self.format, self.shown.key, list(told))


Rendered = tuple[bytes | None, tuple[Diagnostic, ...], int]
"""The bytes of an output, None where it cannot be made, what there is to say about it, and how many
pages it has: 0 where it has none or they are not known."""


def render(task: Task) -> Rendered:
    """Make an output, in this process."""
    bag = Bag()
    try:
        with relaxed_gc():
            data, pages = formats.render_pages(task.format, task.edition, bag)
            if data is not None and bag.failed:  # a draft shows what was wrong with it
                shown = with_faults(task.edition, bag.errors)
                again = formats.render_pages(task.format, shown, Bag())
                data, pages = again if again[0] is not None else (data, pages)
            if data is not None and task.edition.withheld is not None:
                bag.extend(_left(task, data, task.edition.withheld))
            return data, tuple(bag), pages
    except MemoryError:
        return made(task, WorkerEnded("memory"))
    except RecursionError:
        return made(task, WorkerEnded("depth"))


def count(task: Task) -> Rendered:
    """Count the pages of an output, in this process; without its bytes."""
    bag = Bag()
    try:
        with relaxed_gc():
            pages = formats.count_pages(task.format, task.edition, bag)
            return None, tuple(bag.errors), pages
    except MemoryError:
        return made(task, WorkerEnded("memory"))
    except RecursionError:
        return made(task, WorkerEnded("depth"))


def _left(task: Task, data: bytes, known: Identities) -> Iterator[Diagnostic]:
    from reportgen.pipeline import withheld

    return withheld.left(task.name, data, known, task.edition.report.front.place("authors"))


def with_faults(edition: Edition, faults: Sequence[Diagnostic]) -> Edition:
    """An edition of a draft, with errors that have no place in its text at its head."""
    report = edition.report
    if not faults:
        return edition
    listed = box(faults, report.words, report.front.lang or "en-US")
    return replace(edition, blocks=[listed, *edition.blocks])


def allowed(task: Task) -> Resources:
    """What the making of an output may take."""
    limits, words = task.limits, text(task.edition.blocks).count(" ")
    seconds = limits.render_seconds + limits.render_seconds_a_thousand_words * words / 1000
    return Resources(seconds, limits.render_megabytes, limits.wall_seconds)


def made(task: Task, result: Rendered | WorkerEnded) -> Rendered:
    """What a worker made of an output; a diagnostic where it took too much."""
    if not isinstance(result, WorkerEnded):
        return result
    said = {
        "time": "takes too long to make",
        "memory": "takes too much memory to make",
        "depth": "nests too deep to make",
        "crash": "makes a library crash that it is made with",
    }[result.reason]
    bag, report = Bag(), task.edition.report
    place = heaviest(report.chapters) or report.front.place("title")
    bag.error("render-limit", f"`{task.name}` {said}", place, "divide the document")
    return None, tuple(bag), 0


def warm(names: Sequence[str]) -> None:
    """Start the engines of formats, so that they are there when they are wanted."""
    for name in names:
        formats.warm(name)
