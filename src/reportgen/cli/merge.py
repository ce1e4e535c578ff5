"""`reportgen merge`: what was edited in Word comes back to the sources."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reportgen.cli import _options, _signals

if TYPE_CHECKING:
    from reportgen.merge.merging import Merged


@click.command("merge")
@click.argument("document", type=_options.Place(exists=True, dir_okay=False), metavar="EDITED.docx")
@click.argument("path", type=_options.Place(exists=True), default=".", metavar="[PATH]")
@click.option(
    "--accept", default="all", metavar="all|AUTHOR|none", help="whose tracked changes are taken"
)
@click.option("--apply", "applied", is_flag=True, help="change the manuscript itself")
@click.option(
    "--base", "sent", default="", metavar="FILE|REV",
    help="what was sent: a document, a folder, a git revision",
)  # fmt: skip
@click.option(
    "--comments", type=click.Choice(["report", "inline"]), default="report",
    help="comments in the report alone, or beside their sentences too",
)  # fmt: skip
@click.option("--conflicts", is_flag=True, help="with --apply, write both texts of a conflict")
@click.option("--force", is_flag=True, help="merge what looks like another document too")
@_options.root
def command(
    document: Path, path: Path, accept: str, applied: bool, sent: str, comments: str,
    conflicts: bool, force: bool, base: Path | None,
) -> None:  # fmt: skip
    """Bring the changes in EDITED.docx back to the manuscript that it was made of.

    Nothing but a patch and a report is written, into `build/merge`, unless `--apply` says so.
    """
    from reportgen import ooxml
    from reportgen.cli import _temporary
    from reportgen.diagnostics import Bag
    from reportgen.limits import LIMITS
    from reportgen.merge import comment_report, merging, outputs
    from reportgen.merge.guards import MergeError
    from reportgen.merge.workspace import Project
    from reportgen.printers.excerpt import clean
    from reportgen.project import regular_files

    if conflicts and not applied:
        raise click.UsageError("`--conflicts` writes into the manuscript: give `--apply` with it")
    project = Project.of(path, base, _options.cache(), _options.epoch())
    options = merging.Options(accept, sent, force, conflicts, comments == "inline")
    bag = Bag()
    try:
        data, _ = regular_files.read_bytes(document.resolve(), LIMITS.docx_bytes)
        with _temporary.folder():
            merged = merging.merged(data, document.name, project, options, bag)
    except (MergeError, ooxml.Unreadable) as refused:
        click.echo(f"reportgen: {clean(f'{document.name}: {refused}')}", err=True)
        sys.exit(_options.DOCUMENT_FAULTS)
    _print(merged)
    bag.extend(comment_report.diagnostics(merged.comments.placed))
    _options.print_diagnostics(bag, verbose=True)
    if kept := comment_report.keeping(merged.comments.rounds, applied):
        click.echo(kept)
    try:
        with _signals.held():
            written = outputs.write(merged, project, applied)
    except MergeError as refused:
        click.echo(f"reportgen: {clean(str(refused))}", err=True)
        sys.exit(_options.DOCUMENT_FAULTS)
    for file in written:
        click.echo(_options.relative_path(file))
    sys.exit(_options.OK if merged.whole else _options.DOCUMENT_FAULTS)


MOST = 60
"""How many changes are printed; the report has all of them."""


def _print(merged: "Merged") -> None:
    """Say what comes back word by word, what does not, and why."""
    from reportgen.merge import report
    from reportgen.printers.excerpt import clean

    for line in report.summary(merged).splitlines():
        click.echo(clean(line))
    changes = [(e, merged.now[e.path]) for e in merged.edits]
    for edit, source in changes[:MOST]:
        before, old, new, behind = (clean(part) for part in report.context(edit, source))
        gone = click.style(f"[-{old}-]", fg="red") if old else ""
        come = click.style(f"{{+{new}+}}", fg="green") if new else ""
        click.echo(f"{clean(report.place(source, edit.start))}: {before}{gone}{come}{behind}")
    if len(changes) > MOST:
        click.echo(f"and {len(changes) - MOST} more changes")
    for conflict in merged.conflicts[:MOST]:
        where = report.place(merged.now[conflict.path], conflict.start)
        click.echo(
            f"{clean(where)}: conflict: the words have changed since they were sent", err=True
        )
        for name, text in (("now", conflict.now), ("the editor", conflict.editor)):
            click.echo(f"  {name}: {clean(report.shown(text))}", err=True)
    for refusal in merged.refusals[:MOST]:
        span = refusal.span
        where = f"{span.source.name}:{span.line}:{span.column}: " if span else ""
        click.echo(clean(f"{where}not brought back: {refusal.reason}; {refusal.remedy}"), err=True)
        click.echo(f"  {clean(report.shown(refusal.words))}", err=True)
    left = max(len(merged.conflicts) - MOST, 0) + max(len(merged.refusals) - MOST, 0)
    if left:
        click.echo(f"and {left} more, which the report lists", err=True)
