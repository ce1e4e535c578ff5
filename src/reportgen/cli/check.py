"""`reportgen check`: every fault, and nothing built."""

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reportgen.cli import _options, _places, _signals
from reportgen.diagnostics import Bag
from reportgen.project.discover import find_owners
from reportgen.project.request import Request

if TYPE_CHECKING:
    from reportgen.cli._links import Links


@click.command("check")
@_options.paths
@click.option(
    "--format",
    "form",
    type=click.Choice(["full", "short", "json", "github"]),
    help="how the faults are printed (full on a terminal, short elsewhere)",
)
@click.option("--color/--no-color", default=None, help="colours or none (those of a terminal)")
@click.option("-v", "--verbose", is_flag=True, help="print every note, not many of a kind as one")
@_options.quiet
@_options.strict
@_options.allow
@_options.root
@click.option("--fix", is_flag=True, help="mend what is safe, showing what changes first")
@click.option("--diff", is_flag=True, help="show what --fix would change, and change nothing")
@click.option("--links", is_flag=True, help="look every cited address up on the network, too")
@click.pass_obj
def command(
    client: object,
    paths: tuple[Path, ...],
    form: str | None,
    color: bool | None,
    verbose: bool,
    quiet: bool,
    strict: bool,
    allow: tuple[str, ...],
    base: Path | None,
    fix: bool,
    diff: bool,
    links: bool,
) -> None:
    """Report every fault of each PATH that a build would report, without building it.

    PATH is a project folder, a folder of projects, a Markdown file, or a file of a project, which
    is then checked as a whole. With --fix, what can be mended safely is mended first: only the
    lines in question change. Nothing is asked of the network but with --links.
    """
    from reportgen.cli import _links, _temporary

    documents, stray = find_owners(paths or [Path()])
    found = [_stray(path) for path in stray]
    with _temporary.folder():
        for path in documents:
            cited = _links.look(path, allow, base, client) if links else None
            mended = (fix or diff) and _mend(path, allow, base, cited, write=not diff)
            found.append(_checked(path, allow, base))
            if cited:
                found.append(_links.report(path, allow, base, cited, mended))
    bag = Bag(list(dict.fromkeys(d for one in found for d in one)))
    bag = bag.strict() if strict else bag
    bag = _options.errors_alone(bag) if quiet else bag
    _options.print_diagnostics(bag, form, out=True, color=color, verbose=verbose)
    sys.exit(_options.DOCUMENT_FAULTS if bag.failed else _options.OK)


def _checked(path: Path, allow: tuple[str, ...], base: Path | None) -> Bag:
    from reportgen.pipeline.check import check

    bag = check(path, allow=allow, epoch=_options.epoch(), cache=_options.cache(), root=base)
    return _places.from_here(bag, Request(path, base=base))


def _stray(path: Path) -> Bag:
    bag = Bag()
    remedy = "give a project folder or one Markdown file"
    bag.error("project-missing", f"`{path}` belongs to no document", help=remedy)
    return bag


def _mend(
    path: Path, allow: tuple[str, ...], base: Path | None, cited: "Links | None", write: bool
) -> bool:
    """Show what can be mended, on the standard error if faults go to a program; then mend it.

    Gives whether something was mended.
    """
    from reportgen.cli import _links
    from reportgen.pipeline.build import inspect
    from reportgen.printers.excerpt import clean
    from reportgen.reports import fix as mend

    look = partial(_links.mended, cited.looked) if cited else mend.fix
    changes = inspect(look, path, Bag(), allow, base) or ()
    for change in changes:
        click.echo("\n".join(clean(line) for line in change.diff.splitlines()), err=True)
    if not (write and changes):
        return False
    with _signals.held():
        files = mend.write(changes)
    click.echo(f"mended {', '.join(_options.relative_path(file) for file in files)}", err=True)
    return True
