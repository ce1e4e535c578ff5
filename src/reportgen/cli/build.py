"""`reportgen build`: one document, or many side by side."""

import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from reportgen.built import Request
from reportgen.cache import State
from reportgen.cli import _say
from reportgen.diag import Bag
from reportgen.projects import projects
from reportgen.source import Span


@click.command("build")
@_say.paths
@_say.to
@_say.edition
@_say.out
@_say.strict
@_say.allow
@click.option("--cache/--no-cache", default=True, help="take what is unchanged from earlier builds")
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="how many processes work at once")
@click.option("--cluster", metavar="ADDRESS", help="build on the Dask cluster of this scheduler")
def command(
    paths: tuple[Path, ...],
    to: tuple[str, ...],
    edition: tuple[str, ...],
    out: Path | None,
    strict: bool,
    allow: tuple[str, ...],
    cache: bool,
    jobs: int | None,
    cluster: str | None,
) -> None:
    """Build each PATH: a project folder, a folder of projects, or a Markdown file."""
    request = Request(Path(), to, edition, out, strict, allow, _say.epoch())
    store = _say.cache() if cache else None
    documents = projects(paths or [Path()])
    jobs = jobs or os.cpu_count() or 1
    if len(documents) == 1 and not cluster:
        sys.exit(_one(replace(request, path=documents[0]), store, jobs))
    sys.exit(_many(documents, request, store, jobs, cluster))


def _one(request: Request, store: Path | None, jobs: int) -> int:
    state = State(store, request)
    built = state.fresh()
    if built is None:
        from reportgen.cli import _temporary
        from reportgen.pipeline import make

        with _temporary.folder():
            built = make(request, state, jobs)
    _say.faults(built.bag)
    for file in built.files:
        click.echo(_say.near(file))
    return _say.FAULTS if built.bag.failed else _say.FINE


def _many(
    documents: Sequence[Path], like: Request, store: Path | None, jobs: int, address: str | None
) -> int:
    from reportgen import batch
    from reportgen.cli import _temporary

    requests = batch.requests(documents, like)
    with _temporary.folder(), _Progress(len(requests)) as progress:
        if address:
            from reportgen import cluster

            with cluster.connect(address) as far:
                outcomes = batch.build(requests, far.way(), progress.told)
        else:
            with batch.Cores(min(jobs, len(requests))) as cores:
                outcomes = batch.build(requests, cores.way(store), progress.told)
    fine = sum(outcome.fine for outcome in outcomes)
    waiting = sum(outcome.trouble == batch.NOT_BEGUN for outcome in outcomes)
    said = f"; stopped, {waiting} not begun" if waiting else ""
    click.echo(f"{fine} of {len(outcomes)} documents built{said}")
    if waiting:
        return _say.STOPPED
    if any(outcome.trouble for outcome in outcomes):
        return _say.MACHINE
    return _say.FINE if fine == len(outcomes) else _say.FAULTS


class _Progress:
    """A bar on a terminal, a line for each document elsewhere."""

    def __init__(self, total: int) -> None:
        self.bar: Any = None
        self.total = total
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import Progress

            shared = sys.stdout.isatty()
            self.bar = Progress(
                console=Console(stderr=True), transient=True, redirect_stdout=shared
            )
            self.task = self.bar.add_task("building", total=total)

    def __enter__(self) -> "_Progress":
        if self.bar:
            self.bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self.bar:
            self.bar.stop()

    def told(self, outcome: Any) -> None:
        """Say what came of a document."""
        name = _say.near(outcome.request.path.resolve())
        said = "built" if outcome.fine else outcome.trouble or "has faults"
        click.echo(f"{name}: {said}")
        if outcome.built:
            _say.faults(_named(outcome.built.bag, _say.near(outcome.request.root)))
        if self.bar:
            self.bar.advance(self.task)


def _named(bag: Bag, folder: str) -> Bag:
    """The faults with their files under the document's folder, to tell them from others'."""

    def named(span: Span | None) -> Span | None:
        if span is None or folder == ".":
            return span
        source = replace(span.source, name=f"{folder}/{span.source.name}")
        return replace(span, source=source)

    return Bag(
        [
            replace(
                d,
                span=named(d.span),
                notes=tuple(replace(note, span=named(note.span)) for note in d.notes),
            )
            for d in bag
        ]
    )
