"""`reportgen extract`: the sources that a PDF carries."""

import sys
from pathlib import Path

import click

from reportgen.cli import _say, _signals


@click.command("extract")
@click.argument("file", type=_say.Place(exists=True, dir_okay=False))
@click.option("--out", type=_say.Place(), default=Path("sources"), help="where (sources/)")
def command(file: Path, out: Path) -> None:
    """Take the manuscript and the bibliography out of FILE, a PDF that carries them."""
    from reportgen.extract import extract, put

    try:
        found = extract(file.read_bytes())
        if not found:
            click.echo(f"{file.name} carries no files; see `attach-sources` in the front matter")
            sys.exit(_say.FAULTS)
        with _signals.held():
            put(found, out)
    except ValueError as error:
        click.echo(f"reportgen: {file.name} {error}", err=True)
        sys.exit(_say.FAULTS)
    for name in found:
        click.echo(_say.near((out / name).resolve()))
