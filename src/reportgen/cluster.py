"""Builds on other machines: a Dask cluster, as a `concurrent.futures.Executor`.

A document's files travel with its task and its outputs come back, so that the machines need no
folder in common. Dask gives the documents of a lost worker to the others.
"""

from collections.abc import Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from reportgen.batch import Way
from reportgen.built import Built, Request

TRAVELS = {
    *(".md", ".markdown", ".qmd", ".yaml", ".yml", ".bib", ".json", ".csl", ".toml", ".css", ".j2"),
    *(".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp"),
}
LARGEST = 200_000_000
"""The most bytes that a document's files may have to be sent."""


@dataclass(frozen=True)
class Parcel:
    """A document's files by their paths in it, and what to build of them."""

    request: Request
    entry: str
    files: Mapping[str, bytes]


@dataclass(frozen=True)
class Answer:
    """What a worker made: what it said, and the outputs by their names."""

    built: Built
    files: Mapping[str, bytes]


def connect(address: str) -> Executor:
    """The executor of the scheduler at an address. Raises OSError where it does not answer."""
    from distributed import Client

    try:
        client = Client(address, timeout=10, set_as_default=False)  # type: ignore[no-untyped-call]
        executor: Executor = client.get_executor()  # type: ignore[no-untyped-call]
    except (OSError, TimeoutError, ValueError) as error:
        raise OSError(f"no Dask scheduler answers at {address}: {error}") from None
    return executor


def way(executor: Executor) -> Way:
    """How documents are built there: their files go along, their outputs come back."""
    return Way(lambda request: executor.submit(work, pack(request)), unpack)


def pack(request: Request) -> Parcel:
    """A document with its files. Raises OSError where they are too large to send."""
    root = request.root
    files: dict[str, bytes] = {}
    size = 0
    for path in sorted(_files(root)):
        data = path.read_bytes()
        size += len(data)
        if size > LARGEST:
            raise OSError(f"{root.name} has more than {LARGEST / 1e6:.0f} MB of files to send")
        files[path.relative_to(root).as_posix()] = data
    path = request.path.resolve()
    entry = "." if path.is_dir() else path.name
    return Parcel(replace(request, path=Path(entry), out=None), entry, files)


def work(parcel: Parcel) -> Answer:
    """Build a document from its parcel, in a folder that is gone afterwards."""
    from reportgen.cache import State
    from reportgen.pipeline import make

    with TemporaryDirectory(prefix="reportgen-") as folder:
        root = Path(folder) / "project"
        for name, data in parcel.files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        request = replace(parcel.request, path=root / parcel.entry, out=Path(folder) / "out")
        built = make(request, State(None, request), 1)
        return Answer(built, {path.name: path.read_bytes() for path in built.files})


def unpack(request: Request, answer: Answer) -> Built:
    """The outputs of an answer, written where the request wants them. Raises OSError."""
    from reportgen.write import write

    write(answer.files, request.folder)
    return Built(answer.built.bag, tuple(request.folder / path.name for path in answer.built.files))


def _files(root: Path) -> list[Path]:
    found = []
    for path in root.rglob("*"):
        parts = path.relative_to(root).parts
        hidden = any(part.startswith(".") or part in ("build", "node_modules") for part in parts)
        if (
            not hidden
            and path.suffix.lower() in TRAVELS
            and path.is_file()
            and not path.is_symlink()
        ):
            found.append(path)
    return found
