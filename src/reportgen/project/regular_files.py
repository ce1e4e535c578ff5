"""Regular files alone: no link, pipe or device is opened, and no reading goes on for ever."""

import errno
import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

HASHED = 2_000_000_000
"""How many bytes are hashed to compare files, in all: far more than any document's outputs."""

_CHUNK = 1 << 20
_FLAGS = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
_FLAGS |= getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """A regular file, opened to be read. Raises OSError for whatever else stands there.

    It is looked at before it is opened, since opening a device may do something, and again
    afterwards, since it may have been exchanged meanwhile.
    """
    _check(path, os.lstat(path))
    handle = os.open(path, _FLAGS)
    try:
        _check(path, os.fstat(handle))
    except OSError:
        os.close(handle)
        raise
    with os.fdopen(handle, "rb") as file:
        yield file


def read_bytes(path: Path, most: int) -> tuple[bytes, int]:
    """A regular file's bytes, and when it was changed (seconds since 1970).

    Of a file with more than `most` bytes one more than that are read. Raises OSError where there
    is no such file.
    """
    for _ in range(3):
        with opened(path) as file:
            before = os.fstat(file.fileno())
            data = file.read(min(before.st_size, most) + 1)
            after = os.fstat(file.fileno())
        if (before.st_mtime_ns, before.st_size) == (after.st_mtime_ns, after.st_size):
            break
    return data, int(after.st_mtime)


def is_regular_file(path: Path) -> bool:
    """Whether a regular file stands there, and no link to one."""
    try:
        return stat.S_ISREG(os.lstat(path).st_mode)
    except (OSError, ValueError):
        return False


class Hashes:
    """SHA-256 of regular files: each file is read once, and so many bytes of all of them."""

    def __init__(self, most: int = HASHED) -> None:
        self._left = most
        self._known: dict[Path, str] = {}

    def of(self, path: Path | None) -> str:
        """A file's hash; empty where there is no such file, or where it has too many bytes."""
        if path is None:
            return ""
        if path not in self._known:
            try:
                self._known[path] = self._hash(path)
            except (OSError, ValueError):
                self._known[path] = ""
        return self._known[path]

    def _hash(self, path: Path) -> str:
        total = hashlib.sha256()
        with opened(path) as file:
            if os.fstat(file.fileno()).st_size > self._left:
                return ""
            while chunk := file.read(_CHUNK):
                self._left -= len(chunk)
                if self._left < 0:
                    return ""
                total.update(chunk)
        return total.hexdigest()


def _check(path: Path, status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise OSError(errno.EINVAL, "not a regular file", str(path))
