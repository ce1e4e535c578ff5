"""`reportgen bib`: what is cited where, and what is not."""

import sys
from pathlib import Path

import click

from reportgen.cli import _say


@click.command("bib")
@_say.path
@click.option("--unused", is_flag=True, help="only the entries that nothing cites")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="how they are listed",
)
@_say.allow
def command(path: Path, unused: bool, form: str, allow: tuple[str, ...]) -> None:
    """List the bibliography of PATH: where each source is cited, and in which notes."""
    from reportgen import usage
    from reportgen.cli import _temporary
    from reportgen.diag import Bag
    from reportgen.pipeline import examine

    bag = Bag()
    with _temporary.folder():
        manuscript = examine(path, bag, allow)
    if manuscript is None:
        _say.faults(bag)
        sys.exit(_say.FAULTS)
    sources = usage.usage(manuscript)
    shown = usage.data(sources, unused) if form == "json" else usage.text(sources, unused)
    click.echo(shown, nl=False)
    sys.exit(_say.FINE)
