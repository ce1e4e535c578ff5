"""What the commands share: exit statuses, options, and how they speak."""

import os
import sys
from pathlib import Path
from typing import NoReturn

import click

from reportgen import plug
from reportgen.diag import Bag

FINE, FAULTS, USAGE, MACHINE, STOPPED = 0, 1, 2, 3, 130


class _Names(click.ParamType):  # type: ignore[type-arg]  # generic in the stubs alone
    """A list of a package's modules, parted by commas."""

    name = "names"

    def __init__(self, package: str) -> None:
        self.package = package

    def convert(self, value: object, param: object, ctx: object) -> tuple[str, ...]:
        if isinstance(value, tuple):
            return value
        known = plug.names(self.package)
        wanted = tuple(name.strip() for name in str(value).split(",") if name.strip())
        for name in wanted:
            if name not in known:
                self.fail(f"{name!r} is not one of: {', '.join(known)}")
        return wanted


path = click.argument("path", type=click.Path(path_type=Path), default=".")
paths = click.argument("paths", type=click.Path(path_type=Path), nargs=-1)
to = click.option(
    "--to", type=_Names("reportgen.formats"), default=(), metavar="FORMATS",
    help="which formats, between commas: pdf,html,docx",
)  # fmt: skip
edition = click.option(
    "--edition", type=_Names("reportgen.editions"), default=(), metavar="EDITIONS",
    help="which editions, between commas: article,brief",
)  # fmt: skip
out = click.option(
    "--out", type=click.Path(path_type=Path), metavar="DIR", help="where the files go (PATH/build)"
)
strict = click.option("--strict", is_flag=True, help="take warnings for errors")
allow = click.option(
    "--allow", multiple=True, type=click.Choice(["raw"]),
    help="trust the raw HTML and Office XML of this manuscript",
)  # fmt: skip


def epoch() -> int | None:
    """SOURCE_DATE_EPOCH (reproducible-builds.org), where it is set to a number."""
    value = os.environ.get("SOURCE_DATE_EPOCH", "")
    return int(value) if value.isdecimal() else None


def cache() -> Path:
    """The user's folder for what can be made again (XDG Base Directory Specification)."""
    base = Path(os.environ.get("XDG_CACHE_HOME") or "")
    return (base if base.is_absolute() else Path.home() / ".cache") / "reportgen"


def faults(bag: Bag, form: str | None = None, *, out: bool = False) -> None:
    """Print the faults: in full on a terminal, a line each in a pipe."""
    if not len(bag) and form != "json":
        return
    from reportgen import show

    terminal = (sys.stdout if out else sys.stderr).isatty()
    text = show.show(bag, form or ("full" if terminal else "short"), color=terminal)
    if text:
        click.echo(text.rstrip("\n"), err=not out)


def machine(error: OSError) -> NoReturn:
    """Say what the machine lacks, and stop."""
    click.echo(f"reportgen: {error}", err=True)
    click.echo("run `reportgen doctor` to see what is missing", err=True)
    sys.exit(MACHINE)


def near(path: Path) -> str:
    """A path as one would type it from here."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)
