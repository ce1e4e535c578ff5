"""Is every word of a manuscript in every output, and are the same notes, cells and numbers in all?

The words are scanned from the chapters' text (`source_words`), and from the bytes of the outputs.
Both may be a stranger's: a worker reads them, within bounds of time and memory.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from reportgen import editions, formats
from reportgen.diagnostics import Bag
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


@dataclass(frozen=True)
class WordsFinding:
    """One output: how many words and notes of the source were looked for, and what is not right.

    Each of `losses` is a line with the place in the source, where it has one.
    """

    name: str
    words: int = 0
    losses: tuple[str, ...] = ()


def verify_words(path: Path, out: Path | None = None) -> tuple[WordsFinding, ...]:
    """Compare the words of a document's chapters with its outputs as they were written.

    Raises ValueError where there is no document or nothing of it was built, OSError where the
    machine fails.
    """
    request = Request(path, out=out)
    folder = request.folder
    if folder is None:
        raise ValueError("`build` is a link that leads out of the project; give `--out`")
    bag = Bag()
    sources = load(path, bag)
    if sources is None or bag.failed:
        raise ValueError(next(d.message for d in bag))
    found: list[WordsFinding] = []
    for edition in editions.names():
        stem = editions.stem(sources.stem, edition)
        names = [f"{stem}.{formats.spec(name).suffix}" for name in formats.names()]
        built = {n: folder / n for n in names if is_regular_file(folder / n)}
        found += _edition(built, sources, editions.spec(edition).selection)
    if not found:
        raise ValueError(f"nothing is built in {folder.name}; run `reportgen build` first")
    return tuple(sorted(found, key=lambda finding: finding.name))


def _edition(
    built: Mapping[str, Path], sources: Sources, selection: Selection
) -> Iterator[WordsFinding]:
    """What is not right with the outputs of one edition."""
    examined: dict[str, Examined] = {}
    for name, path in built.items():
        try:
            task = partial(examine, _read(path), sources, selection)
            examined[name] = workers.run(task, Resources(SECONDS, MEGABYTES))
        except UnreadableError as error:
            yield WordsFinding(name, losses=(f"it {error}",))
        except workers.WorkerEnded:
            yield WordsFinding(name, losses=("it takes too much time or memory to read",))
    for name, own in examined.items():
        losses = [*_cut(own.losses), *_cut([*differences(name, examined)])]
        yield WordsFinding(name, own.words, tuple(losses))


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise UnreadableError(f"has more than {LARGEST / 1e6:.0f} MB")
    return data


def _cut(lines: Sequence[str]) -> list[str]:
    more = len(lines) - MOST
    return [*lines[:MOST], *([f"and {more:,} more"] if more > 0 else [])]
