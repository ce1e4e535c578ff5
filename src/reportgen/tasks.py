"""One output to make of an edition, and its making within bounds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from reportgen import editions, formats, guard
from reportgen.ast import text
from reportgen.cache import digest
from reportgen.cache.digest import tools
from reportgen.collector import seldom
from reportgen.diag import Bag, Diagnostic
from reportgen.editions import Edition
from reportgen.helpers import allowed
from reportgen.limits import LIMITS, Limits
from reportgen.source import heaviest


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
        return digest(self.format, self.shown.key)


def render(task: Task, processes: int = 1) -> tuple[bytes | None, tuple[Diagnostic, ...]]:
    """The bytes of an output, None where it cannot be made, and what there is to say about it.

    `processes` is how many may work at it.
    """
    bag = Bag()
    limits, words = task.limits, text(task.edition.blocks).count(" ")
    seconds = limits.render_seconds + limits.render_seconds_a_thousand_words * words / 1000
    try:
        with guard.bounded(seconds, limits.render_megabytes), seldom(), allowed(processes - 1):
            return formats.render(task.format, task.edition, bag), tuple(bag)
    except (guard.Overtime, MemoryError, RecursionError) as error:
        what = {guard.Overtime: "takes too long", MemoryError: "takes too much memory"}
        said = what.get(type(error), "nests too deep")
        place = heaviest(task.edition.report.chapters) or task.edition.report.front.place("title")
        bag.error("render-limit", f"`{task.name}` {said} to make", place, "divide the document")
        return None, tuple(bag)


def warm(names: Sequence[str]) -> None:
    """Start the engines of formats, so that they are there when they are wanted."""
    for name in names:
        formats.warm(name)
