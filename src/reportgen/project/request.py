"""What a build was asked for, and what it came to."""

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportgen.diagnostics import Bag
from reportgen.limits import LIMITS, Limits
from reportgen.project import roots
from reportgen.project.paths import fold, inside

PUBLISH = "publish"
"""Stands among formats for all that a journal publishes and deposits."""
_KEPT = frozenset(
    (".md", ".markdown", ".qmd", ".rmd", ".bib", ".yaml", ".yml", ".csl", ".css", ".j2", ".svg")
)
"""The endings of sources, as no output has them."""


@dataclass(frozen=True)
class Built:
    """The faults that a build found, and the files that are there because of it.

    `kept` are the older files of outputs that it did not make because of errors, and that still
    lie there; it is `whole` where there was no such output. `article` is what an article of an
    issue says of itself (`metadata.issue.Article`), without its files and its place in the issue.
    """

    bag: Bag
    files: tuple[Path, ...] = ()
    kept: tuple[Path, ...] = ()
    whole: bool = True
    article: Any = None


@dataclass(frozen=True)
class Request:
    """What a build was asked for; see `pipeline.build`.

    `given` are values of front matter that stand instead of the manuscript's own, by the path of
    their field: `(("journal.first-page", "17"),)` for an article in an issue.
    `to` may hold `publish`, which stands for all that a journal publishes and deposits.
    `draft` asks for outputs in spite of faults, as `draft: true` in the front matter does.
    `base` is a folder above the document, within which its files are read (`project.roots`).
    `comments` asks for the diagnostics as comments in the documents that can have some.
    `in_issue` says that it is an article of a journal's issue: its outputs are named as a
    project's, and what it says of itself comes back with it.
    """

    path: Path
    to: tuple[str, ...] = ()
    edition: tuple[str, ...] = ()
    out: Path | None = None
    strict: bool = False
    allow: tuple[str, ...] = ()
    epoch: int | None = None
    limits: Limits = LIMITS
    given: tuple[tuple[str, str], ...] = ()
    draft: bool = False
    base: Path | None = None
    comments: bool = False
    in_issue: bool = False

    @property
    def home(self) -> Path:
        """The real path of the document's own folder."""
        return roots.home(self.path)

    @property
    def root(self) -> Path:
        """The real path of the folder within which the document's files are read."""
        return roots.root(self.path, self.base)

    @property
    def above(self) -> str:
        """The root as it is typed in the document's own folder: `../..`, or empty for that one."""
        up = len(self.home.relative_to(self.root).parts)
        return "/".join([".."] * up)

    @property
    def folder(self) -> Path | None:
        """The real path of the folder for the outputs: `out`, or `build` beside the document.

        None where `build` is a link that leads out of the project, to a hidden folder or among
        the sources: the project may be a stranger's, and only the user says what may be written
        elsewhere.
        """
        if self.out is not None:
            return Path(os.path.realpath(self.out))
        found = inside(self.home, "build")
        if found is None or (fold(found.name) == "build" and found.parent == self.home):
            return found
        return None if _holds_sources(found) else found


def _holds_sources(folder: Path) -> bool:
    """Whether files that an author keeps lie in a folder."""
    with suppress(OSError), os.scandir(folder) as listed:
        return any(os.path.splitext(one.name)[1].lower() in _KEPT for one in listed)  # noqa: PTH122
    return False


def outside() -> Built:
    """What a build comes to whose request has no folder for its outputs."""
    bag = Bag()
    bag.error(
        "output-outside",
        "`build` is a link that leads out of the project, to a hidden folder or among the sources",
        help="give a folder for the outputs with `--out`, or remove the link",
    )
    return Built(bag)
