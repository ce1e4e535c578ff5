"""Is every word of a manuscript in every output, and are the same notes, cells and numbers in all?

The words are scanned from the chapters' text (`source_words`), and from the bytes of the outputs.
Chapters of another tool are scanned as `dialects` has them: chunks, shortcodes and the like are no
words of theirs, and what is left out of them is a diagnostic of its own.
Both may be a stranger's: a worker reads them, within bounds of time and memory.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from reportgen import editions, formats
from reportgen.diagnostics import Bag, Diagnostic, Severity
from reportgen.diagnostics.source import Span
from reportgen.dialects import prepare
from reportgen.pipeline import build
from reportgen.processes import workers
from reportgen.processes.resources import Resources
from reportgen.project.load import Sources, load
from reportgen.project.regular_files import is_regular_file
from reportgen.project.request import Request
from reportgen.reports.words.compare import Examined, differences, examine
from reportgen.reports.words.contents import LARGEST, UnreadableError
from reportgen.tree.selection import Selection

SECONDS, MEGABYTES = 60, 2000
"""The processor time and the memory that reading an output and its source may take."""
MOST = 40
"""How many findings of one kind are named."""

LEFT_OUT = "left out"
"""What a diagnostic says of markup that is in no output."""


@dataclass(frozen=True)
class WordsFinding:
    """One output: how many words of the source were looked for, and what is not right.

    Each of `losses` is a line with the place in the source, where it has one. `reported` are those
    words that are missing and of which an error or a warning of `check` says so.
    """

    name: str
    words: int = 0
    losses: tuple[str, ...] = ()
    reported: tuple[str, ...] = ()


def verify_words(
    path: Path, out: Path | None = None, base: Path | None = None
) -> tuple[WordsFinding, ...]:
    """Compare the words of a document's chapters with its outputs as they were written.

    Raises ValueError where there is no document or nothing of it was built, OSError where the
    machine fails.
    """
    request = Request(path, out=out, base=base)
    folder = request.folder
    if folder is None:
        raise ValueError("`build` is a link that leads out of the project; give `--out`")
    bag = Bag()
    sources = load(path, bag, base=base)
    if sources is None or bag.failed:
        raise ValueError(next(d.message for d in bag))
    sources = prepare(sources, Bag())
    found: list[WordsFinding] = []
    for edition in editions.names():
        stem = editions.stem(sources.stem, edition)
        specs = [spec for spec in map(formats.spec, formats.names()) if not spec.particulars]
        names = [f"{stem}.{spec.suffix}" for spec in specs]
        built = {n: folder / n for n in names if is_regular_file(folder / n)}
        found += _edition(request, built, sources, editions.spec(edition).selection)
    if not found:
        raise ValueError(f"nothing is built in {folder.name}; run `reportgen build` first")
    return tuple(sorted(found, key=lambda finding: finding.name))


def _edition(
    request: Request, built: Mapping[str, Path], sources: Sources, selection: Selection
) -> Iterator[WordsFinding]:
    """What is not right with the outputs of one edition."""
    examined: dict[str, Examined] = {}
    for name, file in built.items():
        try:
            task = partial(examine, _read(file), sources, selection)
            examined[name] = workers.run(task, Resources(SECONDS, MEGABYTES))
        except UnreadableError as error:
            yield WordsFinding(name, losses=(f"it {error}",))
        except workers.WorkerEnded:
            yield WordsFinding(name, losses=("it takes too much time or memory to read",))
    missing = [loss.span for own in examined.values() for loss in own.losses if loss.span]
    known = _diagnostics(request) if missing else []
    for name, own in examined.items():
        losses: list[str] = []
        reported: list[str] = []
        for loss in own.losses:
            code = _code(loss.span, known) if loss.span else ""
            (reported if code else losses).append(loss.line + (f" ({code})" if code else ""))
        lines = (*_cut(losses), *_cut([*differences(name, examined)]))
        yield WordsFinding(name, own.words, lines, tuple(_cut(reported)))


def _diagnostics(request: Request) -> list[Diagnostic]:
    """The errors and warnings of a document that have a place."""
    bag = Bag()
    build.examine(request.path, bag, base=request.base)
    return [d for d in bag if d.span and d.severity is not Severity.NOTE]


def _code(span: Span, known: Sequence[Diagnostic]) -> str:
    """The code of the diagnostic that says that these words are left out; empty where none does.

    It begins before them in the same block.
    """
    for d in known:
        place = d.span if LEFT_OUT in d.message else None
        if place and place.source.name == span.source.name and place.start <= span.start:
            between = span.source.text[place.start : span.start]
            if "\n\n" not in between:
                return d.code
    return ""


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise UnreadableError(f"has more than {LARGEST / 1e6:.0f} MB")
    return data


def _cut(lines: Sequence[str]) -> list[str]:
    more = len(lines) - MOST
    return [*lines[:MOST], *([f"and {more:,} more"] if more > 0 else [])]
