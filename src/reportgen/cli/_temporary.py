"""One folder for all temporary files of a command and of the processes that it starts."""

import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reportgen.cli import _signals

_made: list[Path] = []


@contextmanager
def folder() -> Iterator[None]:
    """Have temporary files made in a folder that is gone afterwards, whatever was ended meanwhile.

    A process that is killed, as one that lays out pages, cannot take away its own. Raises OSError
    where no folder for temporary files can be written.
    """
    before, variable = tempfile.tempdir, os.environ.get("TMPDIR")
    with _signals.held():
        path = Path(tempfile.gettempdir(), f"reportgen-{secrets.token_hex(8)}")
        path.mkdir(mode=0o700)
        _made.append(path)
    try:
        tempfile.tempdir = os.environ["TMPDIR"] = str(path)
        yield
    finally:
        tempfile.tempdir = before
        os.environ.pop("TMPDIR", None)
        if variable is not None:
            os.environ["TMPDIR"] = variable
        clear()


def clear() -> None:
    """Take away what is there of such folders."""
    for path in _made:
        for _ in range(2):  # a process that is being killed may still put a file into it
            shutil.rmtree(path, ignore_errors=True)
    _made.clear()
