"""A project with other texts in it, in a temporary folder, read and built there."""

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING, TypeVar

from reportgen.diagnostics import Bag
from reportgen.limits import LIMITS
from reportgen.pipeline import plan
from reportgen.pipeline.build import supervised, work
from reportgen.pipeline.state import State
from reportgen.processes.garbage import relaxed_gc
from reportgen.project import regular_files, write
from reportgen.project.files import read
from reportgen.project.request import Request

if TYPE_CHECKING:
    from reportgen.parse import Manuscript

T = TypeVar("T")

TEMPLATES = "templates"
TOGETHER = 200_000_000
"""The most bytes that are copied of a project."""
MOST = 5_000
"""The most files."""


@dataclass(frozen=True)
class Project:
    """A document that is built: its path, the root of its files, and what a build is to know."""

    path: Path
    root: Path
    cache: Path | None = None
    epoch: int | None = None

    @classmethod
    def of(
        cls, path: Path, base: Path | None, cache: Path | None = None, epoch: int | None = None
    ) -> "Project":
        request = Request(path, base=base)
        return cls(path.resolve(), request.root, cache, epoch)

    @property
    def name(self) -> str:
        """The path in the root, empty for the root itself."""
        own = self.path.relative_to(self.root).as_posix()
        return "" if own == "." else own

    @property
    def home(self) -> Path:
        """The document's own folder."""
        return self.path if self.path.is_dir() else self.path.parent

    @property
    def base(self) -> Path | None:
        """The root where it is another folder than the document's own."""
        return self.root if self.root != self.home else None

    def request(self, edition: str, out: Path | None = None) -> Request:
        """The request for an edition in the format that others edit."""
        return Request(self.path, (returned(),), (edition,), out, epoch=self.epoch, base=self.base)


def returned() -> str:
    """The format that others edit."""
    from reportgen import formats

    return next(name for name in formats.names() if formats.spec(name).returned)


def document(project: Project, edition: str, bag: Bag) -> bytes | None:
    """An edition as the document that others edit, not written anywhere; None with its errors.

    Raises OSError where no worker can be started.
    """
    folder = Path(tempfile.gettempdir(), "reportgen-none", str(os.getpid()))
    request = project.request(edition, folder)
    state = State(project.cache, request)

    made = supervised(partial(work, request, state, 1), request, bag)
    if made is None:
        return None
    bag.extend(made.bag)
    return next(iter(made.files.values()), None)


def inspected(look: "Callable[[Manuscript], T]", project: Project, bag: Bag) -> T | None:
    """What `look` makes of a project's manuscript, unchecked; None, with its errors, without one.

    A worker looks. Raises OSError where none can be started.
    """
    request = project.request(whole())
    state = State(project.cache, request)
    found = supervised(partial(_inspected, look, request, state), request, bag)
    if found is None:
        return None
    bag.extend(found[1])
    return found[0]


def _inspected(
    look: "Callable[[Manuscript], T]", request: Request, state: State
) -> tuple[T | None, Bag]:
    bag = Bag()
    with relaxed_gc(), plan.begun(request, bag, state.store) as begun:
        manuscript = plan.parsed(begun, bag, request)
    return None if manuscript is None else look(manuscript), bag


def whole() -> str:
    """The name of the edition that is the whole work."""
    from reportgen import editions

    return editions.selections()[0].edition


@contextmanager
def opened(
    project: Project, texts: Mapping[str, bytes], beside: Iterable[str]
) -> Iterator[Project]:
    """A project of other texts, until the end; `beside` names the files that it takes over.

    Raises OSError where the temporary folder cannot be written.
    """
    with laid({**_beside(project, beside), **texts}) as folder:
        yield Project(folder / project.name, folder, project.cache, project.epoch)


@contextmanager
def laid(files: Mapping[str, bytes]) -> Iterator[Path]:
    """A temporary folder with files in it by their names, until the end. Raises OSError."""
    folder = Path(os.path.realpath(tempfile.mkdtemp(prefix="reportgen-merge-")))
    try:
        for name in files:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
        write.put({folder / name: data for name, data in files.items()}, flush=False)
        yield folder
    finally:
        rmtree(folder, ignore_errors=True)


def _beside(project: Project, names: Iterable[str]) -> dict[str, bytes]:
    """Files of a project by their names, and its templates; those that are not there left out."""
    out: dict[str, bytes] = {}
    left = TOGETHER
    listed = [name for name in sorted(names) if is_inside(name)]
    for name in [*listed, *_templates(project)][:MOST]:
        found = read(project.root, name, LIMITS.picture_bytes)
        if found is None or len(found[0]) > min(left, LIMITS.picture_bytes):
            continue
        left -= len(found[0])
        out[name] = found[0]
    return out


def is_inside(name: str) -> bool:
    """Whether a name is one below the root as it stands, without a step up."""
    parts = Path(name).parts
    return bool(parts) and ".." not in parts and not Path(name).is_absolute()


def _templates(project: Project) -> Iterator[str]:
    top = project.home / TEMPLATES
    if top.is_symlink():
        return
    for folder, folders, names in os.walk(top):
        folders.sort()
        for name in sorted(names):
            path = Path(folder, name)
            if regular_files.is_regular_file(path):
                yield path.relative_to(project.root).as_posix()
