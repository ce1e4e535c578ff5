"""The one door to a project's files: each is found by its name, opened by its real path, read once.

Only plain files whose real path lies inside the project, and is not hidden, are read.
"""

import hashlib
import os
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from reportgen.diagnostics import Bag
from reportgen.diagnostics.source import Source, Span, nfc
from reportgen.limits import LIMITS, Limits
from reportgen.processes.share import Share
from reportgen.project import paths, regular_files
from reportgen.project.paths import Match, inside


@dataclass(frozen=True)
class Files:
    """The files of the project `root`, and which of them were asked for.

    Their names are those below `root`; `home` is the document's own folder in it, or empty.
    `seen` notes each file that was asked for with the SHA-256 of its bytes (empty where there was
    none), `changed` when each was last changed (seconds since 1970), `alike` each name that was
    not there as typed with its variants (`paths.variants`). `drawing` is the processor time that is
    left to draw pictures in.
    """

    root: Path
    limits: Limits = LIMITS
    home: str = ""
    seen: dict[str, str] = field(default_factory=dict, compare=False)
    changed: dict[str, int] = field(default_factory=dict, compare=False)
    alike: dict[str, tuple[str, ...]] = field(default_factory=dict, compare=False)
    drawing: Share = field(default_factory=Share, compare=False, repr=False)
    _read: dict[str, bytes | None] = field(default_factory=dict, compare=False, repr=False)
    _listings: paths.Listings = field(default_factory=dict, compare=False, repr=False)

    def text(self, name: str, bag: Bag, span: Span | None = None) -> Source | None:
        """A text of the project by its name; None where there is none.

        What is there and cannot be read is reported, at `span` where another text names it.
        """
        path = paths.real(self.root, name)
        place = span or Source(name, "").span(0)
        if path is None:
            bag.error("file-outside", f"`{name}` lies outside the project", place, "copy it in")
            return None
        data = self.data(name, self.limits.file_bytes)
        if data is not None:
            return _decoded(name, data, self.limits, bag)
        if os.path.exists(path):  # noqa: PTH110 (raises nothing)
            message = f"`{name}` cannot be read"
            bag.error("file-unreadable", message, place, "it must be a plain file")
        return None

    def data(self, name: str, most: int = LIMITS.picture_bytes) -> bytes | None:
        """The bytes of a file of the project, one more than `most` where it has more than that.

        None where there is no such file inside it.
        """
        if name not in self._read:
            found = _bytes(paths.real(self.root, name), most)
            self._read[name] = found[0] if found else None
            self.seen[name] = hashlib.sha256(found[0]).hexdigest() if found else ""
            if found:
                self.changed[name] = found[1]
        return self._read[name]

    def texts(self) -> dict[str, bytes]:
        """The texts among the files that were read, by their names: no pictures."""
        read = {name: data for name, data in self._read.items() if data and _is_text(name, data)}
        return dict(sorted(read.items()))

    def find(self, name: str, beside: str = "", endings: tuple[str, ...] = ("",)) -> Match:
        """The file of the project that `beside` (a source's name) speaks of.

        It is looked for beside that source, in the document's folder and at the project's root,
        with each of the endings: first as typed, then with other capitals and in another of
        Unicode's forms.
        """
        near = (PurePosixPath(beside).parent,) if beside else ()
        folders = (*near, PurePosixPath(self.home), PurePosixPath("."))
        return self._find(name, folders, endings)

    def own(self, name: str) -> Match:
        """The file of this name in the document's own folder."""
        return self._find(name, (PurePosixPath(self.home),), ("",))

    def above(self, name: str, endings: tuple[str, ...]) -> Match:
        """The file of this name in the document's own folder, or in the nearest one above it."""
        home = PurePosixPath(self.home)
        for folder in (home, *home.parents):
            if (found := self._find(name, (folder,), endings)).names:
                return found
        return Match(name)

    @property
    def folder(self) -> Path:
        """The document's own folder."""
        return self.root / self.home

    def named(self, name: str) -> str:
        """The name in the project of what has this name in the document's own folder."""
        return (PurePosixPath(self.home) / name).as_posix() if self.home else name

    def _find(self, name: str, among: tuple[PurePosixPath, ...], endings: tuple[str, ...]) -> Match:
        """The first file of a name, with one of the endings, in one of the folders."""
        folders = dict.fromkeys(among)
        tried = [str(f / (name + ending)) for ending in endings for f in folders] if name else []
        for find in (self._exact, self._like):
            for one in tried:
                if names := find(one):
                    same = nfc(names[0][1]) == nfc(one)
                    own = dict(names)
                    return Match(name, tuple(own), tuple(own.values()), same)
        return Match(name)

    def names(self, suffixes: tuple[str, ...]) -> tuple[str, ...]:
        """The names of the project's files with one of these suffixes, for "did you mean"."""
        found = []
        for name in (".", "manuscript", "manuscript/figures"):
            top = inside(self.root, self.named(name))
            if top is not None and top.is_dir():
                found += [p for p in sorted(top.iterdir()) if p.suffix.lower() in suffixes]
        return tuple(p.relative_to(self.root).as_posix() for p in found)

    def _exact(self, tried: str) -> list[tuple[str, str]]:
        """The real name of a file that has the name tried; with it the name in its folder."""
        path = paths.real(self.root, tried)
        if path is None or not is_file(path):
            if path is not None:  # if it appears one day, this answer no longer holds
                self.seen.setdefault(tried, "")
            return []
        found = path.relative_to(self.root).as_posix()
        if found != tried:  # by a link or by `..`, which may lead elsewhere another day
            self.data(found)
            self.seen[tried] = self.seen[found]
        return self._like(tried) if paths.folds(self.root, tried) else [(found, tried)]

    def _like(self, tried: str) -> list[tuple[str, str]]:
        """The files whose names are nearest to the one tried, as in `_exact`."""
        names = paths.variants(self.root, tried, self._listings)
        self.alike[tried] = names
        found = {name: paths.real(self.root, name) for name in names}
        files = {name: path for name, path in found.items() if path and is_file(path)}
        chosen = paths.nearest(tried, files)
        return [(files[name].relative_to(self.root).as_posix(), name) for name in chosen]


