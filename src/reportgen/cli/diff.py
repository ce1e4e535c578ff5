"""`reportgen diff`: a redline of two states of a document."""

import os
import sys
from pathlib import Path

import click

from reportgen.cli import _options, _places
from reportgen.project.request import Request


@click.command("diff")
@click.argument("before", metavar="REV1")
@click.argument("after", metavar="[REV2]", default="")
@click.argument("path", type=_options.Place(exists=True), default=".")
@_options.to
@_options.edition
@click.option("--author", metavar="NAME", help="who changed it (the author of the commit)")
@click.option("--out", type=_options.Place(), metavar="DIR", help="where it goes (PATH/build/diff)")
@_options.allow
@_options.root
@_options.quiet
def command(
    before: str,
    after: str,
    path: Path,
    to: tuple[str, ...],
    edition: tuple[str, ...],
    author: str | None,
    out: Path | None,
    allow: tuple[str, ...],
    base: Path | None,
    quiet: bool,
) -> None:
    """Show what was changed between REV1 and REV2, or since REV1.

    Each is a git revision of the document at PATH, such as HEAD~2 or a tag, a folder, a Markdown
    file, or a PDF that carries its sources. Without REV2 it is the document as it is now.
    """
    from reportgen.cli import _signals, _temporary
    from reportgen.diagnostics import Bag
    from reportgen.printers.excerpt import clean
    from reportgen.project.paths import inside
    from reportgen.redline import make
    from reportgen.redline.states import opened
    from reportgen.reports.extract import extract

    given = click.get_current_context().get_parameter_source("path")
    if after and given is click.core.ParameterSource.DEFAULT and Path(after).exists():
        # `diff v1 article`: the document that a revision is one of, as it is now.
        path, after = (Path(after), "") if Path(after).suffix.lower() != ".pdf" else (path, after)
    request = Request(path, to, edition, out, allow=allow, epoch=_options.epoch(), base=base)
    folder = request.folder if out else inside(request.home, f"build/{make.FOLDER}")
    if folder is None:
        raise click.UsageError("`build/diff` leads out of the project; give a folder with `--out`")
    bag = Bag()
    files: tuple[Path, ...] = ()
    told = ""
    with (
        _temporary.folder(),
        opened(before, path, extract, bag) as old,
        opened(after, path, extract, bag) as new,
    ):
        if old and new:
            jobs = os.cpu_count() or 1
            made = make.redline(old, new, request, _options.cache(), author or "", jobs)
            bag.extend(_places.from_here(made.bag, request))
            told = made.summary
            if made.files and not bag.failed:
                with _signals.held():
                    files = make.put(made, folder)
    _options.print_diagnostics(_options.errors_alone(bag) if quiet else bag)
    if told and not quiet and not bag.failed:
        click.echo("\n".join(map(clean, told.splitlines())))
    for file in () if quiet else files:
        click.echo(_options.relative_path(file))
    if bag.failed:
        click.echo("nothing was written", err=True)
    sys.exit(_options.DOCUMENT_FAULTS if bag.failed else _options.OK)
