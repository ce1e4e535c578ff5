"""The two states that are compared: what names them, and the folder that each is read from."""

import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from shutil import rmtree

from reportgen.diagnostics import Bag
from reportgen.project import regular_files, revisions, roots, write
from reportgen.project.files import is_file
from reportgen.project.git_folder import RevisionError

PDF = 500_000_000
"""The most bytes of a PDF."""
TEXTS = (".md", ".yaml", ".yml", ".bib", ".json")
"""What a PDF carries of its sources; pictures, styles and themes are not among it."""
OMITTED = {
    revisions.LINK: "is a link, which is not followed",
    revisions.SUBMODULE: "is a repository of its own",
    revisions.LFS: "is kept by Git LFS and is not on this machine",
    revisions.LARGE: f"has more than {revisions.FILE / 1e6:.0f} MB",
    revisions.NAME: "has a name that no file of a project has",
}


@dataclass(frozen=True)
class State:
    """A project or a Markdown file as it is or was; `name` is what the user called it.

    `author` and `moment` say who made it so and when, where a revision says it.
    """

    path: Path
    name: str
    author: str = ""
    moment: datetime | None = None


Carried = Callable[[bytes], Mapping[str, bytes]]
"""Takes out of a PDF the files that it carries. Raises ValueError for what carries none."""


@contextmanager
def opened(name: str, path: Path, carried: Carried, bag: Bag) -> Iterator[State | None]:
    """The state that a name means: a folder, a Markdown file, a PDF with its sources, a revision.

    A revision is one of the document at `path`, which an empty name means as it is now. What is
    read from elsewhere lies in a temporary folder until the end. None, with a diagnostic, where
    there is no such state.
    """
    given = Path(name)
    if not name or given.is_dir() or (given.suffix.lower() != ".pdf" and is_file(given)):
        yield State(given if name else path, given.resolve().name if name else "")
        return
    folder = Path(tempfile.mkdtemp(prefix="reportgen-state-"))
    try:
        if is_file(given):
            yield _in_pdf(given, path, folder, carried, bag)
        else:
            yield _revision(name, path, folder, bag)
    finally:
        rmtree(folder, ignore_errors=True)


def _revision(name: str, path: Path, folder: Path, bag: Bag) -> State | None:
    home = roots.home(path)
    try:
        found = revisions.read(home, name)
    except RevisionError as error:
        remedy = "give a revision that `git log` lists, a folder, or a PDF that carries its sources"
        bag.error("revision-missing", f"{error}", help=remedy)
        return None
    for file, reason in list(found.omitted.items())[:20]:
        message = f"`{file}` is left out of `{name}`: it {OMITTED[reason]}"
        bag.warning("revision-partial", message, help="compare with a folder that holds it")
    _put(found.files, folder)
    own = folder if path.is_dir() else folder / path.name
    return State(own, name, found.author, found.moment)


def _in_pdf(pdf: Path, path: Path, folder: Path, carried: Carried, bag: Bag) -> State | None:
    """The sources that a PDF carries; what it does not carry is as it is now."""
    try:
        data, _ = regular_files.read_bytes(pdf.resolve(), PDF)
        found = dict(carried(data) if len(data) <= PDF else {})
        if not found:
            raise ValueError("carries no sources")
    except ValueError as error:
        bag.error(
            "revision-missing",
            f"`{pdf.name}` {error}",
            help="build it with `attach-sources: true` in the front matter",
        )
        return None
    home = roots.home(path)
    now = {name: data for name, data in _beside(home).items() if name not in found}
    _put({**now, **found}, folder)
    texts = [name for name in found if name.endswith(".md")]
    single = len(texts) == 1 and not any(name.endswith("metadata.yaml") for name in found)
    return State(folder / texts[0] if single else folder, pdf.name)


def _beside(home: Path) -> dict[str, bytes]:
    """The files of a project that no PDF carries."""
    out: dict[str, bytes] = {}
    left = revisions.LARGEST
    for place, folders, names in os.walk(home):
        folder = Path(place)
        own = folder.relative_to(home).as_posix()
        folders[:] = [n for n in sorted(folders) if not n.startswith(".") and n != "build"]
        for name in sorted(names):
            if name.startswith(".") or name.lower().endswith(TEXTS):
                continue
            try:
                data, _ = regular_files.read_bytes(folder / name, revisions.FILE)
            except OSError:
                continue
            left -= len(data)
            if left < 0 or len(out) == revisions.MOST:
                return out
            if len(data) <= revisions.FILE:
                out[name if own == "." else f"{own}/{name}"] = data
    return out


def _put(files: Mapping[str, bytes], folder: Path) -> None:
    for name in files:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
    write.put({folder / name: data for name, data in files.items()}, flush=False)
