"""Path -> Sources: the only module that reads the author's files.

A project is a folder that holds `manuscript/metadata.yaml`, numbered chapters beside it and a
bibliography, or one Markdown file with front matter. Only files whose real path lies inside the
project are read.
"""

import hashlib
import os
import re
import stat
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from reportgen.diag import Bag
from reportgen.limits import LIMITS, Limits
from reportgen.source import Source

OUTWARD = re.compile(r"^[/~]|[\\:\x00-\x1f\x7f]")
"""What no name of a project's file has: roots, and other systems' separators."""
HIDDEN = re.compile(r"(?:^|/)\.[^/]")
"""A hidden file is its owner's own, such as `.git` or `.env`."""


@dataclass(frozen=True)
class Sources:
    """What an author handed in, and the one door to the rest of the project's files.

    `front` holds the front matter between the offsets `start` and `end`; `stem` names the outputs
    of a single file and is empty for a project; `seen` notes each file that was asked for with
    the SHA-256 of its bytes (empty where there was none), `changed` when each was last changed
    (seconds since 1970). A file is read once, however often it is asked for.
    """

    root: Path
    front: Source
    start: int
    end: int
    chapters: tuple[Source, ...]
    stem: str = ""
    seen: dict[str, str] = field(default_factory=dict, compare=False)
    changed: dict[str, int] = field(default_factory=dict, compare=False)
    limits: Limits = LIMITS
    _read: dict[str, bytes | None] = field(default_factory=dict, compare=False, repr=False)

    def text(self, name: str, bag: Bag) -> Source | None:
        """A text of the project by its name; None, with a diagnostic, if it cannot be read."""
        data = self.data(name, self.limits.file_bytes)
        return None if data is None else _decode(name, data, self.limits, bag)

    def data(self, name: str, most: int = LIMITS.picture_bytes) -> bytes | None:
        """The bytes of a file of the project, one more than `most` where it has more than that.

        None where there is no such file inside it.
        """
        if name not in self._read:
            found = read(self.root, name, most)
            self._read[name] = found[0] if found else None
            self.seen[name] = hashlib.sha256(found[0]).hexdigest() if found else ""
            if found:
                self.changed[name] = found[1]
        return self._read[name]

    def find(self, name: str, beside: str = "") -> str | None:
        """The project's own name of a file that `beside` (a source's name) speaks of.

        It is looked for beside that source and then at the project's root.
        """
        for folder in dict.fromkeys((PurePosixPath(beside).parent, PurePosixPath("."))):
            tried = str(folder / name)
            path = inside(self.root, tried) if name else None
            if path is not None and _is_file(path):
                found = path.relative_to(self.root).as_posix()
                if found != tried:  # by a link or by `..`, which may lead elsewhere another day
                    self.data(found)
                    self.seen[tried] = self.seen[found]
                return found
            if path is not None:  # if it appears one day, this answer no longer holds
                self.seen.setdefault(tried, "")
        return None

    def names(self, suffixes: tuple[str, ...]) -> tuple[str, ...]:
        """The names of the project's files with one of these suffixes, for "did you mean"."""
        found = []
        for name in (".", "manuscript", "manuscript/figures"):
            top = inside(self.root, name)
            if top is not None and top.is_dir():
                found += [p for p in sorted(top.iterdir()) if p.suffix.lower() in suffixes]
        return tuple(p.relative_to(self.root).as_posix() for p in found)


def load(path: Path, bag: Bag, limits: Limits = LIMITS) -> Sources | None:
    """Read a project folder or one Markdown file; None, with a diagnostic, if there is none."""
    path = path.resolve()
    if path.is_dir():
        return _project(path, limits, bag)
    if _is_file(path):
        return _single(path, limits, bag)
    bag.error("project-missing", f"there is no `{path.name}` here", help="give a folder or a file")
    return None


def inside(root: Path, name: str) -> Path | None:
    """The real path of a name under `root`; None where it would lead out of the project."""
    if not name or len(name) > 1000 or OUTWARD.search(name):
        return None
    try:
        real = root.resolve()
        path = (real / name).resolve()
    except (OSError, RuntimeError, ValueError):
        return None
    if not path.is_relative_to(real) or HIDDEN.search(path.relative_to(real).as_posix()):
        return None
    return path


