"""`reportgen check`: every fault, and nothing built."""

import sys
from pathlib import Path

import click

from reportgen.cli import _say, _signals


@click.command("check")
@_say.path
@click.option(
    "--format",
    "form",
    type=click.Choice(["full", "short", "json", "github"]),
    help="how the faults are printed (full on a terminal, short elsewhere)",
)
@_say.strict
@_say.allow
@click.option("--fix", is_flag=True, help="mend what is safe, showing what changes first")
@click.option("--diff", is_flag=True, help="show what --fix would change, and change nothing")
def command(
    path: Path, form: str | None, strict: bool, allow: tuple[str, ...], fix: bool, diff: bool
) -> None:
    """Report every fault of PATH without building it.

    With --fix, what can be mended safely is mended first: only the lines in question change.
    """
    from reportgen.cli import _temporary
    from reportgen.pipeline import check

    with _temporary.folder():
        if fix or diff:
            _mend(path, allow, write=not diff)
        bag = check(path, strict=strict, allow=allow)
    _say.faults(bag, form, out=True)
    sys.exit(_say.FAULTS if bag.failed else _say.FINE)


def _mend(path: Path, allow: tuple[str, ...], write: bool) -> None:
    """Show what can be mended, on the standard error if faults go to a program; then mend it."""
    from reportgen import mend
    from reportgen.diag import Bag
    from reportgen.pipeline import examine
    from reportgen.show.excerpt import clean

    manuscript = examine(path, Bag(), allow)
    changes = mend.mend(manuscript) if manuscript else ()
    for change in changes:
        click.echo("\n".join(clean(line) for line in change.diff.splitlines()), err=True)
    if write and changes:
        with _signals.held():
            files = mend.write(changes)
        click.echo(f"mended {', '.join(_say.near(file) for file in files)}", err=True)
