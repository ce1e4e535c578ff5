"""Compare what was written of an article, or of an issue: `reportgen verify --publish`.

Nothing is built and no source is read: the files are held to each other and to the manifest.
"""

import os
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from reportgen import editions
from reportgen.pipeline import manifest
from reportgen.pipeline.manifest import Manifest
from reportgen.project.regular_files import Hashes
from reportgen.project.request import Request
from reportgen.reports.publish import issue
from reportgen.reports.publish.compared import Statement, differences
from reportgen.reports.publish.files import statements
from reportgen.reports.publish.readers import reader


@dataclass(frozen=True)
class Verified:
    """An article: how it is called, the files that were compared, and what is wrong."""

    name: str
    files: tuple[str, ...]
    faults: tuple[str, ...]


def verify_publish(path: Path, out: Path | None = None) -> tuple[Verified, ...]:
    """What differs between the files that were built of each article.

    `path` is a document, an issue, or a folder of outputs. Raises ValueError where there are none.
    """
    folder = _folder(path, out)
    if issue.is_issue(folder):
        return tuple(Verified(*one) for one in issue.verified(folder, _article))
    known = _known(folder)
    return tuple(
        Verified(name, tuple(files), tuple(faults))
        for name, files in _articles(known).items()
        for _, faults in [_article(folder, files, known, "")]
    )


def _folder(path: Path, out: Path | None) -> Path:
    """The folder of outputs that is meant."""
    if out is not None:
        return out
    if path.is_dir() and (path / manifest.NAME).is_file():
        return path
    request = Request(path)
    found = request.folder
    if found is None:
        raise ValueError("`build` is a link that leads out of the project; give `--out`")
    bound = found / issue.FOLDER
    known = not bound.is_symlink() and issue.is_issue(bound)
    return bound if known and issue.is_planned(path) else found


def _known(folder: Path) -> Manifest:
    try:
        known = manifest.read(folder)
    except ValueError as error:
        raise ValueError(f"`{manifest.NAME}` in {folder.name} {error}; build anew") from None
    if known is None or not known.outputs:
        raise ValueError(f"{folder.name} has no manifest that lists an output; build first")
    return known


def _articles(known: Manifest) -> Mapping[str, tuple[str, ...]]:
    """The files of each whole text in a folder, by what their names begin with."""
    whole = editions.selections()[0].edition
    stems = {
        editions.stem("" if asked.in_issue or asked.path == "." else Path(asked.path).stem, whole)
        for asked in (build.request for build in known.builds.values())
    }
    found = {
        stem: tuple(
            name for name in sorted(known.outputs)
            if name.startswith(f"{stem}.") and reader(name) is not None
        )
        for stem in sorted(stems)
    }  # fmt: skip
    return {stem: names for stem, names in found.items() if names}


def _article(
    folder: Path, names: Collection[str], known: Manifest | None, shown: str
) -> tuple[list[Statement], list[str]]:
    """What the files of an article say, and what is wrong with them."""
    faults: list[str] = []
    if known is None:
        known = _known(folder)
        names = next(iter(_articles(known).values()), ())
    faults += [f"{shown}{fault}" for fault in _changed(folder, known)]
    there = [name for name in names if os.path.lexists(folder / name)]
    said = list(statements(folder, there, faults, shown))
    faults += differences(said)
    return said, faults


def _changed(folder: Path, known: Manifest) -> Iterator[str]:
    """The files that are not what the manifest lists."""
    hashes = Hashes()
    for name, output in known.outputs.items():
        now = hashes.of(folder / name)
        if now != output.sha256:
            what = "was changed after it was built" if now else "is not there as it was built"
            yield f"{name}: {what}"
