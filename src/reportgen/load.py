"""Path -> Sources: the only module that reads the author's files.

A project is a folder that holds `manuscript/metadata.yaml`, numbered chapters beside it and a
bibliography, or one Markdown file with front matter. Only files whose real path lies inside the
project are read.
"""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from reportgen.diag import Bag
from reportgen.source import Source

LARGEST = 20_000_000
"""The most bytes that a text may have."""


@dataclass(frozen=True)
class Sources:
    """What an author handed in, and the one door to the rest of the project's files.

    `front` holds the front matter between the offsets `start` and `end`; `stem` names the outputs
    of a single file and is empty for a project; `seen` notes each file that was asked for with
    the SHA-256 of its bytes (empty where there was none).
    """

    root: Path
    front: Source
    start: int
    end: int
    chapters: tuple[Source, ...]
    stem: str = ""
    seen: dict[str, str] = field(default_factory=dict, compare=False)

    def text(self, name: str, bag: Bag) -> Source | None:
        """A text of the project by its name; None, with a diagnostic, if it cannot be read."""
        data = self.data(name)
        return None if data is None else _decode(name, data, bag)

    def data(self, name: str) -> bytes | None:
        """The bytes of a file of the project; None where there is no such file inside it."""
        path = inside(self.root, name)
        try:
            data = path.read_bytes() if path and path.is_file() else None
        except OSError:
            data = None
        self.seen[name] = hashlib.sha256(data).hexdigest() if data is not None else ""
        return data

    def find(self, name: str, beside: str = "") -> str | None:
        """The project's own name of a file that `beside` (a source's name) speaks of.

        It is looked for beside that source and then at the project's root.
        """
        for folder in dict.fromkeys((PurePosixPath(beside).parent, PurePosixPath("."))):
            path = inside(self.root, str(folder / name))
            if path is not None and path.is_file():
                return path.relative_to(self.root).as_posix()
        return None

    def names(self, suffixes: tuple[str, ...]) -> tuple[str, ...]:
        """The names of the project's files with one of these suffixes, for "did you mean"."""
        found = []
        for top in (self.root, self.root / "manuscript", self.root / "manuscript" / "figures"):
            if top.is_dir():
                found += [p for p in sorted(top.iterdir()) if p.suffix.lower() in suffixes]
        return tuple(p.relative_to(self.root).as_posix() for p in found)


def load(path: Path, bag: Bag) -> Sources | None:
    """Read a project folder or a Markdown file; None, with a diagnostic, if there is none."""
    path = path.resolve()
    if path.is_dir():
        return _project(path, bag)
    if path.is_file():
        return _single(path, bag)
    bag.error("project-missing", f"there is no `{path.name}` here", help="give a folder or a file")
    return None


def inside(root: Path, name: str) -> Path | None:
    """The real path of a name under `root`; None where it would lead out of the project."""
    if not name or "\0" in name or "\\" in name or ":" in name:
        return None
    try:
        path = (root / name).resolve()
    except (OSError, RuntimeError, ValueError):
        return None
    return path if path.is_relative_to(root) else None


def _project(root: Path, bag: Bag) -> Sources | None:
    folder = root / "manuscript" if (root / "manuscript").is_dir() else root
    prefix = "" if folder == root else "manuscript/"
    front = _open(root, f"{prefix}metadata.yaml", bag)
    if front is None:
        bag.error(
            "project-missing",
            f"`{prefix}metadata.yaml` is not there",
            help="give a project folder with `manuscript/metadata.yaml`, or one Markdown file",
        )
        return None
    source, digest = front
    seen = {source.name: digest}
    chapters = []
    for file in sorted(folder.glob("[0-9]*.md")):
        name = prefix + file.name
        found = _open(root, name, bag)
        if found:
            chapters.append(found[0])
            seen[name] = found[1]
    if not any(c.text.strip() for c in chapters) and not bag.failed:
        bag.error(
            "manuscript-empty",
            f"`{prefix or './'}` holds no chapter with text",
            help=f"write `{prefix}01-introduction.md`; chapters begin with a number",
        )
    return Sources(root, source, 0, len(source.text), tuple(chapters), seen=seen)


def _single(path: Path, bag: Bag) -> Sources | None:
    found = _open(path.parent, path.name, bag)
    if found is None:
        return None
    source, digest = found
    start, end, body = _front(source.text)
    # The front matter gives way to blank lines, so that every place stays where it was.
    blank = "\n" * source.text.count("\n", 0, body)
    chapter = Source(source.name, blank + source.text[body:])
    if not chapter.text.strip():
        bag.error("manuscript-empty", f"`{source.name}` has no text below its front matter")
    seen = {source.name: digest}
    return Sources(path.parent, source, start, end, (chapter,), path.stem, seen)


def _front(text: str) -> tuple[int, int, int]:
    """Where the front matter starts and ends, and where the text after it begins."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return 0, 0, 0
    offset = start = len(lines[0]) + 1
    for line in lines[1:]:
        if line.rstrip() in ("---", "..."):
            return start, offset, min(offset + len(line) + 1, len(text))
        offset += len(line) + 1
    return start, len(text), len(text)


def _open(root: Path, name: str, bag: Bag) -> tuple[Source, str] | None:
    path = inside(root, name)
    if path is None:
        bag.error("file-outside", f"`{name}` lies outside the project", help="copy it in")
        return None
    if not path.is_file():
        return None
    try:
        data = path.read_bytes()
    except OSError as error:
        bag.error("file-unreadable", f"`{name}` cannot be read: {error.strerror}")
        return None
    source = _decode(name, data, bag)
    return None if source is None else (source, hashlib.sha256(data).hexdigest())


def _decode(name: str, data: bytes, bag: Bag) -> Source | None:
    if len(data) > LARGEST:
        bag.error(
            "file-size",
            f"`{name}` has {len(data) / 1e6:.0f} MB; a text may have {LARGEST / 1e6:.0f}",
            help="split it into chapters",
        )
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        good = data[: error.start].decode("utf-8-sig", errors="replace").replace("\r\n", "\n")
        source = Source(name, good + "�")
        bag.error(
            "file-encoding",
            f"`{name}` is not UTF-8: byte 0x{data[error.start]:02x} is not a character",
            source.span(len(good)),
            help="save the file with the encoding UTF-8",
        )
        return None
    return Source(name, text.replace("\r\n", "\n").replace("\r", "\n"))
