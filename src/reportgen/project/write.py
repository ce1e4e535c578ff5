"""Bytes -> files, whole or not at all."""

import errno
import os
import stat
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

STALE_SECONDS = 600
"""After how many seconds a temporary file is what a killed build left."""

PREFIX, SUFFIX = ".reportgen-", ".tmp"
"""What the name of every temporary file begins and ends with, and nothing else's."""

MODE = 0o644


def write_files(artifacts: Mapping[str, bytes], folder: Path) -> tuple[Path, ...]:
    """Write each artifact under its name in a folder, which is made where there is none.

    What earlier builds left there half written is taken away. Raises as `put` does, and
    ValueError for a name that is no file's in that folder.
    """
    for name in artifacts:
        if name in ("", "..") or Path(name).name != name:
            raise ValueError(f"{name!r} is no name of a file")
    folder.mkdir(parents=True, exist_ok=True)
    clean(folder)
    files = {folder / name: data for name, data in artifacts.items()}
    put(files)
    return tuple(files)


def put(
    files: Mapping[Path, bytes],
    mode: int | None = MODE,
    *,
    flush: bool = True,
    ready: Callable[[], None] = lambda: None,
) -> None:
    """Write files into folders that are there; all are whole before the first one appears.

    Each goes to a temporary file beside its place and is then renamed, so that a reader sees the
    old bytes or the new ones, and a link or a pipe in its place is replaced, never written
    through. They get a `mode`; with None each keeps the one that it has. `flush` has them reach
    the disk first. `ready` is called when all are whole, and stops it by raising. Raises OSError,
    with nothing changed, where a folder cannot be written, the disk is full, or a folder stands
    in a file's place.
    """
    temporary: dict[Path, Path] = {}
    try:
        for path, data in files.items():
            given = MODE if mode is None else mode
            with suppress(FileNotFoundError):
                status = os.lstat(path)
                if stat.S_ISDIR(status.st_mode):
                    raise IsADirectoryError(errno.EISDIR, "a folder stands in its place", str(path))
                if mode is None and stat.S_ISREG(status.st_mode):
                    given = stat.S_IMODE(status.st_mode)
            handle, name = tempfile.mkstemp(prefix=PREFIX, suffix=SUFFIX, dir=path.parent)
            temporary[path] = Path(name)
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                if flush:
                    os.fsync(file.fileno())
            temporary[path].chmod(given)
        ready()
        for path, whole in temporary.items():
            whole.replace(path)
    except BaseException:
        for whole in temporary.values():
            whole.unlink(missing_ok=True)
        raise
    if flush:
        for folder in {path.parent for path in files}:
            _flush(folder)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold other builds off a folder while its files and their manifest are written.

    It is made where there is none; a link in its place is an OSError. Where the system has no
    such locks, or the folder is on a file system without them, each file is still whole, and the
    last build's manifest counts.
    """
    folder.mkdir(parents=True, exist_ok=True)
    try:
        import fcntl
    except ImportError:
        yield
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        with suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        with suppress(OSError):  # closing alone leaves it to processes that were forked meanwhile
            fcntl.flock(handle, fcntl.LOCK_UN)
        os.close(handle)


def clean(folder: Path) -> None:
    """Take away what was left by whoever was killed while writing into a folder."""
    for path in folder.glob(f"{PREFIX}*{SUFFIX}"):
        with suppress(OSError):
            status = os.lstat(path)
            if stat.S_ISREG(status.st_mode) and time.time() - status.st_mtime > STALE_SECONDS:
                path.unlink()


def _flush(folder: Path) -> None:
    """Flush the folder's own entry, so that the renames outlive a power cut."""
    if os.name == "nt":
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
