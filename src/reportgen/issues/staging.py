"""Where an issue is built before it is shown: a folder beside that of its outputs.

What is there takes the place of the outputs by renaming, once all of it is whole. A build that was
stopped leaves it, and the next one goes on with it.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from reportgen.project.write import locked

ARTICLES = "articles"
"""The folder of the articles among an issue's outputs."""


@contextmanager
def staging(out: Path) -> Iterator[Path]:
    """The folder to build in, held against other builds, with what is in `out` of the articles.

    Files are linked, not copied, where the system can: they are replaced and never written into.
    Raises OSError.
    """
    out.parent.mkdir(parents=True, exist_ok=True)
    own = out.parent / f".{out.name}.reportgen"
    with locked(own):
        restore(out)
        stage = own / "outputs"
        _without_links(stage)
        stage.mkdir(exist_ok=True)
        _link(out / ARTICLES, stage / ARTICLES)
        yield stage
    with suppress(OSError):
        own.rmdir()


def swap(stage: Path, out: Path) -> None:
    """Put what was built in the place of the outputs. Raises OSError, with the old ones there."""
    old = _old(out)
    away(old)
    if os.path.lexists(out):
        out.rename(old)
    try:
        stage.rename(out)
    except OSError:
        restore(out)
        raise
    away(old)


def restore(out: Path) -> None:
    """Bring back the outputs that a killed build had taken away to put others in their place."""
    old = _old(out)
    if not os.path.lexists(out) and old.is_dir() and not old.is_symlink():
        old.rename(out)


def away(path: Path) -> None:
    """Take away a folder, and a link in its place, but nothing that the link leads to."""
    if path.is_symlink():
        path.unlink()
    shutil.rmtree(path, ignore_errors=True)


def _old(out: Path) -> Path:
    return out.parent / f".{out.name}.old"


def _without_links(stage: Path) -> None:
    """Take away what leads out of a stage: it may have come with the project."""
    if stage.is_symlink():
        stage.unlink()
    for folder, inner, names in os.walk(stage):
        for name in (*inner, *names):
            if (Path(folder) / name).is_symlink():
                (Path(folder) / name).unlink()


def _link(source: Path, target: Path) -> None:
    """Have the files of a folder's folders in another that has none of their names."""
    if source.is_symlink():
        return
    for folder in sorted(source.iterdir()) if source.is_dir() else ():
        if folder.is_symlink() or not folder.is_dir() or (target / folder.name).exists():
            continue
        (target / folder.name).mkdir(parents=True)
        for file in folder.iterdir():
            if file.is_file() and not file.is_symlink():
                _linked(file, target / folder.name / file.name)


def _linked(file: Path, target: Path) -> None:
    try:
        target.hardlink_to(file)
    except OSError:
        shutil.copy2(file, target)
