"""Which folders hold what a build reads, and when something in them changes."""

import asyncio
import os
from collections.abc import AsyncIterator, Collection, Iterable, Iterator
from itertools import islice
from pathlib import Path

from reportgen.project.load import inside
from reportgen.project.request import Request

SUFFIXES = frozenset(
    (
        "", ".md", ".markdown", ".mdown", ".qmd", ".rmd", ".rmarkdown", ".yaml", ".yml", ".bib",
        ".json", ".csl", ".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".css", ".js", ".j2",
    )
)  # fmt: skip
LEFT_OUT = frozenset(("build", "node_modules", "__pycache__"))
MOST = 500
"""The most folders that are watched."""


def folders(request: Request, seen: Iterable[str] = ()) -> list[Path]:
    """The folders whose files decide what a build gives: `seen` are the files that it read."""
    root, home = request.root, request.home
    found = {home: None}
    for name in ("manuscript", "templates"):
        # Where a link leads out of the project, nothing is read, and so nothing is watched.
        if inside(home, name) is not None:
            found |= dict.fromkeys(islice(_below(home / name), MOST))
    for name in seen:
        folder = (root / name).parent
        if folder.is_dir() and folder.resolve().is_relative_to(root):
            found[folder] = None
    return [p for p in found if p == home or not _left_out(p.relative_to(root))][:MOST]


def _below(top: Path) -> Iterator[Path]:
    """A folder and those below it, no links to folders among them."""
    for folder, names, _ in os.walk(top):
        yield Path(folder)
        names.sort()


def matters(root: Path, path: Path, seen: Collection[str] = ()) -> bool:
    """Whether a changed file can change a build: not what editors and builds leave behind.

    `seen` are files that a build has read, whatever their names end with.
    """
    if not path.is_relative_to(root) or _left_out(path.relative_to(root)):
        return False
    if path.relative_to(root).as_posix() in seen:
        return True
    name = path.name
    return path.suffix.lower() in SUFFIXES and not name.endswith("~") and name != "4913"


class Watch:
    """Says when something changed; `follow` tells it where to look from then on."""

    def __init__(self, request: Request) -> None:
        self.root = request.root
        self._marks = _marks(folders(request))
        self._seen: frozenset[str] = frozenset()
        self._moved = asyncio.Event()

    def follow(self, found: Iterable[Path], seen: frozenset[str] = frozenset()) -> None:
        """Watch these folders, and the files `seen`; a folder that was made anew is taken up again.

        Of a text that could not be read, of which nothing was seen, the last files are watched on.
        """
        self._seen = seen or self._seen
        marks = _marks(found)
        if marks != self._marks:
            self._marks = marks
            self._moved.set()

    async def changes(self) -> AsyncIterator[None]:
        """Yields after each change, once for what changes together."""
        from watchfiles import Change, awatch

        def wanted(change: Change, path: str) -> bool:
            return matters(self.root, Path(path), self._seen)

        while True:
            self._moved.clear()
            there = [path for path in self._marks if path.is_dir()]
            try:
                if not there:
                    await asyncio.sleep(0.5)
                    there = [self.root] if self.root.is_dir() else []
                if there:
                    async for _ in awatch(
                        *there, watch_filter=wanted, debounce=200, step=20, recursive=False,
                        stop_event=self._moved, ignore_permission_denied=True,
                    ):  # fmt: skip
                        yield None
            except OSError:
                await asyncio.sleep(0.2)
            # What changed while nobody looked is found by looking once more.
            yield None

    def close(self) -> None:
        self._moved.set()


def _marks(found: Iterable[Path]) -> dict[Path, int]:
    """Each folder with what tells it from another one of its name."""
    marks = {}
    for path in found:
        try:
            marks[path] = path.stat().st_ino
        except OSError:
            continue
    return marks


def _left_out(path: Path) -> bool:
    return any(part.startswith((".", "#")) or part in LEFT_OUT for part in path.parts)
