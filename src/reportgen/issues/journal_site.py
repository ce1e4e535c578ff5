"""A journal's issues, built, and the web site that they make together."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from reportgen import website
from reportgen.diagnostics import Bag
from reportgen.issues import build as issues
from reportgen.issues import outputs, staging
from reportgen.issues.build import BuiltIssue
from reportgen.issues.earlier import with_earlier
from reportgen.issues.outputs import FolderFiles
from reportgen.issues.reading import NAMES, locate
from reportgen.metadata.issue import Issue
from reportgen.pipeline.batch import Backend
from reportgen.project.files import is_file
from reportgen.project.request import Request, outside

FOLDER = "site"
"""The folder of a site in `build`."""
DEEP = 4
"""How many folders below a journal's its issues are looked for."""
MOST = 1_000
"""The most issues of a journal."""
PASSED = ("build", "node_modules")
"""Folders in which nobody keeps an issue."""


@dataclass(frozen=True)
class BuiltSite:
    """What a build of a site came to.

    `issues` are what came of each issue, by the path of its file, `bag` the faults of the site
    itself. `folder` is where it is, None where nothing was written: an issue has faults, or the
    site has.
    """

    bag: Bag
    issues: tuple[tuple[Path, BuiltIssue], ...] = ()
    folder: Path | None = None


def find(path: Path) -> list[Path]:
    """The files of a journal's issues: the one that a path names, else all below its folder."""
    own = locate(path)
    return [own] if is_file(own) else sorted(_below(path))[:MOST]


def _below(top: Path) -> Iterator[Path]:
    for folder, inner, names in os.walk(top):
        deep = len(Path(folder).relative_to(top).parts)
        inner[:] = [name for name in inner if not name.startswith(".") and name not in PASSED]
        if deep >= DEEP:
            inner.clear()
        found = next((Path(folder) / name for name in NAMES if name in names), None)
        if found is not None and is_file(found):
            inner.clear()
            yield found


def build(
    path: Path,
    like: Request,
    backend: Backend,
    *,
    address: str = "",
    base: Path | None = None,
    out: Path | None = None,
    cache: Path | None = None,
) -> BuiltSite:
    """Build the issues of a journal, each with its own outputs, and its site of them.

    `path` is the journal's folder, or an issue. `address` is the site's, by default the journal's
    `url`. The site goes to `out`, by default `build/site` of the folder, and takes the place of
    what an earlier build put there. Others are as those of an issue's build. Raises OSError where
    a file cannot be written.
    """
    home = Request(path if path.is_dir() else path.parent, out=out).folder
    folder = home if home is None or out is not None else home / FOLDER
    if folder is None:
        return BuiltSite(outside().bag)
    bag, files = Bag(), find(path)
    if not files:
        bag.error("issue-missing", "no `issue.yaml` is in this folder or below it",
                  help="name the folder of a journal or of an issue")  # fmt: skip
    if other := outputs.foreign(folder):
        what = "is no folder" if other == "." else f"holds `{other}`, which no build put there"
        bag.error("output-occupied", f"`{folder.name}` {what}", help="give another with `--out`")
    if bag.failed:
        return BuiltSite(bag)
    made = tuple(
        (file, issues.build(file, like, backend, base=base, cache=cache)) for file in files
    )
    found = [_with_files(one) for _, one in made if one.issue is not None]
    if len(found) < len(made):
        return BuiltSite(bag, made)
    newest = max(found, key=lambda one: one.date.iso if one.date else "")
    theme = next((one.plan.contents.fields.theme for _, one in made if one.plan), None) or ""
    pages = website.pages(
        newest.journal, found, address, root=_root(path), theme=theme,
        lang=newest.journal.language or newest.lang, bag=bag,
    )  # fmt: skip
    if bag.with_strict(like.strict).failed:
        return BuiltSite(bag.with_strict(like.strict), made)
    with staging.staging(folder) as stage:
        outputs.store(pages, stage)
        outputs.keep_only(pages, stage)
        outputs.store({outputs.NAME: outputs.manifest(stage, True, outputs.SITE)}, stage)
        staging.swap(stage, folder)
    return BuiltSite(bag, made, folder)


def _root(path: Path) -> Path:
    """The folder that may have templates of the journal's own."""
    return path if path.is_dir() else path.parent


def _with_files(built: BuiltIssue) -> Issue:
    """An issue with its own outputs, such as the whole of it in one file, and earlier versions."""
    issue, own = built.issue, [file for file in built.files if file.name.startswith("issue.")]
    assert issue is not None
    assert built.plan is not None
    issue = with_earlier(built.plan, issue)
    if issue.files or not own:
        return issue
    names = tuple(file.name for file in own if file.is_file())
    return replace(issue, files=FolderFiles(own[0].parent, names))
