"""`reportgen check`: every fault, and nothing built."""

import sys
from pathlib import Path

import click

from reportgen.cli import _say


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
def command(path: Path, form: str | None, strict: bool, allow: tuple[str, ...]) -> None:
    """Report every fault of PATH without building it."""
    from reportgen.pipeline import check

    try:
        bag = check(path, strict=strict, allow=allow)
    except OSError as error:
        _say.machine(error)
    _say.faults(bag, form, out=True)
    sys.exit(_say.FAULTS if bag.failed else _say.FINE)
