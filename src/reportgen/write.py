"""Artifact -> file, whole or not at all."""

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path


def write(artifacts: Mapping[str, bytes], folder: Path) -> tuple[Path, ...]:
    """Write each artifact under its name; every file is whole before the first one appears.

    Each goes to a temporary file beside its place, is flushed to the disk and then renamed, so
    that a reader sees the old bytes or the new ones. Raises OSError, with nothing changed, where
    the folder cannot be written or the disk is full.
    """
    folder.mkdir(parents=True, exist_ok=True)
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
    return tuple(path for _, path in ready)
