"""A repository's folder: where it is, its references, its objects. Nothing in it is obeyed.

Sources: gitrepository-layout(5), git-worktree(1), gitrevisions(7).
"""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.project import regular_files

if TYPE_CHECKING:
    from dulwich.object_store import DiskObjectStore as Objects
    from dulwich.objects import ObjectID

TREE = 0o040000
"""The mode of a folder in a tree."""
POINTER = 4096
"""The most bytes of a file that names a folder."""


class RevisionError(ValueError):
    """Why a revision cannot be read, as a sentence without its point."""


@dataclass(frozen=True)
class GitFolder:
    """A repository: its work tree, the folder of that tree's own references, that of all others.

    The last two differ for a work tree that was added to a repository (git-worktree(1)).
    """

    work_tree: Path
    own: Path
    common: Path


def find(folder: Path) -> GitFolder:
    """The repository in whose work tree a folder lies. Raises RevisionError where there is none.

    A `.git` that leads elsewhere is followed only where that place says that this is its own work
    tree, so that nobody's project can have another repository read.
    """
    for place in (folder, *folder.parents):
        git = place / ".git"
        if git.is_symlink():
            raise RevisionError(f"`{git}` is a link; reportgen reads a repository in its own place")
        if (git / "HEAD").is_file() and (git / "objects").is_dir():
            return _checked(GitFolder(place, git, git))
        if regular_files.is_regular_file(git):
            return _checked(_added(place, git))
    raise RevisionError(f"`{folder.name}` lies in no git repository")


def _added(place: Path, git: Path) -> GitFolder:
    """The repository of an added work tree."""
    own = Path(_line(git).removeprefix("gitdir:").strip())
    own = (place / own).resolve()
    back = _line(own / "gitdir")
    if not back or (own / back).resolve() != git.resolve():
        said = f"`{git}` names a repository that does not name it as its work tree"
        raise RevisionError(f"{said}, such as that of a submodule; give the folder of that one")
    common = (own / (_line(own / "commondir") or "../..")).resolve()
    if own.parent != common / "worktrees":
        raise RevisionError(f"`{git}` names a repository that is not laid out as git does it")
    return GitFolder(place, own, common)


def _checked(found: GitFolder) -> GitFolder:
    """A repository whose objects and references lie in it. Raises RevisionError for others."""
    for part in ("objects", "objects/pack", "refs", "packed-refs"):
        if (found.common / part).is_symlink():
            raise RevisionError(f"`{found.common / part}` is a link, which is not followed")
    packed = found.common / "packed-refs"
    if packed.exists() and not regular_files.is_regular_file(packed):
        raise RevisionError(f"`{packed}` is no file")
    return found


def _line(path: Path) -> str:
    """The only line of a small file; empty where there is none."""
    try:
        return regular_files.read_bytes(path, POINTER)[0].decode(errors="replace").strip()
    except OSError:
        return ""


def objects(found: GitFolder) -> "Objects":
    """The objects of a repository, without those that it borrows from others."""
    from dulwich.object_store import BaseObjectStore, DiskObjectStore

    class OwnObjects(DiskObjectStore):
        @property
        def alternates(self) -> list[BaseObjectStore]:
            return []

    return OwnObjects(found.common / "objects", loose_object_size_limit=200_000_000)


def reference(found: GitFolder, name: str) -> "ObjectID | None":
    """The object that a branch, a tag or `HEAD` names, in git's order; None where there is none."""
    from dulwich.refs import DiskRefsContainer, Ref

    refs = DiskRefsContainer(found.common, found.own)
    name = "HEAD" if name == "@" else name
    for form in ("{}", "refs/{}", "refs/tags/{}", "refs/heads/{}", "refs/remotes/{}"):
        full = form.format(name)
        if full != "HEAD" and not full.startswith("refs/"):
            continue
        try:
            return refs[Ref(full.encode())]
        except (KeyError, ValueError, OSError, StopIteration, UnicodeError):
            continue
        except Exception as error:
            if type(error).__name__ != "RefFormatError":
                raise
    return None
