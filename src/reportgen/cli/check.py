"""`reportgen check`: every fault, and nothing built."""

import sys
from pathlib import Path

import click

from reportgen.cli import _options, _signals


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
        if fix or diff:
            _mend(path, allow, write=not diff)
        bag = check(path, strict=strict, allow=allow)
    _options.print_diagnostics(bag, form, out=True)
    sys.exit(_options.DOCUMENT_FAULTS if bag.failed else _options.OK)


def _mend(path: Path, allow: tuple[str, ...], write: bool) -> None:
    """Show what can be mended, on the standard error if faults go to a program; then mend it."""
    from reportgen.diagnostics import Bag
    from reportgen.pipeline.build import examine
    from reportgen.printers.excerpt import clean
    from reportgen.reports import fix as mend

    manuscript = examine(path, Bag(), allow)
    changes = mend.fix(manuscript) if manuscript else ()
    for change in changes:
        click.echo("\n".join(clean(line) for line in change.diff.splitlines()), err=True)
    if write and changes:
        with _signals.held():
            files = mend.write(changes)
        click.echo(f"mended {', '.join(_options.relative_path(file) for file in files)}", err=True)