def _is_text(name: str, data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return not name.lower().endswith(".svg")


def read(root: Path, name: str, most: int) -> tuple[bytes, int] | None:
    """A file's bytes and when it was changed; None where `root` has no such file inside it.

    Of a file with more than `most` bytes one more than that are read. A device or a pipe is no
    file, even where it takes a file's place while it is opened.
    """
    return _bytes(inside(root, name), most)


def _bytes(path: Path | None, most: int) -> tuple[bytes, int] | None:
    try:
        return None if path is None else regular_files.read_bytes(path, most)
    except (OSError, ValueError):
        return None


def is_file(path: Path) -> bool:
    """Whether a path is a plain file, or a link to one; False where that cannot be told."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _decoded(name: str, data: bytes, limits: Limits, bag: Bag) -> Source | None:
    if len(data) > limits.file_bytes:
        source = Source(name, _lines(data.decode("utf-8-sig", errors="replace")))
        bag.error(
            "file-size",
            f"`{name}` has more than {limits.file_bytes / 1e6:g} MB",
            source.span(source.starts[-1], len(source.text)),
            "split it into chapters",
        )
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        good = _lines(data[: error.start].decode("utf-8-sig", errors="replace"))
        source = Source(name, good + "�")
        bag.error(
            "file-encoding",
            f"`{name}` is not UTF-8: byte 0x{data[error.start]:02x} is not a character",
            source.span(len(good)),
            "save the file with the encoding UTF-8",
        )
        return None
    return Source(name, _lines(text))


def _lines(text: str) -> str:
    """A text whose lines end with a line feed alone."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
