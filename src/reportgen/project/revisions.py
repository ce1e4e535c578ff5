"""A folder as a git revision has it, read from the repository's objects alone.

Git itself is never run: the configuration of a stranger's repository can have it run programs
(git-config, `core.fsmonitor`, `core.sshCommand`, filters). Neither configuration nor hooks, nor
objects of other repositories (`objects/info/alternates`), are looked at. Sources: gitrevisions(7),
gitrepository-layout(5), git-worktree(1), the Git LFS specification.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.processes import workers
from reportgen.processes.resources import Resources
from reportgen.project import git_folder, regular_files
from reportgen.project.git_folder import GitFolder, RevisionError
from reportgen.project.paths import LONGEST, OUTWARD

if TYPE_CHECKING:
    from dulwich.object_store import DiskObjectStore as Objects
    from dulwich.objects import Commit, ObjectID, ShaFile

LARGEST = 200_000_000
"""How many bytes the files may come to."""
FILE = 30_000_000
"""The most bytes of one file; a larger one is left out."""
MOST = 20_000
"""The most files of the folder, and the most commits that `~N` passes."""
DEEPEST = 20
"""How deep folders may nest."""
SECONDS, MEGABYTES = 20, 1200
"""The processor time and the memory that reading a revision may take."""
WALL = 60.0
"""The seconds that it may wait, for a pipe in the place of an object or a reference too."""

LINK, SUBMODULE, LFS, LARGE, NAME = "link", "submodule", "lfs", "large", "name"
"""Why something is left out: it leads elsewhere, is another repository, is kept by Git LFS and not
here, has too many bytes, or has a name that no file of a project has."""

_POINTER = b"version https://git-lfs.github.com/spec/v1\n"
_OID = re.compile(rb"^oid sha256:([0-9a-f]{64})$", re.M)
_STEP = re.compile(r"~([0-9]{0,6})|\^([0-9]{0,3})")
_HEX = re.compile(r"[0-9a-f]{4,40}")


@dataclass(frozen=True)
class Revision:
    """The files of a folder by their names in it, hidden ones left out.

    `commit` is its full name, `author` the name of who wrote it, `moment` when it was committed,
    in UTC. `omitted` are the names of what is left out, with the reason.
    """

    files: Mapping[str, bytes]
    commit: str
    author: str
    moment: datetime
    omitted: Mapping[str, str] = field(default_factory=dict)


def read(folder: Path, revision: str) -> Revision:
    """A folder of a work tree as it was in a revision, such as `HEAD~2`, a tag, `3f2a91c`.

    A process of its own reads it, within bounds of time and memory. Raises RevisionError where
    there is no repository, no such revision, no such folder in it, or where it is too large.
    """
    try:
        allowed = Resources(SECONDS, MEGABYTES, WALL)
        return workers.run(partial(_read, folder.resolve(), revision), allowed)
    except workers.WorkerEnded:
        raise RevisionError(f"`{revision}` takes too much time or memory to read") from None


def _read(folder: Path, revision: str) -> Revision:
    found = git_folder.find(folder)
    try:
        objects = git_folder.objects(found)
        commit = _commit(objects, _named(found, objects, revision), revision)
        tree = _folder(objects, commit.tree, folder.relative_to(found.work_tree).parts, revision)
        files, omitted = _files(found, objects, tree)
    except (RevisionError, MemoryError):
        raise
    except Exception as error:  # of whatever kind, by what is damaged
        raise RevisionError(f"`{revision}` cannot be read: the repository is damaged") from error
    try:
        moment = datetime.fromtimestamp(commit.commit_time, UTC)
    except (OverflowError, ValueError, OSError):
        moment = datetime(1970, 1, 1, tzinfo=UTC)
    author = commit.author.decode(errors="replace").partition("<")[0].strip()
    return Revision(files, commit.id.decode(), author, moment, omitted)


def _named(found: GitFolder, objects: "Objects", revision: str) -> "ObjectID":
    """The object that a revision names: its base, then as many steps back as it says."""
    base = re.split(r"[~^]", revision, maxsplit=1)[0]
    steps = revision[len(base) :]
    peeled = steps.replace("^{commit}", "").replace("^{}", "")
    name = git_folder.reference(found, base or "HEAD")
    if name is None and _HEX.fullmatch(base.lower()):
        name = _abbreviated(objects, base.lower())
    if name is None or "".join(m[0] for m in _STEP.finditer(peeled)) != peeled:
        raise RevisionError(f"there is no revision `{revision}` in this repository")
    for step in _STEP.finditer(peeled):
        back = step[1] is not None
        count = int(step[1] or step[2] or 1)
        if count > MOST:
            raise RevisionError(f"there is no revision `{revision}` in this repository")
        for _ in range(count if back else bool(count)):
            parents = _commit(objects, name, revision).parents
            which = 0 if back else count - 1
            if which >= len(parents):
                raise RevisionError(f"the history ends before `{revision}`")
            name = parents[which]
    return name


def _abbreviated(objects: "Objects", start: str) -> "ObjectID | None":
    """The one commit or tag whose name begins so."""
    from dulwich.objects import Commit, ObjectID, Tag

    if len(start) == 40:
        return ObjectID(start.encode())
    named = {n for n in objects.iter_prefix(start.encode()) if n in objects}
    fitting = {n for n in named if isinstance(objects[n], Commit | Tag)}
    if len(fitting) > 1:
        raise RevisionError(f"`{start}` names {len(fitting)} revisions; give more of its letters")
    return next(iter(fitting), None)


def _object(objects: "Objects", name: "ObjectID", revision: str) -> "ShaFile":
    try:
        return objects[name]
    except KeyError:
        raise RevisionError(
            f"`{revision}` is not here as a whole; fetch the rest of the history"
        ) from None


def _commit(objects: "Objects", name: "ObjectID", revision: str) -> "Commit":
    """The commit of a name, through the tags that lead to it."""
    from dulwich.objects import Commit, Tag

    for _ in range(10):
        found = _object(objects, name, revision)
        if isinstance(found, Commit):
            return found
        if not isinstance(found, Tag):
            break
        name = found.object[1]
    raise RevisionError(f"`{revision}` is no commit")


def _folder(
    objects: "Objects", name: "ObjectID", parts: tuple[str, ...], revision: str
) -> "ObjectID":
    """The tree of a folder below a tree."""
    for part in parts:
        entries = {entry: (mode, sha) for entry, mode, sha in _entries(objects, name)}
        mode, sha = entries.get(part, (0, None))
        if sha is None or mode != git_folder.TREE:
            raise RevisionError(f"`{revision}` has no folder `{'/'.join(parts)}`")
        name = sha
    return name


def _entries(objects: "Objects", name: "ObjectID") -> "Iterator[tuple[str, int, ObjectID]]":
    from dulwich.objects import Tree

    tree = objects[name]
    if isinstance(tree, Tree):
        for entry in tree.iteritems():
            yield entry.path.decode("utf-8", "surrogateescape"), entry.mode, entry.sha


def _files(
    found: GitFolder, objects: "Objects", tree: "ObjectID"
) -> tuple[dict[str, bytes], dict[str, str]]:
    files: dict[str, bytes] = {}
    omitted: dict[str, str] = {}
    left = LARGEST
    stack = [("", tree, 0)]
    while stack:
        prefix, name, depth = stack.pop()
        for part, mode, sha in _entries(objects, name):
            path = prefix + part
            if len(files) + len(omitted) + len(stack) > MOST:
                raise RevisionError(f"the folder holds more than {MOST:,} files")
            if part.startswith(".") or (not prefix and part == "build"):
                continue  # its owner's own; what was built
            reason = _reason(path, part, mode, depth)
            if reason:
                omitted[path] = reason
            elif mode == git_folder.TREE:
                stack.append((f"{path}/", sha, depth + 1))
            else:
                data = _content(found, objects[sha].as_raw_string())
                if data is None or len(data) > FILE:
                    omitted[path] = LFS if data is None else LARGE
                    continue
                files[path] = data
                left -= len(data)
                if left < 0:
                    raise RevisionError(f"the folder holds more than {LARGEST / 1e6:.0f} MB")
    return dict(sorted(files.items())), dict(sorted(omitted.items()))


def _reason(path: str, part: str, mode: int, depth: int) -> str:
    """Why an entry of a tree is left out; empty where it is not."""
    kind = mode & 0o170000
    if kind == 0o120000:
        return LINK
    if kind == 0o160000:
        return SUBMODULE
    unfit = OUTWARD.search(part) or "/" in part or any("\ud800" <= c <= "\udfff" for c in part)
    if unfit or len(path) > LONGEST or len(part.encode()) > 255 or depth >= DEEPEST:
        return NAME
    return "" if kind in (0o100000, git_folder.TREE) else LINK


def _content(found: GitFolder, data: bytes) -> bytes | None:
    """A file's bytes: those that a pointer of Git LFS names, None where they are not here."""
    if len(data) > 1024 or not data.startswith(_POINTER):
        return data
    oid = _OID.search(data)
    name = oid[1].decode() if oid else ""
    path = found.common / "lfs" / "objects" / name[:2] / name[2:4] / name
    if not name or path.parent.resolve() != path.parent:
        return None
    try:
        kept, _ = regular_files.read_bytes(path, FILE)
    except OSError:
        return None
    return kept if hashlib.sha256(kept).hexdigest() == name else None
