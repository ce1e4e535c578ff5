"""The stages in order: examine (load, parse, check), then build (resolve, edit, render, write)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from reportgen import checks, editions, formats, styles
from reportgen.diag import Bag
from reportgen.load import load
from reportgen.parse import Manuscript, parse
from reportgen.resolve import Report, resolve
from reportgen.write import write


@dataclass(frozen=True)
class Built:
    """What a build came to: the faults it found, and the files it wrote."""

    bag: Bag
    files: tuple[Path, ...] = ()


def check(path: str | Path = ".", *, strict: bool = False, allow: Collection[str] = ()) -> Bag:
    """Every fault of a project folder or a single Markdown file; nothing is built.

    `strict` raises warnings to errors; `allow` names what the manuscript may do ("raw").
    """
    bag = Bag()
    examine(Path(path), bag, allow)
    return bag.strict() if strict else bag


def build(
    path: str | Path = ".",
    *,
    to: Sequence[str] = (),
    edition: Sequence[str] = (),
    out: str | Path | None = None,
    strict: bool = False,
    allow: Collection[str] = (),
) -> Built:
    """Build a project folder or a single Markdown file.

    `to` and `edition` name the formats and the editions, all of them where they are empty; an
    edition with nothing to show is then left out. The files go to `out`, by default the folder
    `build` of the project. Where there is an error nothing is written. Raises OSError where a
    file cannot be written.
    """
    bag = Bag()
    manuscript = examine(Path(path), bag, allow)
    if strict:
        bag = bag.strict()
    if manuscript is None or bag.failed:
        return Built(bag)
    report = _report(manuscript, bag)
    if report is None:
        return Built(bag)
    artifacts: dict[str, bytes] = {}
    for name in edition or [n for n in editions.names() if editions.shows(n, report)]:
        made = editions.make(name, report, bag)
        for target in to or formats.names():
            data = formats.render(target, made, bag) if made else None
            if data is not None:
                artifacts[f"{_stem(manuscript, name)}.{target}"] = data
    if bag.failed or (strict and len(bag)):
        return Built(bag.strict() if strict else bag)
    folder = Path(out) if out else manuscript.sources.root / "build"
    return Built(bag, write(artifacts, folder))


def examine(path: Path, bag: Bag, allow: Collection[str] = ()) -> Manuscript | None:
    """Read and check a manuscript; None where it could not be read."""
    sources = load(path, bag)
    manuscript = parse(sources, bag, allow) if sources else None
    if manuscript is not None:
        checks.check(manuscript, bag)
    return manuscript


def _report(manuscript: Manuscript, bag: Bag) -> Report | None:
    style = styles.style(manuscript, bag)
    return None if style is None else resolve(manuscript, style, bag)


def _stem(manuscript: Manuscript, edition: str) -> str:
    """What an edition's files are called: a single file's article has the file's own name."""
    stem = manuscript.sources.stem
    if not stem:
        return edition
    return stem if edition == editions.FIRST else f"{stem}-{edition}"
