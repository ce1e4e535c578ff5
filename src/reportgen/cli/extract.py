"""`reportgen extract`: the sources that a PDF carries."""

import sys
from pathlib import Path

import click

from reportgen.cli import _options, _signals


@click.command("extract")
@click.argument("file", type=_options.Place(exists=True, dir_okay=False))
@click.option("--out", type=_options.Place(), help="where they go (sources/)")
@click.option("--force", is_flag=True, help="overwrite files that are there already")
def command(file: Path, out: Path | None, force: bool) -> None:
    """Take the manuscript and the bibliography out of FILE, a PDF that carries them."""
    from reportgen.cli import _temporary
    from reportgen.printers.excerpt import clean
    from reportgen.project import regular_files
    from reportgen.reports.extract import PDF, ExtractError, extract, put

    folder = out or Path("sources")
    try:
        data, _ = regular_files.read_bytes(file.resolve(), PDF)
        if len(data) > PDF:
            raise ExtractError(f"has more than {PDF / 1e6:.0f} MB")
        if out is None and folder.is_symlink():
            raise ExtractError("is left as it is: `sources` is a link; give a folder with `--out`")
        with _temporary.folder():
            found = extract(data)
        if not found:
            click.echo(f"{file.name} carries no files; see `attach-sources` in the front matter")
            sys.exit(_options.DOCUMENT_FAULTS)
        with _signals.held():
            put(found, folder, force)
    except ExtractError as error:
        click.echo(f"reportgen: {clean(f'{file.name} {error}')}", err=True)
        sys.exit(_options.DOCUMENT_FAULTS)
    for name in found:
        click.echo(_options.relative_path((folder / name).resolve()))
