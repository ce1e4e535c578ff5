"""`reportgen bib`: what is cited where, and what is not; `bib add`: new sources."""

import sys
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from reportgen.cli import _bib_add, _options


class _Bibliography(click.Group):
    """`bib [PATH]` is `bib list [PATH]`; a folder called `add` is `./add`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if ctx.resilient_parsing and not args:
            return super().parse_args(ctx, args)
        if not args or (args[0] not in self.commands and args[0] not in ctx.help_option_names):
            args = ["list", *args]
        return super().parse_args(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """The commands, and what follows `bib list`."""
        found = super().shell_complete(ctx, incomplete)
        if incomplete.startswith("-"):
            known = {item.value for item in found}
            listed = self.commands["list"].shell_complete(ctx, incomplete)
            return [*found, *(item for item in listed if item.value not in known)]
        return [*found, CompletionItem(incomplete, type="file")]


@click.group("bib", cls=_Bibliography, subcommand_metavar="[list] [PATH] | add ID... [PATH]")
def command() -> None:
    """List the bibliography of a document, or add a source to it.

    `reportgen bib PATH` is `reportgen bib list PATH`.
    """


command.add_command(_bib_add.command)


@command.command("list", short_help="Say what is cited where.")
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
def _list(path: Path, unused: bool, form: str, allow: tuple[str, ...], base: Path | None) -> None:
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
