"""`reportgen verify`: are the outputs what the sources give?"""

import sys
from pathlib import Path

import click

from reportgen.cli import _options


@click.command("verify")
@_options.path
@_options.out
@_options.allow
def command(path: Path, out: Path | None, allow: tuple[str, ...]) -> None:
    """Build PATH anew and compare with the files and the manifest of the last build."""
    from reportgen.cli import _temporary
    from reportgen.printers.excerpt import clean
    from reportgen.reports.verify import verify

    try:
        with _temporary.folder():
            found = verify(path, out, allow)
    except ValueError as error:
        click.echo(f"reportgen: {clean(str(error))}", err=True)
        sys.exit(_options.DOCUMENT_FAULTS)
    for finding in found:
        click.echo(f"{clean(finding.name)}: {'the same' if finding.same else 'not the same'}")
        for cause in finding.causes:
            click.echo(f"  {clean(cause)}")
    sys.exit(_options.OK if all(finding.same for finding in found) else _options.DOCUMENT_FAULTS)
