"""`reportgen serve`: the live preview."""

import os
import re
import sys
from pathlib import Path

import click

from reportgen.cli import _options, _signals, _temporary
from reportgen.project.request import Request

EDITORS = ("vscode", "vscodium", "cursor", "zed", "idea", "none")


def _line(_: click.Context, __: click.Parameter, value: str | None) -> tuple[Path, int] | None:
    """The file and the line of FILE:LINE or FILE:LINE:COLUMN."""
    if value is None:
        return None
    found = re.fullmatch(r"(.+?):([0-9]{1,7})(?::[0-9]+)?", value, re.S)
    if found is None or "\0" in value:
        raise click.BadParameter(f"`{value}` is not FILE:LINE")
    return Path(found[1]), int(found[2])


@click.command("serve")
@_options.path
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, metavar="N", help="0 for any free port"
)
@click.option("--open/--no-open", "shown", default=None, help="open the browser (on a desktop)")
@click.option(
    "--editor", type=click.Choice(EDITORS), default="vscode", show_default=True,
    help="which editor a fault's place opens in",
)  # fmt: skip
@click.option(
    "--at", metavar="FILE:LINE", callback=_line,
    help="have the preview that is running show this line, and end",
)  # fmt: skip
@_options.strict
@_options.allow
@_options.root
def command(
    path: Path,
    port: int,
    shown: bool | None,
    editor: str,
    at: tuple[Path, int] | None,
    strict: bool,
    allow: tuple[str, ...],
    base: Path | None,
) -> None:
    """Show PATH in the browser, and show it anew whenever a file of it changes.

    PATH is a project, a single file, or a folder of projects, which are shown as a list.
    """
    if at is not None:
        _go(*at)
        return
    try:
        from reportgen import formats, serve
    except ModuleNotFoundError as error:
        click.echo(f"reportgen: the preview needs {error.name}, which is not installed", err=True)
        click.echo("run `make serve` in the folder of reportgen, which installs it", err=True)
        sys.exit(_options.MACHINE_FAULT)
    if not path.exists():
        raise click.UsageError(f"there is no `{path}` here")
    request = Request(
        path,
        (formats.of("screen"), formats.of("print")),
        (),
        None,
        strict,
        allow,
        _options.epoch(),
        draft=True,
        base=base,
    )

    def ready(address: str) -> None:
        _signals.check()  # those that come from now on are the server's
        click.echo(f"{address}\nCtrl-C ends the preview")
        sys.stdout.flush()
        if _desktop() if shown is None else shown:
            import webbrowser

            webbrowser.open(address)

    with _temporary.folder():
        stopped = serve.run(request, port, editor, _options.cache(), ready)
    sys.exit(128 + stopped)


def _go(file: Path, line: int) -> None:
    from reportgen.serve import running

    if not running.go(_options.cache(), file, line):
        click.echo(f"reportgen: no preview shows `{file}`", err=True)
        click.echo("start one with `reportgen serve`", err=True)
        sys.exit(_options.MACHINE_FAULT)


def _desktop() -> bool:
    """Whether someone sits before a screen: else a browser would open in the terminal."""
    if not sys.stdout.isatty():
        return False
    if sys.platform in ("darwin", "win32"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
