"""`reportgen build`: one document, or many side by side."""

import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from reportgen.cli import _options, _places
from reportgen.pipeline.state import State
from reportgen.project.discover import find_projects
from reportgen.project.request import Request


@click.command("build")
@_options.paths
@_options.to
@_options.edition
@_options.out
@_options.strict
@_options.allow
@_options.draft
@_options.root
@click.option("--comments", is_flag=True, help="show what was found as comments in Word documents")
@_options.quiet
@click.option("--cache/--no-cache", default=True, help="take what is unchanged from earlier builds")
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="how many processes work at once")
@click.option("-o", "file", type=_options.Place(), metavar="FILE", help="one output into this file")
@click.option("--open", "shown", is_flag=True, help="open what was built in its usual program")
@click.option("--watch", is_flag=True, help="build anew after each change")
@click.option("--cluster", metavar="ADDRESS", help="build on the Dask cluster of this scheduler")
def command(
    paths: tuple[Path, ...],
    to: tuple[str, ...],
    edition: tuple[str, ...],
    out: Path | None,
    strict: bool,
    allow: tuple[str, ...],
    draft: bool,
    base: Path | None,
    comments: bool,
    quiet: bool,
    cache: bool,
    jobs: int | None,
    file: Path | None,
    shown: bool,
    watch: bool,
    cluster: str | None,
) -> None:
    """Build each PATH: a project folder, a folder of projects, or a Markdown file."""
    request = Request(
        Path(), to, edition, out, strict, allow, _options.epoch(), draft=draft, base=base,
        comments=comments,
    )  # fmt: skip
    store = _options.cache() if cache else None
    documents = find_projects(paths or [Path()])
    jobs = jobs or os.cpu_count() or 1
    if file is not None:
        from reportgen.cli import _one_file

        request = _one_file.asked(request, documents, file)
    if request.to and edition:
        _match(request.to, edition)
    if len(documents) == 1 and not cluster:
        request = replace(request, path=documents[0])
        if watch:
            from reportgen.cli import _watching

            opens = iter([shown])  # at the first build
            _watching.run(
                request, lambda: _one(request, store, jobs, file, next(opens, False), quiet)
            )
        sys.exit(_one(request, store, jobs, file, shown, quiet))
    for option in ("--open",) * shown + ("--watch",) * watch + ("-o",) * (file is not None):
        raise click.UsageError(f"`{option}` is for one document, built on this machine")
    sys.exit(_many(documents, request, store, jobs, cluster, quiet))


def _match(to: Sequence[str], wanted: Sequence[str]) -> None:
    """Raises UsageError where none of the formats is made of one of the editions."""
    from reportgen import editions, formats

    for name in wanted:
        asked = {target: formats.spec(target) for target in formats.asked(to)}
        shown = editions.spec(name)
        if not any(spec.serves(name) and shown.suits(spec.medium) for spec in asked.values()):
            raise click.UsageError(f"{' or '.join(asked)} is not made of the edition {name!r}")


def _one(
    request: Request,
    store: Path | None,
    jobs: int,
    target: Path | None,
    shown: bool,
    quiet: bool,
) -> int:
    state = State(store, request)
    built = None if target else state.fresh()
    if built is None:
        from reportgen.cli import _temporary
        from reportgen.pipeline.build import make

        with _temporary.folder():
            if target is None:
                built = make(request, state, jobs)
            else:
                from reportgen.cli import _one_file

                built = _one_file.make(request, store, jobs, target)
    bag = _options.errors_alone(built.bag) if quiet else built.bag
    _options.print_diagnostics(_places.from_here(bag, request))
    for file in () if quiet else built.files:
        click.echo(_options.relative_path(file))
    _options.print_kept(built)
    if shown and built.files and click.launch(str(built.files[0])):
        click.echo("reportgen: no program is known that opens it", err=True)
        return _options.MACHINE_FAULT
    return _options.DOCUMENT_FAULTS if built.bag.failed else _options.OK


def _many(
    documents: Sequence[Path],
    like: Request,
    store: Path | None,
    jobs: int,
    address: str | None,
    quiet: bool,
) -> int:
    from reportgen.cli import _temporary
    from reportgen.pipeline import batch

    requests = batch.requests(documents, like)
    with _temporary.folder(), _Progress(len(requests), quiet) as progress:
        if address:
            from reportgen.pipeline import cluster

            with cluster.connect(address) as far:
                outcomes = batch.build(requests, far.way(), progress.told)
        else:
            with batch.LocalBackend(min(jobs, len(requests))) as cores:
                outcomes = batch.build(requests, cores.way(store), progress.told)
    fine = sum(outcome.fine for outcome in outcomes)
    waiting = sum(outcome.trouble == batch.NOT_STARTED for outcome in outcomes)
    said = f"; stopped, {waiting} not begun" if waiting else ""
    if fine < len(outcomes) or not quiet:
        click.echo(f"{fine} of {len(outcomes)} documents built{said}")
    if waiting:
        return _options.INTERRUPTED
    if any(outcome.trouble for outcome in outcomes):
        return _options.MACHINE_FAULT
    return _options.OK if fine == len(outcomes) else _options.DOCUMENT_FAULTS


class _Progress:
    """A bar on a terminal, a line for each document elsewhere."""

    def __init__(self, total: int, quiet: bool) -> None:
        self.quiet = quiet
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
        name = _options.relative_path(outcome.request.path.resolve())
        said = "built" if outcome.fine else outcome.trouble or "has faults"
        if not (outcome.fine and self.quiet):
            click.echo(f"{name}: {said}")
        if outcome.built:
            bag = outcome.built.bag
            bag = _options.errors_alone(bag) if self.quiet else bag
            _options.print_diagnostics(_places.from_here(bag, outcome.request))
        if self.bar:
            self.bar.advance(self.task)
