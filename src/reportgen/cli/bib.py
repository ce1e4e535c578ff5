"""`reportgen bib`: what is cited where, and what is not."""

import sys
from pathlib import Path

import click

from reportgen.cli import _options


@click.command("bib")
@_options.path
@click.option("--unused", is_flag=True, help="only the entries that nothing cites")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="how they are listed",
)
@_options.allow
@_options.root
def command(path: Path, unused: bool, form: str, allow: tuple[str, ...], base: Path | None) -> None:
    """List the bibliography of PATH: where each source is cited, and in which notes."""
    from reportgen.cli import _temporary
    from reportgen.diagnostics import Bag
    from reportgen.pipeline.build import examine
    from reportgen.reports import citations

    bag = Bag()
    with _temporary.folder():
        manuscript = examine(path, bag, allow, base)
    if manuscript is None:
        _options.print_diagnostics(bag)
        sys.exit(_options.DOCUMENT_FAULTS)
    found = citations.citation_usage(manuscript)
    shown = citations.data(found, unused) if form == "json" else citations.text(found, unused)
    click.echo(shown, nl=False)
    sys.exit(_options.OK)
