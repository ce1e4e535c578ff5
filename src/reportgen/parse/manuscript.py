"""The manuscript: everything that the author wrote, read and placed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from reportgen.bibliography import Library
from reportgen.diagnostics.source import Source, Span
from reportgen.pandoc.formulas import Formula
from reportgen.parse.chapter import Chapter as Chapter
from reportgen.parse.front_matter import Front
from reportgen.project.load import Sources
from reportgen.sanitize.image import Image
from reportgen.tree.nodes import Node
from reportgen.tree.selection import Selection


@dataclass(frozen=True)
class Cite:
    """A source cited at a place: whether in a note, and which editions show it."""

    key: str
    span: Span
    note: bool
    editions: frozenset[str]


@dataclass(frozen=True)
class Label:
    """Something that can be referred to.

    `kind` is figure, panel, table, section, equation, listing or other.
    """

    name: str
    kind: str
    span: Span


@dataclass(frozen=True)
class Reference:
    """A cross-reference to a label."""

    name: str
    span: Span


@dataclass(frozen=True)
class Manuscript:
    """Everything the author wrote, read and placed; nothing resolved yet."""

    sources: Sources
    front: Front
    chapters: tuple[Chapter, ...]
    cites: tuple[Cite, ...]
    labels: tuple[Label, ...]
    references: tuple[Reference, ...]
    images: Mapping[str, Image]
    library: Library
    prose: Mapping[str, list[Node]]
    style: Source | None = None
    raw: bool = False
    selections: tuple[Selection, ...] = ()
    math: Mapping[Formula, str] = field(default_factory=dict)
    """The MathML of every formula."""
    anonymous_asked: bool = False
    """Whether an anonymous edition of it is asked for by name."""
    matter_asked: bool = False
    """Whether it is to be no article, but what stands before or behind those of an issue."""

    @property
    def anonymous(self) -> bool:
        """Whether it is to be shown to readers who are not to know its authors."""
        return self.anonymous_asked or self.front.review is not None

    @property
    def work(self) -> Selection | None:
        """The edition that is the whole work, whose notes are numbered through."""
        return next((selection for selection in self.selections if selection.whole), None)


def prints_notes(style: str) -> bool:
    """Whether a CSL style, by its text, prints its citations as notes (CSL 1.0.2, `class`)."""
    root = re.search(r"<style\b[^>]*>", style, re.S)
    return bool(root and re.search(r"""class\s*=\s*["']note""", root[0]))
