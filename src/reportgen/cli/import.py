# ruff: noqa: N999 (commands are called as their modules)
"""`reportgen import`: an old document as a project that builds."""

import re
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reportgen.cli import _options, _signals

if TYPE_CHECKING:
    from reportgen.diagnostics import Bag
    from reportgen.importer.project import Imported
    from reportgen.importer.proof import Proof
    from reportgen.ooxml import Document


@click.command("import", short_help="Make a project of an old document.")
@click.argument("file", metavar="FILE", type=_options.Place(exists=True, dir_okay=False))
@click.argument("folder", metavar="[DIR]", type=_options.Place(), required=False)
@click.option(
    "--kind", type=click.Choice(["word", "opendocument", "latex", "markdown"]), help="what FILE is"
)
def command(file: Path, folder: Path | None, kind: str | None) -> None:
    """Make a project in the folder DIR of FILE, an article written in Word or another program.

    FILE is a Word document (.docx), an OpenDocument text (.odt), LaTeX (.tex) or Markdown (.md).
    Citations of Zotero, Mendeley, EndNote and Word become citations, typed notes where they can be
    read. DIR/import-report.md says what was taken and what is to be looked at. DIR must be empty.
    """
    from reportgen.cli import _temporary
    from reportgen.ooxml import Unreadable
    from reportgen.pandoc import PandocError
    from reportgen.printers.excerpt import clean

    into = folder or Path(re.sub(r"[^\w.-]+", "-", file.stem).strip(".-") or "imported")
    _free(into)
    try:
        with _temporary.folder():
            files, bag, proof, imported = _made(file, _kind(file, kind))
    except Unreadable as error:
        _refuse(f"{file.name} {clean(error.reason)}", clean(error.remedy))
    except PandocError as error:
        reason = {
            "time": "takes too much time to read",
            "memory": "takes too much memory to read",
            "depth": "nests too deep",
        }.get(error.reason, f"cannot be read ({error.reason})")
        _refuse(f"{file.name} {clean(reason)}", "save it anew, or as a Word document (.docx)")
    from reportgen.reports import starter

    with _signals.held():
        starter.make(into, files)
    _tell(into, bag, proof, imported)
    sys.exit(_options.DOCUMENT_FAULTS if bag.failed else _options.OK)


def _made(file: Path, kind: str) -> "tuple[dict[str, bytes], Bag, Proof | None, Imported]":
    """The files of the project, what `check` says of it, and the proof of its words."""
    import tempfile

    from reportgen.diagnostics import Bag
    from reportgen.importer import project, proof, report
    from reportgen.ooxml import Unreadable
    from reportgen.pipeline.build import inspect
    from reportgen.project import regular_files
    from reportgen.reports import starter

    real = file.resolve()
    data, _ = regular_files.read_bytes(real, LARGEST)
    if len(data) > LARGEST:
        raise Unreadable(f"has more than {LARGEST / 1e6:.0f} MB", "divide it")
    imported = project.read(file.stem, data, kind, real.parent)
    wanted = starter.Wanted(
        starter.KINDS[0], imported.title, imported.authors, imported.lang, _day()
    )
    names = starter.files(wanted, Bag())
    kept = {n: d for n, d in names.items() if not n.startswith(("manuscript/", "figures/"))}
    files = {**kept, **imported.files}
    bag = Bag()
    place = Path(tempfile.mkdtemp())
    starter.make(place / "project", files)
    words = inspect(_words, place / "project", bag)
    found = imported.findings
    old = [(word, place) for text, place in found.words for word in proof.tokens(text)]
    old += proof.words_in(found.document) if found.document else ()
    proven = None
    if old and words is not None:
        texts = [*proof.texts_of(files), *found.set_anew(), report.text(found, bag, None)]
        proven = proof.prove(old, words, texts)
    if found.document and found.document.comments:
        files |= _reviews(found.document, place / "project")
    files[report.NAME] = report.text(found, bag, proven).encode()
    return files, bag, proven, imported


def _reviews(document: "Document", project: Path) -> dict[str, bytes]:
    """The comments of a Word document as a round of reviews, placed in the new chapters."""
    from reportgen.diagnostics import Bag
    from reportgen.merge import comments
    from reportgen.project.load import load
    from reportgen.reviews.writing import record

    sources = load(project, Bag())
    if sources is None:
        return {}
    found = comments.review_comments(comments.placed(document, sources))
    return {name: late for name, (_, late) in record(sources, found).files.items()}


LARGEST = 200_000_000
"""The most bytes of a document."""


def _words(manuscript: object, _: object) -> list[str]:
    from reportgen.importer.proof import words_of
    from reportgen.parse import Manuscript

    return words_of(manuscript) if isinstance(manuscript, Manuscript) else []


def _free(folder: Path) -> None:
    """Refuse a folder in which something is."""
    if folder.is_dir() and not any(folder.iterdir()):
        return
    if folder.exists() or folder.is_symlink():
        _refuse(f"`{folder}` is not empty, and nothing is written over", "name another folder")


def _kind(file: Path, kind: str | None) -> str:
    """What a file is; the reader of Word documents says of others what they are."""
    from reportgen.importer.project import SUFFIXES, WORD

    return kind or SUFFIXES.get(file.suffix.lower(), WORD)


def _refuse(message: str, remedy: str) -> None:
    click.echo(f"reportgen: {message}", err=True)
    click.echo(f"  help: {remedy}", err=True)
    sys.exit(_options.DOCUMENT_FAULTS)


def _tell(folder: Path, bag: "Bag", proof: "Proof | None", imported: "Imported") -> None:
    found = imported.findings
    entries = len(found.keys) + sum(one.confidence != "unsure" for one in found.parsed.entries)
    click.echo(f"made `{folder}`: {len(found.chapters)} chapters, {entries} sources")
    if proof:
        click.echo(f"  {proof.words:,} words looked for, {proof.missing:,} not found")
    unsure = sum(one.confidence == "unsure" for one in found.parsed.entries)
    if unsure:
        click.echo(f"  {unsure} typed sources are unsure and stay as they were typed")
    click.echo(f"  `{folder}/import-report.md` says what is to be looked at")
    _options.print_diagnostics(_options.errors_alone(bag))


def _day() -> str:
    epoch = _options.epoch()
    return datetime.fromtimestamp(time.time() if epoch is None else epoch, UTC).date().isoformat()
