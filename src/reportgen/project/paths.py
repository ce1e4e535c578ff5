"""The names that authors type, and the files of a project that they mean.

Two systems may write one name differently: macOS keeps `é` and `그` in several characters (Unicode
Standard Annex 15, form NFD) where others keep one (NFC), and Windows and macOS do not tell capitals
from small letters. The name as typed always counts first; a folder is only listed where there is
no such file.
"""

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path, PurePosixPath
from unicodedata import normalize

from reportgen.diagnostics import Bag
from reportgen.diagnostics.source import Span, nfc

OUTWARD = re.compile(r"^[/~]|[\\:\x00-\x1f\x7f]")
"""What no name of a project's file has: roots, and other systems' separators."""
HIDDEN = re.compile(r"(?:^|/)\.[^/]")
"""A hidden file is its owner's own, such as `.git` or `.env`."""
CHAPTER = re.compile(r"[0-9].*\.md", re.I | re.S)
TEXT = re.compile(
    r"[^._].*\.(?:md|markdown|mdown|qmd|rmd)|[0-9].*\.(?:txt|docx|odt|tex)", re.I | re.S
)
"""What is a text and looks like a chapter; `_` at its beginning says that it is none."""
ABOUT = re.compile(
    r"(?:readme|license|licence|changelog|contributing|notes?|todo|authors|citation|template)\b.*",
    re.I,
)
"""What texts about a project are called."""
NUMBER = re.compile(r"([0-9]+)")
LONGEST = 1000
"""The most characters of a name, its folders included."""
ENTRIES = 20_000
"""The most entries of a folder in which a name is looked for; a larger one counts as empty."""
MOST = 50
"""The most names that one name may stand for."""

Listings = dict[Path, Mapping[str, tuple[str, ...]]]
"""Folders that were listed: the names in them, by `fold`."""


@dataclass(frozen=True)
class Match:
    """The files that a typed name leads to: none, one, or several that it cannot tell apart.

    `names` are real paths in the project, `written` the names as the folders have them; `same` is
    false where those differ from what was typed in capitals.
    """

    typed: str
    names: tuple[str, ...] = ()
    written: tuple[str, ...] = ()
    same: bool = True

    @property
    def name(self) -> str | None:
        """The one file that is meant; None where there is none, or more than one."""
        return self.names[0] if len(self.names) == 1 else None

    def report(self, span: Span | None, bag: Bag) -> None:
        """Report that the name is ambiguous, or that its capitals are not the file's."""
        depth = len([part for part in PurePosixPath(self.typed).parts if part != "."])
        shown = [f"`{'/'.join(name.split('/')[-depth:])}`" for name in self.written]
        if len(self.names) > 1 and self.same:
            message = f"{len(self.names)} files are called `{self.typed}`, "
            message += "with letters in one piece and in several"
            bag.error("file-ambiguous", message, span, "delete or rename all but one of them")
        elif len(self.names) > 1:
            message = f"`{self.typed}` could be {' or '.join(shown[:5])}"
            bag.error("file-ambiguous", message, span, "write the name as the file has it")
        elif not self.same:
            message = f"the file that `{self.typed}` names is called {shown[0]}"
            remedy = f"write {shown[0]}: other systems tell capitals from small letters"
            bag.warning("file-case", message, span, remedy)


def fold(name: str) -> str:
    """A key that names have in common where only capitals or Unicode's form tell them apart."""
    return name.lower() if name.isascii() else nfc(normalize("NFD", name).casefold())


def real(root: Path, name: str) -> Path | None:
    """The real path of a name under `root` as typed; None where it would lead out."""
    if not name or len(name) > LONGEST or OUTWARD.search(name):
        return None
    try:
        top = root.resolve()
        path = (top / name).resolve()
    except (OSError, RuntimeError, ValueError):
        return None
    if not path.is_relative_to(top) or HIDDEN.search(path.relative_to(top).as_posix()):
        return None
    return path


def inside(root: Path, name: str) -> Path | None:
    """The real path of a name under `root`; None where it would lead out of the project.

    Where nothing has that name, and one file or folder differs from it only in capitals or in
    Unicode's form, it is the path of that one.
    """
    path = real(root, name)
    if path is None or os.path.exists(path):  # noqa: PTH110 (raises nothing)
        return path
    found = nearest(name, variants(root, name))
    return real(root, found[0]) if len(found) == 1 else path


def nearest(name: str, names: Iterable[str]) -> list[str]:
    """Of the variants of a name itself, else those with its capitals, else all."""
    listed = list(names)
    if name in listed:
        return [name]
    return [one for one in listed if nfc(one) == nfc(name)] or listed


def variants(root: Path, name: str, listings: Listings | None = None) -> tuple[str, ...]:
    """The names under `root` that differ from `name` in capitals or Unicode's form at most.

    `name` itself is one of them where there is such a file; none where there are too many.
    """
    if not name or len(name) > LONGEST or OUTWARD.search(name):
        return ()
    known: Listings = {} if listings is None else listings
    found = [""]
    for part in PurePosixPath(name).parts:
        if part == "..":
            found = [f"{prefix}../" for prefix in found]
            continue
        found = [
            f"{prefix}{own}/"
            for prefix in found
            for own in _listed(real(root, prefix or "."), known).get(fold(part), ())
        ]
        if len(found) > MOST:
            return ()
    return tuple(sorted(prefix[:-1] for prefix in found))


def folds(root: Path, name: str) -> bool:
    """Whether another spelling of the name of a file leads to a file too.

    It does where the file system does not tell spellings apart: the file may be called otherwise.
    """
    other = {name.swapcase(), nfc(name), normalize("NFD", name)} - {name}
    return any(os.path.exists(root / one) for one in other)  # noqa: PTH110 (raises nothing)


def chapters(folder: Path) -> list[str]:
    """The names of the chapters in a folder, in the order that they have on every system."""
    try:
        names = [name for name in os.listdir(folder) if CHAPTER.fullmatch(name)]  # noqa: PTH208
    except OSError:
        return []
    return sorted(names, key=_natural)


def unbuilt(folder: Path) -> list[str]:
    """The names of the texts in a folder that look like chapters and are none."""
    try:
        names = [name for name in os.listdir(folder) if TEXT.fullmatch(name)]  # noqa: PTH208
    except OSError:
        return []
    return sorted(n for n in names if not CHAPTER.fullmatch(n) and not ABOUT.fullmatch(n))


def _natural(name: str) -> tuple[list[tuple[int, str]], str, str]:
    """A key by which `2-b.md` stands before `10-a.md`: numbers count by what they are worth."""
    parts = [part for part in NUMBER.split(nfc(name)) if part]
    return [(int(p), "") if NUMBER.fullmatch(p) else (-1, p) for p in parts], nfc(name), name


def _listed(folder: Path | None, known: Listings) -> Mapping[str, tuple[str, ...]]:
    """The names in a folder by `fold`, hidden ones left out."""
    if folder is None:
        return {}
    if folder not in known:
        found: dict[str, tuple[str, ...]] = {}
        try:
            with os.scandir(folder) as entries:
                names = [entry.name for entry in islice(entries, ENTRIES + 1)]
        except OSError:
            names = []
        for name in names if len(names) <= ENTRIES else ():
            if not name.startswith("."):
                found[fold(name)] = (*found.get(fold(name), ()), name)
        known[folder] = found
    return known[folder]
