"""The files of a folder of outputs, read: each by a worker within bounds, as a stranger's."""

from collections.abc import Collection, Iterator, Mapping
from functools import partial
from pathlib import Path

from reportgen.processes import workers
from reportgen.processes.resources import Resources
from reportgen.project import regular_files
from reportgen.reports.publish.compared import Statement
from reportgen.reports.publish.readers import Read, reader

LARGEST = 100_000_000
"""The most bytes of a file that is read."""
ALLOWED = Resources(seconds=60, megabytes=1500)
"""What the reading of a file may take."""


def statements(
    folder: Path, names: Collection[str], faults: list[str], shown: str = ""
) -> Iterator[Statement]:
    """What the files of these names say; `faults` takes those that cannot be read.

    `shown` is what the folder is called before their names.
    """
    for name in names:
        if reader(name) is None:
            continue
        try:
            data, _ = regular_files.read_bytes(folder / name, LARGEST)
        except OSError:
            faults.append(f"{shown}{name}: is no file that can be read")
            continue
        if len(data) > LARGEST:
            faults.append(f"{shown}{name}: has more than {LARGEST / 1e6:.0f} MB")
            continue
        found = within_bounds(partial(_read, name, data), f"{shown}{name}", faults)
        for part, facts in (found or {}).items():
            yield Statement(f"{shown}{name}", part, facts)


def within_bounds(task: "partial[Read | str]", name: str, faults: list[str]) -> Read | None:
    """What a worker reads; None, with a fault, where it could not."""
    try:
        found = workers.run(task, ALLOWED)
    except workers.WorkerEnded as ended:
        reason = {"time": "too much time", "memory": "too much memory"}.get(ended.reason)
        found = f"takes {reason} to read" if reason else "cannot be read"
    if isinstance(found, Mapping):
        return found
    faults.append(f"{name}: {found}")
    return None


def _read(name: str, data: bytes) -> Read | str:
    """What a file says, or why it cannot be read."""
    read = reader(name)
    assert read is not None
    try:
        return read(data)
    except (ValueError, LookupError, RecursionError) as error:
        return " ".join(f"cannot be read: {error}".split())[:200]
