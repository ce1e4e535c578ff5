"""Artifact -> file, whole or not at all."""

import os
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

LEFT = 600
"""After how many seconds a temporary file is what a killed build left."""


def write(artifacts: Mapping[str, bytes], folder: Path) -> tuple[Path, ...]:
    """Write each artifact under its name; every file is whole before the first one appears.

    Each goes to a temporary file beside its place, is flushed to the disk and then renamed, so
    that a reader sees the old bytes or the new ones. Raises OSError, with nothing changed, where
    the folder cannot be written or the disk is full.
    """
    folder.mkdir(parents=True, exist_ok=True)
    _clean(folder)
    ready: list[tuple[str, Path]] = []
    try:
        for name, data in artifacts.items():
            handle, temporary = tempfile.mkstemp(prefix=f".{name}.", suffix=".tmp", dir=folder)
            ready.append((temporary, folder / name))
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).chmod(0o644)
        for temporary, path in ready:
            Path(temporary).replace(path)
    except BaseException:
        for temporary, _ in ready:
            Path(temporary).unlink(missing_ok=True)
        raise
    _flush(folder)
    return tuple(path for _, path in ready)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold other builds off a folder while its files and their manifest are written.

    Where the system has no such locks, or the folder is on a file system without them, each file
    is still whole, and the last build's manifest counts.
    """
    folder.mkdir(parents=True, exist_ok=True)
    try:
        import fcntl
    except ImportError:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _clean(folder: Path) -> None:
    """Take away what builds that were killed have left."""
    for path in folder.glob(".*.tmp"):
        try:
            if time.time() - path.stat().st_mtime > LEFT:
                path.unlink()
        except OSError:
            continue


def _flush(folder: Path) -> None:
    """Flush the folder's own entry, so that the renames outlive a power cut."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    with suppress(OSError):
        os.fsync(handle)
    os.close(handle)
