"""Path -> Sources: what an author handed in.

A project is a folder that holds `manuscript/metadata.yaml`, numbered chapters beside it and a
bibliography, or one Markdown file with front matter.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path, PurePosixPath

from reportgen.diagnostics import Bag
from reportgen.diagnostics.source import Source, Span, nfc
from reportgen.limits import LIMITS, Limits
from reportgen.project import advice, books, journal_file, myst_pages, paths, roots
from reportgen.project.files import Files, is_file
from reportgen.project.files import read as read
from reportgen.project.listed_chapters import are_allowed, read_chapter
from reportgen.project.paths import Match
from reportgen.project.paths import inside as inside


@dataclass(frozen=True, kw_only=True)
class Sources(Files):
    """The texts that an author handed in, and the other files of their project.

    `front` holds the front matter between the offsets `start` and `end`; `stem` names the outputs
    of a single file (in Unicode's form NFC, whatever its own name has) and is empty for a project.
    `unbuilt` are the names of texts beside the chapters that are none.
    `shared` are the files in which other tools keep front matter for all documents of a folder,
    `journal` is the one that all articles of a journal share,
    `made` the labels of what only running code would make, each with the place of that code, and
    `computed` says that code is not run which might have made more of the text, with its labels.
    """

    front: Source
    start: int
    end: int
    chapters: tuple[Source, ...]
    stem: str = ""
    unbuilt: tuple[str, ...] = ()
    shared: tuple[Source, ...] = ()
    journal: Source | None = None
    made: Mapping[str, Span] = field(default_factory=dict)
    computed: bool = False


SHARED = ("_quarto.yml", "_quarto.yaml", "_metadata.yml", "myst.yml")
"""Where Quarto and MyST keep front matter of a whole folder."""


def load(path: Path, bag: Bag, limits: Limits = LIMITS, base: Path | None = None) -> Sources | None:
    """Read a project folder or one Markdown file; None, with a diagnostic, if there is none.

    `base` is a folder above it, within which all that it names is read (`project.roots`).
    """
    typed, path = path, path.resolve()
    files = roots.files(path, limits, base)
    if base is not None and files.root != base.resolve():
        message = f"`{path.name}` does not lie in the folder that is given as its root"
        bag.error("root-elsewhere", message, help="give a folder above it with `--root`")
        return None
    found = _load(typed, path, files, bag)
    return found and replace(found, journal=journal_file.read(files, bag))


def _load(typed: Path, path: Path, files: Files, bag: Bag) -> Sources | None:
    folder = path.is_dir()
    if folder or books.is_index(path.name):
        book = None if folder and _begins(files) else books.book(files, bag)
        if book and (folder or path.name in book.chapters):
            return _book(book, files, "" if folder else path.name, bag)
    if folder:
        found = _project(files, bag)
        if found is None and not bag.failed:
            message, remedy = advice.no_project(path, typed, _folder(files))
            bag.error("project-missing", message, help=remedy)
        return found
    match = files.own(path.name)
    if match.names or is_file(path):
        return _single(files, match.name or files.named(path.name), match, bag)
    bag.error("project-missing", f"there is no `{path.name}` here", help=advice.nothing(typed))
    return None


def remains(path: Path, limits: Limits = LIMITS, base: Path | None = None) -> Sources | None:
    """What can be read of a project that `load` cannot take; None where nothing is there.

    A front matter that is not there is empty, and a chapter that cannot be read is left out.
    """
    path = path.resolve()
    if not path.is_dir():
        return None
    files, quiet = roots.files(path, limits, base), Bag()
    prefix = _prefix(_folder(files))
    names = [prefix + name for name in paths.chapters(files.root / prefix)][: limits.chapters]
    chapters = tuple(text for name in names if (text := files.text(name, quiet)))
    front = files.text(f"{prefix}metadata.yaml", quiet) or Source(f"{prefix}metadata.yaml", "")
    if not chapters and not front.text:
        return None
    return Sources(**vars(files), front=front, start=0, end=len(front.text), chapters=chapters)


def _begins(files: Files) -> bool:
    """Whether a folder is a project of ours."""
    names = ("manuscript/metadata.yaml", "metadata.yaml")
    return any(files.own(name).names for name in names)


def _book(book: books.Book, files: Files, asked: str, bag: Bag) -> Sources | None:
    """A book of Quarto or bookdown as one document, or the one article of a manuscript project."""
    if not book.merged:
        name = book.chapters[0]
        return _single(files, files.named(name), files.own(name), bag)
    if not are_allowed(book.chapters, files.limits.chapters, book.config.span(0), bag):
        return None
    opened = [(text, *_front(text.text)) for text in books.opened(book, files, bag)]
    if not opened or bag.failed:
        return None
    front, start, end, _ = (book.config, 0, 0, 0) if book.shared else opened[0]
    return Sources(
        **vars(files),
        front=front,
        start=start,
        end=end,
        chapters=tuple(read_chapter(*one, titled=book.shared) for one in opened),
        stem=nfc(PurePosixPath(asked).stem) if asked else "",
        shared=(book.config,) if book.shared else (),
    )


def _project(files: Files, bag: Bag) -> Sources | None:
    match = files.own("manuscript/metadata.yaml")
    if not match.names and not paths.variants(files.root, files.named("manuscript")):
        match = files.own("metadata.yaml")
        if not match.names:
            match = files.own("content/metadata.yaml")  # Manubot
        if not match.names and (config := myst_pages.config(files, bag)):
            return _pages(config, files, bag)
    prefix = _prefix(match.written[0].rpartition("/")[0] if match.written else _folder(files))
    front = _open(files, match.written or (f"{prefix}metadata.yaml",), match, bag)
    if front is None:
        return None
    names = [prefix + name for name in paths.chapters(files.root / prefix)]
    most = files.limits.chapters
    (first, *_) = names[most:] or [front.name]
    if not are_allowed(names, most, Source(first, "").span(0), bag):
        return None
    _twins(names, bag)
    opened = [files.text(name, bag) for name in names]
    chapters = tuple(source for source in opened if source is not None)
    if not any(c.text.strip() for c in chapters) and not bag.failed:
        bag.error(
            "manuscript-empty",
            f"`{prefix or './'}` holds no chapter with text",
            (chapters[0] if chapters else front).span(0),
            f"write `{prefix}01-introduction.md`; chapters begin with a number",
        )
    unbuilt = tuple(prefix + name for name in paths.unbuilt(files.root / prefix) if prefix)
    return Sources(
        **vars(files),
        front=front,
        start=0,
        end=len(front.text),
        chapters=chapters,
        unbuilt=unbuilt,
    )


def _pages(config: Source, files: Files, bag: Bag) -> Sources | None:
    """A MyST project: its only page, or all of them as chapters of one document."""
    names = myst_pages.pages(config, files, bag)
    if len(names) < 2:
        if not names and not bag.failed:
            message = f"`{config.name}` lists no page, and the folder has none to begin with"
            bag.error("project-missing", message, config.span(0), "list the pages in `toc`")
        return _single(files, files.named(names[0]), files.find(names[0]), bag) if names else None
    opened = [(source, *_front(source.text)) for n in names if (source := files.text(n, bag))]
    if not opened:
        return None
    chapters = tuple(read_chapter(*one, titled=True) for one in opened)
    front, start, end, _ = opened[0]
    if myst_pages.titled(config):
        front, start, end = config, 0, 0
    shared = (config,)
    return Sources(
        **vars(files), front=front, start=start, end=end, chapters=chapters, shared=shared
    )


def _folder(files: Files) -> str:
    """The folder of a project's text where it has no front matter."""
    return next(iter(paths.variants(files.root, files.named("manuscript"))), files.home)


def _prefix(folder: str) -> str:
    """What the names of a folder's files begin with."""
    return f"{folder}/" if folder else ""


def _single(files: Files, name: str, match: Match, bag: Bag) -> Sources | None:
    source = _open(files, match.written or (name,), match, bag)
    if source is None:
        return None
    start, end, body = _front(source.text)
    # The front matter gives way to blank lines, so that every place stays where it was.
    blank = "\n" * source.text.count("\n", 0, body)
    chapter = Source(source.name, blank + source.text[body:])
    if not chapter.text.strip():
        message = f"`{source.name}` has no text below its front matter"
        bag.error("manuscript-empty", message, source.span(max(body - 1, 0)), "write it there")
    stem = nfc(PurePosixPath(source.name).stem)
    named = [found for name in SHARED if (found := files.find(name, source.name).name)]
    shared = tuple(text for found in named if (text := files.text(found, bag)))
    return Sources(
        **vars(files), front=source, start=start, end=end, chapters=(chapter,), stem=stem,
        shared=shared,
    )  # fmt: skip


def _open(files: Files, names: tuple[str, ...], match: Match, bag: Bag) -> Source | None:
    """The text with the front matter, which is the file that a name leads to."""
    match.report(Source(names[0], "").span(0), bag)
    return files.text(names[0], bag) if len(names) == 1 else None


def _twins(names: list[str], bag: Bag) -> None:
    """Report chapters whose names look the same: one of them is most likely a copy."""
    for first, second in pairwise(names):
        if nfc(first) == nfc(second):
            bag.error(
                "file-ambiguous",
                f"two chapters are called `{second}`, with letters in one piece and in several",
                Source(second, "").span(0),
                "delete or rename one of them",
            )


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
