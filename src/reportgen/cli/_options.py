"""What the commands share: exit statuses, options, and how they speak."""

import errno
import os
import re
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem

from reportgen import plugins
from reportgen.diagnostics import Bag
from reportgen.project.request import PUBLISH, Built

OK, DOCUMENT_FAULTS, USAGE, MACHINE_FAULT, INTERRUPTED = 0, 1, 2, 3, 130
EPOCH = "SOURCE_DATE_EPOCH"
LAST_SECOND = 253_402_300_799
"""The end of the year 9999 in seconds since 1970, behind which dates have no four digits."""


class _Names(click.ParamType):  # type: ignore[type-arg]  # generic in the stubs alone
    """A list of a package's modules, parted by commas, in capitals or not."""

    name = "names"

    def __init__(self, package: str, sets: tuple[str, ...] = ()) -> None:
        self.package = package
        self.sets = sets

    def convert(self, value: object, param: object, ctx: object) -> tuple[str, ...]:
        if isinstance(value, tuple):
            return value
        known = (*plugins.names(self.package), *self.sets)
        wanted = tuple(name.strip().lower() for name in str(value).split(",") if name.strip())
        for name in wanted:
            if name not in known:
                self.fail(f"{name!r} is not one of: {', '.join(known)}")
        return wanted

    def shell_complete(self, ctx: object, param: object, incomplete: str) -> list[CompletionItem]:
        before, comma, last = incomplete.rpartition(",")
        known = (*plugins.names(self.package), *self.sets)
        return [
            CompletionItem(before + comma + name) for name in known if name.startswith(last.lower())
        ]


def _joined(_: object, __: object, given: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    """The names of an option that was given several times, each once."""
    return tuple(dict.fromkeys(name for names in given for name in names))


class Place(click.Path):
    """A path that may lead to nothing yet, but that the system can follow. Raises OSError."""

    def __init__(self, exists: bool = False, dir_okay: bool = True) -> None:
        super().__init__(exists, dir_okay=dir_okay, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        with suppress(FileNotFoundError, NotADirectoryError):
            os.stat(value)  # noqa: PTH116 (what is not text in it stays)
        return super().convert(value, param, ctx)


path = click.argument("path", type=Place(), default=".")
paths = click.argument("paths", type=Place(), nargs=-1)
to = click.option(
    "--to", type=_Names("reportgen.formats", (PUBLISH,)), multiple=True, callback=_joined,
    metavar="FORMATS",
    help="which formats, between commas: pdf,html,docx, or publish for all; may be repeated",
)  # fmt: skip
edition = click.option(
    "--edition", type=_Names("reportgen.editions"), multiple=True, callback=_joined,
    metavar="EDITIONS", help="which editions, between commas: article,brief; may be repeated",
)  # fmt: skip
out = click.option("--out", type=Place(), metavar="DIR", help="where the files go (PATH/build)")
strict = click.option("--strict", is_flag=True, help="take warnings for errors")
allow = click.option(
    "--allow", multiple=True, type=click.Choice(["raw"]),
    help="trust the raw HTML and Office XML of this manuscript",
)  # fmt: skip

root = click.option(
    "--root", "base", type=Place(), metavar="DIR",
    help="a folder above PATH, within which all that it names is read (its own folder)",
)  # fmt: skip
quiet = click.option("-q", "--quiet", is_flag=True, help="print errors alone")
draft = click.option(
    "--draft", is_flag=True, help="build in spite of faults, each marked in its place"
)


def epoch() -> int | None:
    """SOURCE_DATE_EPOCH (reproducible-builds.org) in seconds since 1970, where it is set.

    Raises OSError where it is no such number, or is past the year 9999.
    """
    value = os.environ.get(EPOCH, "").strip()
    if not value:
        return None
    if not re.fullmatch(r"[0-9]{1,20}", value) or int(value) > LAST_SECOND:
        shown = value if len(value) <= 40 else f"{value[:39]}…"
        raise OSError(errno.EDOM, f"`{shown}` is no time in seconds since 1970", EPOCH)
    return int(value)


def cache() -> Path | None:
    """The user's folder for what can be made again (XDG Base Directory Specification).

    None where there is no such folder, as for a user without a home, or none that can be written.
    """
    try:
        base = Path(os.environ.get("XDG_CACHE_HOME") or "")
        folder = (base if base.is_absolute() else Path.home() / ".cache") / "reportgen"
        if not folder.is_absolute():  # HOME is none that another folder to work in would keep
            return None
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, RuntimeError):
        return None
    return folder if os.access(folder, os.R_OK | os.W_OK | os.X_OK) else None


def print_diagnostics(
    bag: Bag,
    form: str | None = None,
    *,
    out: bool = False,
    color: bool | None = None,
    verbose: bool = False,
) -> None:
    """Print the faults: in full on a terminal, a line each in a pipe; errors last.

    `color` None leaves it to the environment; `verbose` prints each of many notes of a kind.
    """
    if not len(bag) and form != "json":
        return
    from reportgen import printers

    stream = sys.stdout if out else sys.stderr
    colored = _colored(stream.isatty()) if color is None else color
    text = printers.format_diagnostics(
        bag, form or ("full" if stream.isatty() else "short"), color=colored, verbose=verbose
    )
    if text:
        click.echo(text.rstrip("\n"), err=not out, color=colored)


def _colored(terminal: bool) -> bool:
    """Whether to print in colours (no-color.org, force-color.org); never to a dumb terminal."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return terminal and os.environ.get("TERM") != "dumb"


def errors_alone(bag: Bag) -> Bag:
    """The errors of a bag."""
    from reportgen.diagnostics import Severity

    return Bag([d for d in bag if d.severity is Severity.ERROR])


def print_kept(built: Built) -> None:
    """Say of a build with errors what was not written, and which older files still lie there."""
    if built.whole:
        return
    what = "what has errors was not written" if built.files else "nothing was written"
    names = ", ".join(relative_path(path) for path in built.kept)
    rest = f"; older files still lie there: {names}" if names else ""
    click.echo(f"{what}{rest}", err=True)


def relative_path(path: Path) -> str:
    """A path as one would type it from here."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)