def read(root: Path, name: str, most: int) -> tuple[bytes, int] | None:
    """A file's bytes and when it was changed; None where `root` has no such file inside it.

    Of a file with more than `most` bytes one more than that are read. A device or a pipe is no
    file, even where it takes a file's place while it is opened.
    """
    path = inside(root, name)
    if path is None or not _is_file(path):
        return None
    try:
        for _ in range(3):
            handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | _WITHOUT_LINKS)
            with os.fdopen(handle, "rb") as file:
                before = os.fstat(handle)
                if not stat.S_ISREG(before.st_mode):
                    return None
                data = file.read(most + 1)
                after = os.fstat(handle)
            if (before.st_mtime_ns, before.st_size) == (after.st_mtime_ns, after.st_size):
                break
    except OSError:
        return None
    return data, int(after.st_mtime)


_WITHOUT_LINKS = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _project(root: Path, limits: Limits, bag: Bag) -> Sources | None:
    folder = root / "manuscript" if (root / "manuscript").is_dir() else root
    prefix = "" if folder == root else "manuscript/"
    seen: dict[str, str] = {}
    changed: dict[str, int] = {}
    front = _open(root, f"{prefix}metadata.yaml", limits, seen, changed, bag)
    if front is None:
        if not bag.failed:
            bag.error(
                "project-missing",
                f"`{prefix}metadata.yaml` is not there",
                help="give a project folder with `manuscript/metadata.yaml`, or one Markdown file",
            )
        return None
    names = sorted(prefix + file.name for file in folder.glob("[0-9]*.md"))
    if len(names) > limits.chapters:
        bag.error(
            "file-size",
            f"there are {len(names):,} chapters; {limits.chapters} are allowed",
            Source(names[limits.chapters], "").span(0),
            "join some of them",
        )
        return None
    opened = [_open(root, name, limits, seen, changed, bag) for name in names]
    chapters = tuple(source for source in opened if source is not None)
    if not any(c.text.strip() for c in chapters) and not bag.failed:
        bag.error(
            "manuscript-empty",
            f"`{prefix or './'}` holds no chapter with text",
            help=f"write `{prefix}01-introduction.md`; chapters begin with a number",
        )
    return Sources(root, front, 0, len(front.text), chapters, "", seen, changed, limits)


def _single(path: Path, limits: Limits, bag: Bag) -> Sources | None:
    seen: dict[str, str] = {}
    changed: dict[str, int] = {}
    source = _open(path.parent, path.name, limits, seen, changed, bag)
    if source is None:
        return None
    start, end, body = _front(source.text)
    # The front matter gives way to blank lines, so that every place stays where it was.
    blank = "\n" * source.text.count("\n", 0, body)
    chapter = Source(source.name, blank + source.text[body:])
    if not chapter.text.strip():
        bag.error("manuscript-empty", f"`{source.name}` has no text below its front matter")
    return Sources(path.parent, source, start, end, (chapter,), path.stem, seen, changed, limits)


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


def _open(
    root: Path,
    name: str,
    limits: Limits,
    seen: dict[str, str],
    changed: dict[str, int],
    bag: Bag,
) -> Source | None:
    """A text by its name; what was read is noted in `seen` and `changed`."""
    path = inside(root, name)
    if path is None:
        bag.error("file-outside", f"`{name}` lies outside the project", help="copy it in")
        return None
    found = read(root, path.relative_to(root).as_posix(), limits.file_bytes)
    if found is None:
        if path.exists():
            bag.error("file-unreadable", f"`{name}` cannot be read", help="it must be a plain file")
        return None
    seen[name], changed[name] = hashlib.sha256(found[0]).hexdigest(), found[1]
    return _decode(name, found[0], limits, bag)


def _decode(name: str, data: bytes, limits: Limits, bag: Bag) -> Source | None:
    if len(data) > limits.file_bytes:
        bag.error(
            "file-size",
            f"`{name}` has more than {limits.file_bytes / 1e6:g} MB",
            Source(name, "").span(0),
            "split it into several files",
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
