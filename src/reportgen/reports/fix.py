"""Mend what checks know how to mend: those lines alone, every other byte stays.

A diagnostic may carry edits (`Diagnostic.fix`). They are made to the text as it lies on the disk,
byte-order mark, line ends and missing last line end included; then the bibliography is read and
checked anew, until there is nothing left to mend.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from reportgen import bibliography, checks
from reportgen.diagnostics import Bag, Diagnostic, Edit
from reportgen.diagnostics.source import Source
from reportgen.parse import Manuscript, bibliographies
from reportgen.project import regular_files
from reportgen.project.load import inside
from reportgen.project.write import put
from reportgen.reports.diff import unified

MAX_ROUNDS = 8
"""How often a mended bibliography is checked again; two or three are the rule."""
MAX_ENTRIES = 30_000
"""How many entries are checked in all rounds; what is left is mended the next time."""
STRETCH = 32
"""How many characters of a file are looked at together, to see whether edits meet."""

Cut = tuple[int, int, str]
"""The offsets of what goes, and what comes in its place."""


@dataclass(frozen=True)
class Change:
    """A file of the project before and after; `name` is the author's name for it."""

    name: str
    path: Path
    before: bytes
    after: bytes

    @property
    def diff(self) -> str:
        """What changes, as a unified diff."""
        old, new = (_plain(data).splitlines(keepends=True) for data in (self.before, self.after))
        lines = unified(old, new, self.name)
        end = "\n\\ No newline at end of file\n"
        return "".join(line if line.endswith("\n") else line + end for line in lines)


def fix(manuscript: Manuscript, found: Iterable[Diagnostic] | None = None) -> tuple[Change, ...]:
    """The changes that mend all that can be mended; nothing is written.

    `found` is what the checks have found, where they have been run. What the front matter allows
    is left as it is.
    """
    limits = manuscript.sources.limits
    before, shifts = _files(manuscript)
    after = {name: data.decode() for name, data in before.items()}
    names = [source.name for source in _bibliographies(manuscript)]
    rounds = MAX_ENTRIES // max(len(manuscript.library), 1)
    for _ in range(min(max(rounds, 1), MAX_ROUNDS)):
        edits = _edits(_mendable(manuscript, found), shifts)
        if not edits:
            break
        for name, cuts in edits.items():
            after[name] = _apply(after[name], cuts)
        again = tuple(Source(name, _normal(after[name])) for name in names)
        manuscript = replace(manuscript, library=bibliography.read(again, Bag(), limits))
        found, shifts = (
            None,
            dict.fromkeys(names, 0),
        )  # chapters are not read again, so not mended again
    return tuple(
        Change(name, path, data, after[name].encode())
        for name, data in before.items()
        if after[name].encode() != data and (path := inside(manuscript.sources.root, name))
    )


def write(changes: Sequence[Change]) -> tuple[Path, ...]:
    """Write all the changes or, with an OSError, none of them. Modes are kept."""

    def ready() -> None:
        for change in changes:
            if regular_files.read_bytes(change.path, len(change.before))[0] != change.before:
                raise OSError(f"{change.name} was changed by someone else meanwhile")

    put({change.path: change.after for change in changes}, None, ready=ready)
    return tuple(change.path for change in changes)


def _files(manuscript: Manuscript) -> tuple[dict[str, bytes], dict[str, int]]:
    """The bytes of the files that may be mended, and how their text is shifted in them."""
    files, shifts = {}, {}
    chapters = [chapter.source for chapter in manuscript.chapters]
    for source in (*_bibliographies(manuscript), *chapters):
        data = manuscript.sources.data(source.name)
        shift = _shift(source, data) if data is not None else None
        if data is not None and shift is not None:
            files[source.name], shifts[source.name] = data, shift
    return files, shifts


def _bibliographies(manuscript: Manuscript) -> Iterator[Source]:
    """The bibliographies' sources, in their order."""
    sources, front = manuscript.sources, manuscript.front
    for name in bibliographies.names(sources, front):
        path = sources.find(name, sources.front.name).name
        source = sources.text(path, Bag()) if path else None
        if source:
            yield source


def _shift(source: Source, data: bytes) -> int | None:
    """How much later a source's text stands in its file: a single file's front matter is longer
    than the blank lines in its place. None where the file is not what was read."""
    plain = _plain(data)
    return len(plain) - len(source.text) if plain.endswith(source.text.lstrip("\n")) else None


def _mendable(manuscript: Manuscript, found: Iterable[Diagnostic] | None) -> Iterator[Diagnostic]:
    allowed = set(manuscript.front.allow)
    found = checks.run(manuscript) if found is None else found
    return (d for d in found if d.fix and d.code not in allowed)


def _edits(found: Iterable[Diagnostic], shifts: Mapping[str, int]) -> dict[str, list[Cut]]:
    """What to cut from each file and put in its place; of two edits that meet the first counts."""
    out: dict[str, _Cuts] = {}
    for diagnostic in found:
        cuts = [(edit.span.source.name, _cut(edit, shifts)) for edit in diagnostic.fix]
        if all(cut and out.setdefault(name, _Cuts()).free(cut) for name, cut in cuts):
            for name, cut in cuts:
                if cut:
                    out[name].add(cut)
    return {name: sorted(cuts.all) for name, cuts in out.items() if cuts.all}


def _cut(edit: Edit, shifts: Mapping[str, int]) -> Cut | None:
    shift = shifts.get(edit.span.source.name)
    return None if shift is None else (edit.span.start + shift, edit.span.end + shift, edit.text)


@dataclass
class _Cuts:
    """The edits to a file, and which of them lie in each stretch of it: there may be very many."""

    all: list[Cut] = field(default_factory=list)
    near: dict[int, list[Cut]] = field(default_factory=dict)

    def free(self, cut: Cut) -> bool:
        """Whether an edit neither meets nor touches those that are made already."""
        return all(
            cut[1] < other[0] or other[1] < cut[0]
            for number in _stretches(cut)
            for other in self.near.get(number, ())
        )

    def add(self, cut: Cut) -> None:
        self.all.append(cut)
        for number in _stretches(cut):
            self.near.setdefault(number, []).append(cut)


def _stretches(cut: Cut) -> range:
    """The numbers of the stretches of a file that an edit touches."""
    return range(max(cut[0] - 1, 0) // STRETCH, (cut[1] + 1) // STRETCH + 1)


def _apply(raw: str, cuts: list[Cut]) -> str:
    """The text of a file with edits made to it; they count characters as a `Source` does."""
    mark = int(raw.startswith("\ufeff"))
    ends = [found.start() - mark - i for i, found in enumerate(re.finditer("\r\n", raw))]
    newline = "\r\n" if ends else "\n"
    out, at = [], 0
    for start, end, text in cuts:
        out.append(raw[at : start + mark + bisect_left(ends, start)])
        out.append(text.replace("\n", newline))
        at = end + mark + bisect_left(ends, end)
    return "".join((*out, raw[at:]))


def _normal(raw: str) -> str:
    return raw.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _plain(data: bytes) -> str:
    return _normal(data.decode())
