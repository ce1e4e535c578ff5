"""The folder that no file of a document is read outside of: its root.

It is the document's own folder, unless a folder above is given for it, or another tool's settings
above a single file say where its project begins. Sources: Quarto, "Project Basics"; MyST,
"Frontmatter"; bookdown, "Configuration".
"""

import posixpath
import stat
from pathlib import Path, PurePosixPath

from reportgen.limits import Limits
from reportgen.processes.share import Share
from reportgen.project.files import Files, is_file

DECLARING = ("_quarto.yml", "_quarto.yaml", "myst.yml", "myst.yaml", "_bookdown.yml")
"""The settings of a project that lie in the folder where it begins."""
ABOVE = 4
"""How many folders above a document settings are looked for, and a root is advised."""


def home(path: Path) -> Path:
    """The real path of a document's own folder."""
    real = path.resolve()
    return real if real.is_dir() else real.parent


def root(path: Path, given: Path | None) -> Path:
    """The real path of the folder within which the files of a document are read.

    It is the one that is `given`, where that holds the document.
    """
    own = home(path)
    if given is not None:
        top = given.resolve()
        return top if own.is_relative_to(top) else own
    if path.is_dir():
        return own
    return next((one for one in (own, *own.parents[:ABOVE]) if _declares(one)), own)


def files(path: Path, limits: Limits, given: Path | None) -> Files:
    """The files of a document, none of them read yet."""
    top = root(path, given)
    own = home(path).relative_to(top).as_posix()
    drawing = Share(limits.all_drawing_seconds)
    return Files(top, limits, "" if own == "." else own, drawing=drawing)


def _declares(folder: Path) -> bool:
    """Whether a folder is where a project of another tool begins.

    One that everybody may write to, such as `/tmp`, is not asked: anybody could say so.
    """
    try:
        shared = folder.stat().st_mode & stat.S_IWOTH
    except OSError:
        return False
    return not shared and any(is_file(folder / name) for name in DECLARING)


def remedy(within: Files, name: str, beside: str) -> str:
    """What to do about a name in the file `beside` that leads out of the root; empty for others.

    The folder that it advises is relative to the document's own.
    """
    top = within.root.as_posix()
    at = posixpath.normpath(posixpath.join(top, posixpath.dirname(beside), name))
    if PurePosixPath(at).is_relative_to(top):
        return ""
    shared = posixpath.commonpath((at, top))
    folders = len((within.root / within.home).parts) - len(PurePosixPath(shared).parts)
    if posixpath.isabs(name) or folders > ABOVE or shared == "/":
        return "copy it in"
    return f"copy it in, or have it read too with `--root {'/'.join(['..'] * folders)}`"
