"""One output to make of an edition, and its making within bounds."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from reportgen import formats, guard
from reportgen.ast import text
from reportgen.diag import Bag, Diagnostic
from reportgen.editions import Edition
from reportgen.limits import LIMITS, Limits

ARTICLE = 20_000
"""The words up to which memory matters less than time."""


@dataclass(frozen=True)
class Task:
    """One output to make: its file's name, its format, and what it shows."""

    name: str
    format: str
    edition: Edition
    key: str
    limits: Limits = LIMITS


def render(task: Task) -> tuple[bytes | None, tuple[Diagnostic, ...]]:
    """The bytes of an output, None where it cannot be made, and what there is to say about it."""
    bag = Bag()
    limits, words = task.limits, text(task.edition.blocks).count(" ")
    seconds = limits.render_seconds + limits.render_seconds_a_thousand_words * words / 1000
    try:
        with guard.bounded(seconds, limits.render_megabytes), _seldom_collected(words):
            return formats.render(task.format, task.edition, bag), tuple(bag)
    except (guard.Overtime, MemoryError, RecursionError) as error:
        what = {guard.Overtime: "takes too long", MemoryError: "takes too much memory"}
        said = what.get(type(error), "nests too deep")
        bag.error("render-limit", f"`{task.name}` {said} to make", help="divide the document")
        return None, tuple(bag)


def warm(names: Sequence[str]) -> None:
    """Start the engines of formats, so that they are there when they are wanted."""
    for name in names:
        formats.warm(name)


@contextmanager
def _seldom_collected(words: int) -> Iterator[None]:
    """Python's collector at work more seldom: it costs a tenth of an article's layout.

    In a book what it finds is worth its time.
    """
    before = gc.get_threshold()
    if words < ARTICLE:
        gc.set_threshold(100_000, 20, 20)
    try:
        yield
    finally:
        gc.set_threshold(*before)
