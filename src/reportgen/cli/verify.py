"""`reportgen verify`: are the outputs what the sources give?"""

import sys
from pathlib import Path

import click

from reportgen.cli import _say


@click.command("verify")
@_say.path
@_say.out
def command(path: Path, out: Path | None) -> None:
    """Build PATH anew and compare with the files and the manifest of the last build."""
    from reportgen.cli import _temporary
    from reportgen.verify import verify

    try:
        with _temporary.folder():
            found = verify(path, out)
    except ValueError as error:
        click.echo(f"reportgen: {error}", err=True)
        sys.exit(_say.FAULTS)
    for finding in found:
        click.echo(f"{finding.name}: {'the same' if finding.same else 'not the same'}")
        for cause in finding.causes:
            click.echo(f"  {cause}")
    sys.exit(_say.FINE if all(finding.same for finding in found) else _say.FAULTS)
