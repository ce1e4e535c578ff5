"""`reportgen issue`: a journal's issue, built or checked."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from reportgen.cli import _options, _places
from reportgen.diagnostics import Bag
from reportgen.project.request import PUBLISH, Request

if TYPE_CHECKING:
    from reportgen.issues.build import BuiltIssue
    from reportgen.issues.planned import IssuePlan
    from reportgen.pipeline.batch import Backend


@click.group("issue")
def command() -> None:
    """Build an issue of a journal: all its articles, numbered through and bound."""


@command.command("build", short_help="Build all articles, and bind them.")
@_options.path
@click.option(
    "--out", type=_options.Place(), metavar="DIR", help="where the files go (build/issue)"
)
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="how many processes work at once")
@click.option("--cluster", metavar="ADDRESS", help="build on the Dask cluster of this scheduler")
@click.option("--cache/--no-cache", default=True, help="take what is unchanged from earlier builds")
@_options.strict
@_options.root
@_options.quiet
def _build(
    path: Path,
    out: Path | None,
    jobs: int | None,
    cluster: str | None,
    cache: bool,
    strict: bool,
    base: Path | None,
    quiet: bool,
) -> None:
    """Build the issue of PATH: an `issue.yaml` or its folder.

    Its articles are built as for `--to publish`, each with the volume, the issue, the pages and the
    DOI that the issue gives it. Where an article has faults the others are written, and the
    issue's own files stay as they are.
    """
    from reportgen.cli import _temporary
    from reportgen.issues.build import build

    like = Request(Path(), (PUBLISH,), strict=strict, epoch=_options.epoch())
    with (
        _temporary.folder(),
        TemporaryDirectory(prefix="reportgen-cache-") as own,
        _backend(jobs or os.cpu_count() or 1, cluster, kept := _kept(cache, own)) as backend,
    ):
        built = build(path, like, backend, base=base, out=out, cache=kept)
    sys.exit(_told(built, path, base, quiet))


@command.command("check", short_help="Report the faults of the issue and its articles.")
@_options.path
@_options.strict
@_options.root
@_options.quiet
def _check(path: Path, strict: bool, base: Path | None, quiet: bool) -> None:
    """Report every fault of the issue of PATH and of its articles, without building it."""
    from reportgen.cli import _temporary
    from reportgen.issues.build import examine
    from reportgen.issues.reading import locate
    from reportgen.pipeline.check import check_request

    found, bag = examine(path, base)
    root = found.contents.files.root if found else None
    bags = [_places.from_here(bag, Request(locate(path), base=root))]
    with _temporary.folder():
        for request in _requests(found) if found else ():
            own = check_request(request, _options.cache(), os.cpu_count() or 1)
            bags.append(_places.from_here(own, request))
    faults = Bag(list(dict.fromkeys(fault for one in bags for fault in one))).with_strict(strict)
    shown = _options.errors_alone(faults) if quiet else faults
    _options.print_diagnostics(shown, out=True)
    sys.exit(_options.DOCUMENT_FAULTS if faults.failed else _options.OK)


def _requests(plan: "IssuePlan") -> Iterator[Request]:
    """What is asked for of the articles of an issue, and of what stands around them."""
    from reportgen.issues import matter

    like = Request(Path(), epoch=_options.epoch())
    for one in plan.articles:
        yield replace(like, path=one.path, given=one.given)
    for one in (*plan.front, *plan.back):
        yield matter.asked(one, like)


def _kept(cache: bool, own: str) -> Path:
    """Where what was made is kept: the user's folder, or one for this build alone."""
    return (_options.cache() if cache else None) or Path(own)


@contextmanager
def _backend(jobs: int, address: str | None, cache: Path) -> "Iterator[Backend]":
    if address:
        from reportgen.pipeline import cluster

        with cluster.connect(address) as far:
            yield far.way(cache)
    else:
        from reportgen.pipeline import batch

        with batch.LocalBackend(jobs) as cores:
            yield cores.way(cache)


def _told(built: "BuiltIssue", path: Path, base: Path | None, quiet: bool) -> int:
    """Say what came of an issue, and give the exit status."""
    from reportgen.issues.reading import locate
    from reportgen.pipeline import batch

    shown = _options.errors_alone if quiet else lambda bag: bag
    for outcome in built.outcomes:
        name = _options.relative_path(outcome.request.path)
        if not (outcome.fine and quiet):
            said = "built" if outcome.fine else outcome.trouble or "has faults"
            click.echo(f"{name}: {said}")
        if outcome.built:
            found = shown(outcome.built.bag)
            _options.print_diagnostics(_places.from_here(found, outcome.request))
    own = Request(locate(path), base=built.root)
    _options.print_diagnostics(_places.from_here(shown(built.bag), own))
    for file in () if quiet else built.files:
        click.echo(_options.relative_path(file))
    waiting = any(one.trouble == batch.NOT_STARTED for one in built.outcomes)
    faulty = [one for one in built.outcomes if not one.fine]
    if not built.bound:
        names = ", ".join(_options.relative_path(one.request.path) for one in faulty)
        why = "it was stopped" if waiting else f"faults in {names}" if names else "it has faults"
        click.echo(f"the issue is not bound: {why}", err=True)
    if waiting:
        return _options.INTERRUPTED
    if any(one.trouble for one in built.outcomes):
        return _options.MACHINE_FAULT
    return _options.OK if built.bound else _options.DOCUMENT_FAULTS
