"""What stops a command where the document is not at fault, in words: which thing, what to do."""

import errno
import os
import traceback
from pathlib import Path

import click

from reportgen.cli import _options
from reportgen.printers.excerpt import clean

DOCTOR = "run `reportgen doctor` to see what is missing"
MEMORY = "end other programs, or allow this one more memory (`ulimit -v`)"
PROCESSES = "end other programs, or allow more processes (`ulimit -u`)"
WRITABLE = "give a folder that can be written, such as with `--out`"
REMEDIES = {
    errno.EACCES: "change who may use it, or give another place, such as with `--out`",
    errno.EPERM: "change who may use it, or give another place, such as with `--out`",
    errno.EROFS: WRITABLE,
    errno.ENOSPC: "free some space, or give a folder on another disk",
    errno.EDQUOT: "free some space, or give a folder on another disk",
    errno.EFBIG: "allow larger files (`ulimit -f`)",
    errno.EMFILE: "allow more open files (`ulimit -n`)",
    errno.ENFILE: "end other programs, which hold too many files open",
    errno.ENOMEM: MEMORY,
    errno.EAGAIN: PROCESSES,
    errno.ENAMETOOLONG: "give it a shorter name",
    errno.ELOOP: "remove the link that leads back to itself",
    errno.EADDRINUSE: "give another port with `--port`, or none",
    errno.EDOM: "write it in whole seconds, or unset it",
    errno.EEXIST: WRITABLE,
    errno.ENOTDIR: WRITABLE,
}
"""What to do about an error of the system, by its number (POSIX, <errno.h>)."""
TRACE = "REPORTGEN_TRACEBACK"
"""The environment variable that has a fault of ours shown with all its calls."""


def fails(error: BaseException) -> int:
    """Tell what stopped the command, and what to do about it; the exit status of that."""
    if os.environ.get(TRACE):
        traceback.print_exception(error)
    match error:
        case FileNotFoundError() if not _has_working_folder():
            tell("the working folder is gone", "change to a folder that is there")
        case FileNotFoundError() if "temporary directory" in str(error):  # `tempfile` found none
            tell(reason(error), "set TMPDIR to a folder that can be written")
        case OSError():
            tell(reason(error), REMEDIES.get(error.errno or 0, DOCTOR))
        case MemoryError():
            tell("the memory is not enough", MEMORY)
        case RuntimeError() if "new thread" in f"{error} {error.__context__}":
            tell("no thread can be started", PROCESSES)
        case RuntimeError() if "Symlink loop" in str(error):  # pathlib, up to Python 3.12
            tell(str(error), REMEDIES[errno.ELOOP])
        case ImportError():
            tell(f"a part of it cannot be loaded: {error}", DOCTOR)
        case _:
            tell(f"a fault of its own: {_bug(error)}", f"report it; {TRACE}=1 shows all of it")
    return _options.MACHINE_FAULT


def tell(message: str, remedy: str = "") -> None:
    """Say on standard error what is wrong with the machine."""
    click.echo(f"reportgen: {clean(message)}", err=True)
    if remedy:
        click.echo(remedy, err=True)


def reason(error: OSError) -> str:
    """An error of the system in its own words, behind the name of the file that it is about."""
    if not error.strerror:
        return str(error) or type(error).__name__
    said = error.strerror[:1].lower() + error.strerror[1:]
    if error.filename is None:
        return said
    name = os.fsdecode(error.filename) if isinstance(error.filename, bytes) else error.filename
    return f"`{name}`: {said}"


def _has_working_folder() -> bool:
    try:
        Path.cwd()
    except OSError:
        return False
    return True


def _bug(error: BaseException) -> str:
    """An exception in a line, with the place in our code that it comes from."""
    ours = str(Path(__file__).parents[1])
    calls = traceback.extract_tb(error.__traceback__)
    said = f"{type(error).__name__}: {error}".splitlines()[0]
    place = next((call for call in reversed(calls) if call.filename.startswith(ours)), None)
    if place is None:
        return said
    return f"{said} ({Path(place.filename).relative_to(ours).as_posix()}:{place.lineno})"
