"""Builds on other machines: a Dask cluster, as a `concurrent.futures.Executor`.

A document's files travel with its task and its outputs come back, so that the machines need no
folder in common. Dask gives the documents of a lost worker to the others.
"""

import os
from collections.abc import Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Any

from reportgen.pipeline import batch
from reportgen.pipeline.batch import Backend
from reportgen.processes import workers
from reportgen.processes.workers import Worker
from reportgen.project import regular_files
from reportgen.project.load import read
from reportgen.project.request import Built, Request, outside

SENT_SUFFIXES = frozenset(
    (
        ".md", ".markdown", ".qmd", ".yaml", ".yml", ".bib", ".json", ".csl", ".svg", ".png",
        ".jpg", ".jpeg", ".gif", ".webp", ".css", ".js", ".j2", ".toml",
    )
)  # fmt: skip
EXCLUDED_FOLDERS = ("build", "node_modules", "__pycache__")
LARGEST = 200_000_000
"""The most bytes that a document's files may have to be sent."""


_TURN = Lock()
"""A worker's threads build one after the other: they would only wait for each other inside."""


@dataclass(frozen=True)
class ProjectArchive:
    """A document's files by their paths in it, and what to build of them."""

    request: Request
    entry: str
    files: Mapping[str, bytes]


@dataclass(frozen=True)
class RemoteResult:
    """What a worker made: what it said, the outputs by their names, and what is known of them.

    `known` is that of `State.known`.
    """

    built: Built
    files: Mapping[str, bytes]
    known: Mapping[str, Any]


class DaskBackend:
    """The machines behind a scheduler."""

    def __init__(self, client: Any) -> None:
        self.client = client
        self.executor: Executor = client.get_executor(pure=False)

    def way(self, cache: Path | None = None) -> Backend:
        """How documents are built there: their files go along, their outputs come back."""
        room = max(4, 2 * sum(self.client.ncores().values()))
        return Backend(
            lambda request: self.executor.submit(work, pack(request)),
            partial(unpack, cache=cache),
            room,
        )

    def __enter__(self) -> "DaskBackend":
        return self

    def __exit__(self, *_: object) -> None:
        self.executor.shutdown(wait=False)
        self.client.close()


def connect(address: str) -> DaskBackend:
    """The machines of the scheduler at an address. Raises OSError where it does not answer."""
    try:
        from distributed import Client
    except ImportError:
        missing = "a cluster needs the package distributed; `reportgen doctor` says how to have it"
        raise OSError(missing) from None
    try:
        return DaskBackend(Client(address, timeout=10, set_as_default=False))  # type: ignore[no-untyped-call]
    except (OSError, TimeoutError, ValueError) as error:
        raise OSError(f"no Dask scheduler answers at {address}: {error}") from None


def pack(request: Request) -> ProjectArchive:
    """A document with its files, links left out. Raises OSError where they are too large."""
    root = request.root
    files: dict[str, bytes] = {}
    size = 0
    for path in _files(root) if request.path.exists() else ():
        name = path.relative_to(root).as_posix()
        data, _ = read(root, name, LARGEST - size) or (b"", 0)
        size += len(data)
        if size > LARGEST:
            raise OSError(f"{root.name} has more than {LARGEST / 1e6:.0f} MB of files to send")
        files[name] = data
    entry = request.path.resolve().relative_to(root).as_posix()
    return ProjectArchive(replace(request, path=Path(entry), out=None), entry, files)


_started: list[Worker] = []
"""The worker of this process, whose engines stay loaded."""


def work(parcel: ProjectArchive) -> RemoteResult:
    """Build a document from its parcel, in a folder that is gone afterwards. Raises OSError.

    Dask's threads let no process be forked here, and each document wants its own: a worker with a
    single thread forks them.
    """
    with _TURN:
        if not _started:
            _started.append(Worker(workers.serve, [(batch.load, None)]))
            _started[0].result()
        try:
            found: RemoteResult = _started[0].ask(partial(_build, parcel))
        except OSError:
            _started.pop().kill()
            raise
        return found


def _build(parcel: ProjectArchive) -> RemoteResult:
    from reportgen.pipeline import manifest
    from reportgen.pipeline.build import make
    from reportgen.pipeline.state import State

    with TemporaryDirectory(prefix="reportgen-") as folder:
        root = Path(folder) / "project"
        for name, data in parcel.files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        request = replace(
            parcel.request, path=root / parcel.entry, out=Path(folder) / "out", base=root
        )
        state = State(Path(folder) / "cache", request)
        built = make(request, state, 1)
        names = [path.name for path in built.files]
        names += [manifest.NAME] if names and request.in_issue else []  # a folder of its own
        files = {name: (Path(folder) / "out" / name).read_bytes() for name in names}
        return RemoteResult(built, files, state.known())


def unpack(request: Request, answer: RemoteResult, cache: Path | None = None) -> Built:
    """The outputs of an answer, written where the request wants them. Raises OSError."""
    from reportgen.pipeline.state import State
    from reportgen.project.write import write_files

    folder = request.folder
    if folder is None:
        return outside()
    write_files(answer.files, folder)
    State(cache, request).adopt(answer.known)
    return replace(answer.built, files=tuple(folder / path.name for path in answer.built.files))


def _files(root: Path) -> Iterator[Path]:
    """The files below a project's folder that a build may read."""
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(
            f for f in folders if not f.startswith(".") and f not in EXCLUDED_FOLDERS
        )
        for path in (Path(folder) / name for name in sorted(names)):
            travels = path.suffix.lower() in SENT_SUFFIXES and not path.name.startswith(".")
            if travels and regular_files.is_regular_file(path):
                yield path
