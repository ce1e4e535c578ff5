"""`reportgen build -o FILE`: one output, under the name that the user gives it."""

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from reportgen import formats
from reportgen.pipeline.state import State
from reportgen.project.request import Built, Request


def asked(request: Request, documents: Sequence[Path], file: Path) -> Request:
    """The request for the format that a file's suffix means. Raises UsageError."""
    if len(documents) > 1:
        raise click.UsageError(f"`-o` takes one output, and there are {len(documents)} documents")
    if request.out is not None:
        raise click.UsageError("give a file with `-o`, or a folder with `--out`, not both")
    known = {formats.spec(name).suffix: name for name in formats.names()}
    name = file.name.lower()
    ended = [suffix for suffix in known if name.endswith(f".{suffix}")]
    wanted = known[max(ended, key=len)] if ended else None
    if wanted is None:
        ends = " or ".join(f".{suffix}" for suffix in known)
        raise click.UsageError(f"`{file}` must end in {ends}, which says what it is to be")
    if request.to not in ((), (wanted,)):
        raise click.UsageError(f"`{file}` is not of the format that `--to` asks for")
    return replace(request, to=(wanted,))


def make(request: Request, store: Path | None, jobs: int, file: Path) -> Built:
    """Build the one output into its file. Raises UsageError where there are several, OSError."""
    from reportgen.pipeline import build, manifest
    from reportgen.pipeline.overwritten import is_source
    from reportgen.project import sent
    from reportgen.project.write import put

    aside = replace(request, out=Path(tempfile.mkdtemp()))
    built = build.make(aside, State(store, request), jobs)
    if not (built.files and built.whole):  # of two editions the sound one may not be the wanted
        return replace(built, files=(), kept=())
    if len(built.files) > 1:
        names = " and ".join(f"`{path.name}`" for path in built.files)
        raise click.UsageError(
            f"`-o` takes one output, and this gives {names}; choose one with `--edition`"
        )
    made = built.files[0]
    known = manifest.read(made.parent)
    read = next(iter(known.builds.values())).inputs if known and known.builds else {}
    if is_source(file, request.root, read):
        raise click.UsageError(f"the document reads `{file}`; give the output another name")
    if not made.exists() and request.folder is not None:  # it is there as it would be made
        made = request.folder / made.name
    file.parent.mkdir(parents=True, exist_ok=True)
    put({file: made.read_bytes()})
    if request.folder is not None:
        sent.move(made.parent, request.folder)
    return replace(built, files=(file.resolve(),))
