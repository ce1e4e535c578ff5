"""`reportgen site`: a journal's web site, built."""

import os
import sys
from pathlib import Path

import click

from reportgen.cli import _options
from reportgen.project.request import PUBLISH, Request


@click.group("site")
def command() -> None:
    """Build the web site of a journal: all its issues, as files for any web host."""


@command.command("build", short_help="Build all issues, and the site of them.")
@_options.path
@click.option("--url", "address", metavar="URL", help="where the site will be (the journal's url)")
@click.option("--out", type=_options.Place(), metavar="DIR", help="where it goes (PATH/build/site)")
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="how many processes work at once")
@click.option("--cache/--no-cache", default=True, help="take what is unchanged from earlier builds")
@_options.strict
@_options.root
@_options.quiet
def _build(
    path: Path,
    address: str | None,
    out: Path | None,
    jobs: int | None,
    cache: bool,
    strict: bool,
    base: Path | None,
    quiet: bool,
) -> None:
    """Build the site of the journal in PATH: of each `issue.yaml` in it or below it.

    Each issue is built as by `reportgen issue build`. Where one has faults the site stays as it
    is. The files need no server: open `index.html`, or copy the folder to a web host.
    """
    from tempfile import TemporaryDirectory

    from reportgen.cli import _temporary
    from reportgen.cli.issue import _backend, _kept, _told
    from reportgen.issues.journal_site import build

    if address and not address.startswith(("https://", "http://")):
        raise click.UsageError("`--url` takes a web address, such as https://journal.example.org/")
    like = Request(Path(), (PUBLISH,), strict=strict, epoch=_options.epoch())
    with (
        _temporary.folder(),
        TemporaryDirectory(prefix="reportgen-cache-") as own,
        _backend(jobs or os.cpu_count() or 1, None, kept := _kept(cache, own)) as way,
    ):
        built = build(path, like, way, address=address or "", base=base, out=out, cache=kept)
    status = max((_told(one, file, base, quiet) for file, one in built.issues), default=_options.OK)
    _options.print_diagnostics(_options.errors_alone(built.bag) if quiet else built.bag)
    if built.folder is None:
        click.echo("the site is not written", err=True)
        sys.exit(status or _options.DOCUMENT_FAULTS)
    if not quiet:
        click.echo(_options.relative_path(built.folder / "index.html"))
    sys.exit(status)
