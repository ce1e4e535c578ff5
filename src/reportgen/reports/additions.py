"""New entries for the bibliography of a manuscript: looked up, told from those there, written."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from reportgen import bibliography
from reportgen.bibliography import Entry, Library
from reportgen.diagnostics import Bag, Diagnostic, Note, Severity
from reportgen.diagnostics.source import Source
from reportgen.network import Client
from reportgen.parse import Manuscript, bibliographies
from reportgen.project import regular_files
from reportgen.project.load import inside
from reportgen.project.write import put
from reportgen.registries import entry, keys, manner
from reportgen.registries.identifiers import Identifier
from reportgen.registries.lookup import LookupFailedError, look_up
from reportgen.registries.work import Work
from reportgen.reports import same_works

MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Target:
    """The file that new entries go to: its name in the project, and its bytes; None for no file."""

    name: str
    path: Path
    data: bytes | None

    def source(self, data: bytes) -> Source:
        text = data.decode("utf-8-sig")
        return Source(self.name, text.replace("\r\n", "\n").replace("\r", "\n"))


@dataclass(frozen=True)
class Addition:
    """An entry that was made: its key, its text, and the entry as it is read back."""

    key: str
    text: str
    entry: Entry


@dataclass(frozen=True)
class Additions:
    """The entries that are to be added to a file, and its bytes with them."""

    target: Target
    data: bytes
    added: tuple[Addition, ...]
    library: Library
    """All entries of the manuscript, with these."""


def find_target(manuscript: Manuscript, bag: Bag) -> Target | None:
    """The first bibliography of a manuscript that is BibTeX, or a new one where there is none."""
    sources, front = manuscript.sources, manuscript.front
    names = bibliographies.names(sources, front)
    span = front.place("bibliography")
    for name in names:
        found = sources.find(name, sources.front.name).name
        path = inside(sources.root, found) if found else None
        if not found or path is None or PurePosixPath(found).suffix.lower() in (
            ".json", ".yaml", ".yml"
        ):  # fmt: skip
            continue
        data = sources.data(found)
        if data is None or sources.text(found, bag, span) is None:
            return None
        return Target(found, path, data)
    if names:
        message = f"`{names[0]}` is no BibTeX file that entries can be added to"
        bag.error("bib-missing", message, span, "name a `.bib` file of the project beside it")
        return None
    path = inside(sources.root, bibliographies.USUAL)
    if path is None:
        message = f"`{bibliographies.USUAL}` lies outside the project"
        bag.error("file-outside", message, None, "put a file in its place")
        return None
    return Target(bibliographies.USUAL, path, None)


def look_up_all(
    wanted: Sequence[Identifier], library: Library, client: Client, today: str, bag: Bag
) -> list[Work]:
    """The works of identifiers that the library has not; it is told of the others."""
    found: list[Work] = []
    there = same_works.KnownWorks(library)
    for one in wanted:
        known = there.identified(one)
        if known is None:
            try:
                work = look_up(one, client, today)
            except LookupFailedError as failed:
                bag.error(failed.code, failed.message, None, failed.remedy)
                continue
            known = there.described(work)
            if known is None and work not in found:
                found.append(work)
                for lost in work.cut:
                    _note(bag, "source-shortened", f"of the {one.kind} `{one.value}` {lost}")
        if known is not None:
            _present(one, known, bag)
    return found


def add(
    works: Sequence[Work], key: str, target: Target, library: Library, bag: Bag
) -> Additions | None:
    """The file with entries for works; nothing is written. None where there are none to add.

    `key` is that of the first, where one is asked for.
    """
    habit, way = keys.learn(library), manner.learn(library)
    taken = [*library.keys(), *library.broken]
    if key and key.casefold() in {one.casefold() for one in taken}:
        there = library.get(key)
        span = there.key_span if there else None
        bag.error("key-taken", f"the key `{key}` is taken", span, "give another one with `--key`")
        return None
    made: list[tuple[str, str]] = []
    for work in works:
        new = key if key and not made else keys.key(work, habit, taken)
        taken.append(new)
        made.append((new, entry.bibtex(work, new, way)))
    before = target.data or b""
    data = _joined(before, [text for _, text in made])
    read = bibliography.read((target.source(data),), Bag())
    back = [(one, text) for new, text in made if (one := read.get(new))]
    if len(back) < len(made) or _is_open(target.source(before)):
        message = f"nothing can be added behind the end of `{target.name}`, which is not closed"
        end = target.source(before).span(max(0, len(before.decode("utf-8", "replace")) - 1))
        bag.error("bib-syntax", message, end, "close the last entry; `reportgen check` names it")
        return None
    added = tuple(Addition(one.key, text, one) for one, text in back)
    grown = replace(library, entries={**library.entries, **{one.key: one.entry for one in added}})
    return Additions(target, data, added, grown) if added else None


def write(additions: Additions) -> None:
    """Write the file with its new entries. Raises OSError, with nothing changed."""
    target = additions.target

    def ready() -> None:
        if target.data is None:
            if target.path.exists():
                raise OSError(f"{target.name} was made by someone else meanwhile")
        elif regular_files.read_bytes(target.path, len(target.data))[0] != target.data:
            raise OSError(f"{target.name} was changed by someone else meanwhile")

    put({target.path: additions.data}, None, ready=ready)


def _is_open(source: Source) -> bool:
    """Whether something that cannot be read stands behind the last entry of a file."""
    bag = Bag()
    last = max((one.end for one in bibliography.read((source,), bag)), default=0)
    return any(d.span is not None and d.span.start >= last for d in bag.errors)


def _joined(before: bytes, texts: Sequence[str]) -> bytes:
    """A file with entries behind its end, each behind a blank line, with its own line ends."""
    end = b"\r\n" if b"\r\n" in before else b"\n"
    bare = before.removeprefix(MARK)
    gap = b"" if not bare or bare.endswith(end * 2) else end if bare.endswith(b"\n") else end * 2
    new = "\n\n".join(texts).replace("\n", end.decode()).encode()
    return before + gap + new + end


def _present(wanted: Identifier, known: Entry, bag: Bag) -> None:
    message = f"the {wanted.kind} `{wanted.value}` is there as `{known.key}`, so it was not added"
    note = (Note("the entry", known.key_span),)
    remedy = f"cite it as `[@{known.key}]`"
    bag.add(Diagnostic("source-present", Severity.WARNING, message, None, help=remedy, notes=note))


def _note(bag: Bag, code: str, message: str) -> None:
    remedy = "look through the entry"
    bag.add(Diagnostic(code, Severity.NOTE, message, None, help=remedy))
