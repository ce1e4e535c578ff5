"""`reportgen verify`: are the outputs what the sources give, and is every word in them?"""

import sys
from pathlib import Path

import click

from reportgen.cli import _options


@click.command("verify")
@_options.path
@_options.out
@_options.allow
@_options.root
@click.option("--words", is_flag=True, help="compare the words of the source with the outputs'")
@click.option("--publish", is_flag=True, help="compare what the files written say of the article")
def command(
    path: Path,
    out: Path | None,
    allow: tuple[str, ...],
    base: Path | None,
    words: bool,
    publish: bool,
) -> None:
    """Build PATH anew and compare with the files and the manifest of the last build.

    With --words nothing is built: the words of the chapters are looked for in the outputs. With
    --publish nothing is built either: title, authors, DOI, pages, licence, notes and references
    are read from every file of an article, or of an issue, and have to be the same in all.
    """
    from reportgen.printers.excerpt import clean

    if words and publish:
        raise click.UsageError("--words and --publish are two questions: ask one")
    try:
        if publish:
            fine, lines = _published(path, out)
        else:
            fine, lines = _words(path, out, base) if words else _builds(path, out, allow, base)
    except ValueError as error:
        click.echo(f"reportgen: {clean(str(error))}", err=True)
        sys.exit(_options.DOCUMENT_FAULTS)
    for line in lines:
        click.echo(clean(line))
    sys.exit(_options.OK if fine else _options.DOCUMENT_FAULTS)


def _builds(
    path: Path, out: Path | None, allow: tuple[str, ...], base: Path | None
) -> tuple[bool, list[str]]:
    """Whether new builds give the same files, and what to print of each."""
    from reportgen.cli import _temporary
    from reportgen.reports.verify import verify

    with _temporary.folder():
        found = verify(path, out, allow, base)
    lines = []
    for finding in found:
        lines.append(f"{finding.name}: {'the same' if finding.same else 'not the same'}")
        lines += [f"  {cause}" for cause in finding.causes]
        if not finding.anonymous:
            lines.append("  it says who wrote it: see what a build of it reports")
    return all(finding.same and finding.anonymous for finding in found), lines


def _published(path: Path, out: Path | None) -> tuple[bool, list[str]]:
    """Whether all files say the same of each article, and what to print of each."""
    from reportgen.reports.publish.verify import verify_publish

    found = verify_publish(path, out)
    if not found:
        raise ValueError("there is no article whose files could be compared; build one first")
    lines = []
    for one in found:
        what = f"{len(one.faults)} faults" if one.faults else "all say the same"
        lines.append(f"{one.name}: {len(one.files)} files, {what}")
        lines += [f"  {fault}" for fault in one.faults]
    return not any(one.faults for one in found), lines


def _words(path: Path, out: Path | None, base: Path | None) -> tuple[bool, list[str]]:
    """Whether every word is in every output, and what to print of each."""
    from reportgen.reports.words import verify_words

    found = verify_words(path, out, base)
    lines = []
    for finding in found:
        what = "all that is missing is reported by `reportgen check`"
        what = what if finding.reported else f"all {finding.words:,} words are there"
        lines.append(f"{finding.name}: {'not all is there' if finding.losses else what}")
        lines += [f"  {loss}" for loss in (*finding.losses, *finding.reported)]
    return not any(finding.losses for finding in found), lines
