"""`reportgen check`: every fault, and nothing built."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reportgen.cli import _options, _signals

if TYPE_CHECKING:
    from reportgen.diagnostics import Bag


@click.command("check")
@_options.path
@click.option(
    "--format",
    "form",
    type=click.Choice(["full", "short", "json", "github"]),
    help="how the faults are printed (full on a terminal, short elsewhere)",
)
@_options.strict
@_options.allow
@click.option("--fix", is_flag=True, help="mend what is safe, showing what changes first")
@click.option("--diff", is_flag=True, help="show what --fix would change, and change nothing")
def command(
    path: Path, form: str | None, strict: bool, allow: tuple[str, ...], fix: bool, diff: bool
) -> None:
    """Report every fault of PATH without building it.

    With --fix, what can be mended safely is mended first: only the lines in question change.
    """
    from reportgen.cli import _temporary
    from reportgen.pipeline.build import check

    with _temporary.folder():
        bag = _mend(path, allow, write=not diff) if fix or diff else None
        if bag is None:
            bag = check(path, allow=allow)
    if strict:
        bag = bag.strict()
    _options.print_diagnostics(bag, form, out=True)
    sys.exit(_options.DOCUMENT_FAULTS if bag.failed else _options.OK)


def _mend(path: Path, allow: tuple[str, ...], write: bool) -> "Bag | None":
    """Show what can be mended, on the standard error if faults go to a program; then mend it.

    Gives every fault; None where files have changed, and other faults may be left.
    """
    from reportgen.diagnostics import Bag
    from reportgen.pipeline.build import inspect
    from reportgen.printers.excerpt import clean
    from reportgen.reports import fix as mend

    bag = Bag()
    changes = inspect(mend.fix, path, bag, allow) or ()
    for change in changes:
        click.echo("\n".join(clean(line) for line in change.diff.splitlines()), err=True)
    if not (write and changes):
        return bag
    with _signals.held():
        files = mend.write(changes)
    click.echo(f"mended {', '.join(_options.relative_path(file) for file in files)}", err=True)
    return None
