"""Which documents paths speak of: a project is a folder with `metadata.yaml` in its place, or one
that another tool keeps (`myst.yml`; `content/metadata.yaml` of Manubot)."""

from collections.abc import Sequence
from pathlib import Path

from reportgen.project.files import is_file
from reportgen.project.paths import chapters, fold, inside

MARKDOWN = (".md", ".markdown", ".qmd", ".rmd", ".mdown")
"""The endings of texts that may be documents by themselves."""
DEEP = 3
"""In how many folders above a file the documents are looked for that it may belong to."""
FRONT = 6
"""How many bytes tell whether a text begins with front matter."""

PLACES = ("manuscript/metadata.yaml", "metadata.yaml", "content/metadata.yaml", "myst.yml")


def find_projects(paths: Sequence[Path]) -> list[Path]:
    """The documents that paths name: each itself, or the projects that a folder holds."""
    out: list[Path] = []
    for path in paths:
        inner = [] if is_project(path) or not path.is_dir() else _projects(path)
        out += inner or [path]
    return list(dict.fromkeys(out))


def find_owners(paths: Sequence[Path]) -> tuple[list[Path], list[Path]]:
    """The documents that paths name or that these files belong to, each once, and files of none.

    A chapter, a bibliography or a picture belongs to the project in whose folder it lies, a file
    beside single documents to all of those. A text with front matter of its own is a document.
    """
    owned: list[Path] = []
    stray: list[Path] = []
    for path in paths:
        found = _owners(path)
        owned += found
        if not found:
            stray.append(path)
    known: dict[Path, Path] = {}
    for path in owned:
        known.setdefault(path.resolve(), path)
    return list(known.values()), stray


def _owners(path: Path) -> list[Path]:
    """The documents that a path names or that its file belongs to."""
    if not is_file(path):
        return find_projects([path])
    project = next((folder for folder in path.absolute().parents if is_project(folder)), None)
    if project is not None and fold(project.name) == "manuscript" and is_project(project.parent):
        project = project.parent
    alone = path.suffix.lower() in MARKDOWN
    if project is not None:
        inner = path.absolute().relative_to(project).parts
        within = len(inner) == 1 or (len(inner) == 2 and fold(inner[0]) == "manuscript")
        if not alone or (within and path.name in chapters(path.parent)) or not _has_front(path):
            return [_near(project)]
    if alone:
        return [path]
    for folder in path.absolute().parents[:DEEP]:
        beside = [one for one in sorted(_files(folder)) if one.suffix.lower() in MARKDOWN]
        if documents := [_near(one) for one in beside if _has_front(one)]:
            return documents
    return []


def _near(path: Path) -> Path:
    """A path as one would type it from the working folder."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def _files(folder: Path) -> list[Path]:
    try:
        return [path for path in folder.iterdir() if is_file(path)]
    except OSError:
        return []


def _has_front(path: Path) -> bool:
    """Whether a text begins with front matter."""
    try:
        with path.open("rb") as file:
            return file.read(FRONT).lstrip(b"\xef\xbb\xbf").startswith(b"---")
    except OSError:
        return False


def is_project(path: Path) -> bool:
    """Whether a path is a folder with front matter where a project has it."""
    found = (inside(path, name) for name in PLACES)
    return any(file is not None and is_file(file) for file in found)


def _projects(folder: Path) -> list[Path]:
    """The projects in a folder; one that only a link leads to is none of it."""
    return [
        path
        for path in sorted(folder.iterdir())
        if inside(folder, path.name) and path.is_dir() and is_project(path)
    ]
