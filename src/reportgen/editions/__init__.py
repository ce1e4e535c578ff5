"""Report -> Edition: what is shown, in which order, on how many pages. One edition a file.

An edition's module has `shows(report)`, whether there is anything for it to show, and
`make(report, bag)`.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from reportgen import plug
from reportgen.ast import LEAVES, Node, walk
from reportgen.diag import Bag
from reportgen.resolve import Report


@dataclass(frozen=True)
class Edition:
    """One document to publish.

    `pages` is how many pages it fills exactly, 0 for as many as it takes. Its notes are printed
    in it where `notes` holds them; a marker without its note leads to `elsewhere`, the address of
    the edition that prints it.
    """

    name: str
    report: Report
    blocks: list[Node]
    notes: tuple[Node, ...] = ()
    bibliography: tuple[Node, ...] = ()
    pages: int = 0
    elsewhere: str = ""


FIRST = "article"
"""The edition that a single file is named after."""


def names() -> tuple[str, ...]:
    """The names of the editions there are."""
    return plug.names(__name__)


def stem(document: str, name: str) -> str:
    """What an edition's files are called, without their suffix.

    `document` is the stem of a single file, whose article has its own name; empty for a project.
    """
    if not document:
        return name
    return document if name == FIRST else f"{document}-{name}"


def shows(name: str, report: Report) -> bool:
    """Whether an edition has anything to show of a report."""
    return bool(plug.load(__name__, name).shows(report))


def make(name: str, report: Report, bag: Bag) -> Edition | None:
    """An edition of a report; None, with a diagnostic, where it cannot be made."""
    edition: Edition | None = plug.load(__name__, name).make(report, bag)
    return edition


def content(edition: Edition) -> object:
    """All that decides what an edition's outputs are, as values that JSON can hold."""
    report = edition.report
    return {
        "name": edition.name,
        "blocks": [_bare(tree) for tree in (edition.blocks, edition.notes, edition.bibliography)],
        "front": {name: repr(value) for name, value in report.front},
        "prose": _bare(report.prose),
        "images": {n: hashlib.sha256(i.data).hexdigest() for n, i in report.images.items()},
        "math": sorted(report.math.values()),
        "others": [edition.pages, edition.elsewhere, report.raw, report.style.text, report.words],
        "moment": str(getattr(report, "moment", "")),
    }


def _bare(tree: Any) -> Any:
    """A tree without the places of its nodes."""
    kind = type(tree)
    if kind is str or kind is int:
        return tree
    if kind is list or kind is tuple:
        return [_bare(item) for item in tree]
    if kind is dict and "at" not in tree and tree.get("t") in LEAVES:
        return tree
    if kind is dict or isinstance(tree, Mapping):
        return {k: _bare(v) for k, v in tree.items() if k != "at"}
    return tree


def notes(blocks: Iterable[Node]) -> tuple[Node, ...]:
    """The numbered notes in blocks, in order."""
    return tuple(n for n in walk(list(blocks)) if n["t"] == "Note" and "n" in n)
