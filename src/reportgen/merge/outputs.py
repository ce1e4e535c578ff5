"""A merge's patch and report, in `build/merge`, and, where it is asked for, the changed files."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from reportgen.limits import LIMITS
from reportgen.merge.guards import MergeError
from reportgen.merge.merging import Merged
from reportgen.merge.patch import patch
from reportgen.merge.report import report
from reportgen.merge.workspace import Project
from reportgen.project.files import read
from reportgen.project.paths import inside
from reportgen.project.request import Request
from reportgen.project.write import locked, put, write_files

FOLDER = "merge"


def write(merged: Merged, project: Project, applied: bool) -> tuple[Path, ...]:
    """Write the patch and the report, and with `applied` the files; what was written.

    The files are whole or as they were, and so are patch and report. Raises MergeError where a file
    has changed since it was read, and OSError where one cannot be written.
    """
    folder = Request(project.path).folder
    if folder is None:
        raise MergeError("`build` is a link that leads out of the project", "remove the link")
    stem = Path(merged.name).stem.lstrip(".") or "document"
    files = {f"{stem}.patch": patch(merged.files), f"{stem}.md": report(merged, applied).encode()}
    folder.mkdir(parents=True, exist_ok=True)
    with locked(folder / FOLDER):
        written = write_files(files, folder / FOLDER)
    if applied and (merged.files or merged.comments.rounds.files):
        written += _apply(merged, project)
    return written


def _apply(merged: Merged, project: Project) -> tuple[Path, ...]:
    files = {**merged.files, **merged.comments.rounds.files}
    places = {name: inside(project.root, name) for name in files}
    found = {path: files[name][1] for name, path in places.items() if path is not None}
    if len(found) < len(files):
        raise MergeError("a file of the manuscript leads out of the project", "copy it in")
    for path in found:
        path.parent.mkdir(parents=True, exist_ok=True)
    put(found, None, ready=partial(_unchanged, files, project))
    return tuple(found)


def _unchanged(files: Mapping[str, tuple[bytes, bytes]], project: Project) -> None:
    """Raise MergeError where a file is not what was merged with."""
    for name, (before, _) in files.items():
        held = read(project.root, name, LIMITS.file_bytes)
        if (held[0] if held else b"") != before:
            raise MergeError(f"`{name}` has changed meanwhile", "merge again")
