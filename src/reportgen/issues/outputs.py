"""The files of an issue: written to its stage, listed in its manifest, and put in their place."""

import json
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from reportgen._version import __version__
from reportgen.cache.digest import hashed
from reportgen.issues.staging import ARTICLES, away
from reportgen.project import regular_files, write
from reportgen.project.write import put

NAME = "manifest.json"
KIND, SITE = "issue", "site"
"""What the manifest of an issue, and that of a journal's site, says that it is of."""
LARGEST = 30_000_000
"""The most bytes of an issue's manifest."""


@dataclass(frozen=True)
class FolderFiles(Mapping[str, bytes]):
    """The files of a folder by their names; each is read when it is asked for. Raises OSError."""

    folder: Path
    names: tuple[str, ...]

    def __getitem__(self, name: str) -> bytes:
        if name not in self.names:
            raise KeyError(name)
        return (self.folder / name).read_bytes()

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)


def store(files: Mapping[str, bytes], stage: Path) -> None:
    """Write files by their paths below a stage. Raises OSError, and ValueError for other paths."""
    for name in files:
        parts = PurePosixPath(name).parts
        if not parts or name.startswith("/") or ".." in parts or "\\" in name:
            raise ValueError(f"{name!r} is no path below a folder")
    for name in files:
        (stage / name).parent.mkdir(parents=True, exist_ok=True)
    put({stage / name: data for name, data in files.items()})


def keep_only(names: Mapping[str, object], stage: Path) -> None:
    """Take away what is in a stage and has none of these paths."""
    for folder, _, found in os.walk(stage, topdown=False):
        for name in found:
            path = Path(folder) / name
            if path.relative_to(stage).as_posix() not in names:
                path.unlink()
        if Path(folder) != stage and not any(Path(folder).iterdir()):
            Path(folder).rmdir()


def manifest(stage: Path, whole: bool, kind: str = KIND) -> bytes:
    """What stands in a folder of an issue, each file with its SHA-256; no time, no machine."""
    names = sorted(_names(stage))
    said: dict[str, Any] = {
        "kind": kind,
        "whole": whole,
        "tool": __version__,
        "outputs": {name: hashed(stage / name) for name in names if name != NAME},
    }
    text = json.dumps(said, indent=1, ensure_ascii=False)
    return (text + "\n").encode(errors="backslashreplace")


def known(out: Path) -> frozenset[str]:
    """The paths that a folder's manifest lists; none where it is no issue's."""
    try:
        data, _ = regular_files.read_bytes(out / NAME, LARGEST)
        said = json.loads(data)
        if said["kind"] not in (KIND, SITE):
            return frozenset()
        return frozenset(name for name in said["outputs"] if isinstance(name, str)) | {NAME}
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return frozenset()


def foreign(out: Path) -> str:
    """The path of something in a folder of outputs that no build of an issue put there; or "".

    No build puts a link there, whatever the folder's manifest lists.
    """
    if not os.path.lexists(out):
        return ""
    if out.is_symlink() or not out.is_dir():
        return "."
    listed = known(out)
    found = (
        name
        for name in _names(out)
        if (out / name).is_symlink() or (name not in listed and not _temporary(name))
    )
    return next(iter(sorted(found)), "")


def publish(stage: Path, out: Path, slugs: Mapping[str, object]) -> None:
    """Put the articles of these slugs in their place alone, and leave all else as it is."""
    (out / ARTICLES).mkdir(parents=True, exist_ok=True)
    for slug in slugs:
        target = out / ARTICLES / slug
        old = target.with_name(f".{slug}.old")
        away(old)
        if os.path.lexists(target):
            target.rename(old)
        (stage / ARTICLES / slug).rename(target)
        away(old)
    put({out / NAME: manifest(out, whole=False)})


def _names(folder: Path) -> Iterator[str]:
    for inner, folders, names in os.walk(folder):
        folders.sort()
        for name in names:
            yield (Path(inner) / name).relative_to(folder).as_posix()
        for name in folders:
            if (Path(inner) / name).is_symlink():
                yield (Path(inner) / name).relative_to(folder).as_posix()


def _temporary(name: str) -> bool:
    """Whether a file is what a killed build left."""
    last = name.rpartition("/")[2]
    ours = re.escape(write.PREFIX) + r".*" + re.escape(write.SUFFIX)
    return bool(re.fullmatch(ours, last)) or "/." in f"/{name}"
