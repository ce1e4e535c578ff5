"""The command line: it alone prints, exits, and reads the environment and the clock."""

import os
import sys
from pathlib import Path

import click

from reportgen import __version__
from reportgen.diag import Bag

FINE, FAULTS, USAGE, MACHINE = 0, 1, 2, 3


class _Names(click.ParamType):  # type: ignore[type-arg]  # generic in the stubs alone
    """A list of names, parted by commas."""

    name = "names"

    def __init__(self, package: str) -> None:
        self.package = package

    def convert(self, value: object, param: object, ctx: object) -> tuple[str, ...]:
        from reportgen import plug

        if isinstance(value, tuple):
            return value
        known = plug.names(self.package)
        wanted = tuple(name.strip() for name in str(value).split(",") if name.strip())
        for name in wanted:
            if name not in known:
                self.fail(f"{name!r} is not one of: {', '.join(known)}")
        return wanted


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="reportgen")
def main() -> None:
    """One manuscript in; the article and its one-page brief out, as PDF, HTML and DOCX."""


@main.command()
@click.argument("path", type=click.Path(path_type=Path), default=".")
@click.option("--to", type=_Names("reportgen.formats"), default=(), help="pdf,html,docx")
@click.option("--edition", type=_Names("reportgen.editions"), default=(), help="article,brief")
@click.option("--out", type=click.Path(path_type=Path), help="where the files go (PATH/build)")
@click.option("--strict", is_flag=True, help="take warnings for errors")
@click.option("--allow", multiple=True, type=click.Choice(["raw"]), help="trust raw HTML and XML")
@click.option("--cache/--no-cache", default=True, help="keep what was made, and take it from there")
def build(
    path: Path,
    to: tuple[str, ...],
    edition: tuple[str, ...],
    out: Path | None,
    strict: bool,
    allow: tuple[str, ...],
    cache: bool,
) -> None:
    """Build PATH: a project folder, or one Markdown file with front matter."""
    from reportgen.built import Request
    from reportgen.cache import State

    request = Request(path, to, edition, out, strict, allow, _epoch())
    state = State(_cache() if cache else None, request)
    try:
        built = state.fresh()
        if built is None:
            from reportgen.pipeline import make

            built = make(request, state, os.cpu_count() or 1)
    except OSError as error:
        _machine(error)
    _tell(built.bag)
    for file in built.files:
        click.echo(_near(file))
    sys.exit(FAULTS if built.bag.failed else FINE)


@main.command()
@click.argument("path", type=click.Path(path_type=Path), default=".")
@click.option("--format", "form", type=click.Choice(["full", "short", "json", "github"]))
@click.option("--strict", is_flag=True, help="take warnings for errors")
@click.option("--allow", multiple=True, type=click.Choice(["raw"]), help="trust raw HTML and XML")
def check(path: Path, form: str | None, strict: bool, allow: tuple[str, ...]) -> None:
    """Report every fault of PATH without building it."""
    from reportgen.pipeline import check as run

    try:
        bag = run(path, strict=strict, allow=allow)
    except OSError as error:
        _machine(error)
    _tell(bag, form, to_stdout=True)
    sys.exit(FAULTS if bag.failed else FINE)


@main.command()
def schema() -> None:
    """Print the JSON Schema of the front matter, for editors."""
    import json

    from reportgen.parse.front import schema as of

    click.echo(json.dumps(of(), indent=2, ensure_ascii=False))


@main.command()
def doctor() -> None:
    """Report what reportgen needs of this machine, with its version and a remedy."""
    from reportgen.doctor import examine

    parts = examine()
    for part in parts:
        click.echo(f"{'fine' if part.fine else 'MISSING':8} {part.name:12} {part.found}")
        if not part.fine:
            click.echo(f"         {part.remedy}")
    sys.exit(FINE if all(part.fine for part in parts) else MACHINE)


def _tell(bag: Bag, form: str | None = None, to_stdout: bool = False) -> None:
    """Print the faults: in full on a terminal, a line each in a pipe."""
    from reportgen import show

    terminal = (sys.stdout if to_stdout else sys.stderr).isatty()
    form = form or ("full" if terminal else "short")
    text = show.show(bag, form, color=terminal)
    if text:
        click.echo(text, err=not to_stdout, nl=not text.endswith("\n"))


def _machine(error: OSError) -> None:
    """Say what the machine lacks, and stop."""
    click.echo(f"reportgen: {error}", err=True)
    click.echo("run `reportgen doctor` to see what is missing", err=True)
    sys.exit(MACHINE)


def _epoch() -> int | None:
    """SOURCE_DATE_EPOCH (reproducible-builds.org), where it is set to a number."""
    value = os.environ.get("SOURCE_DATE_EPOCH", "")
    return int(value) if value.isdecimal() else None


def _cache() -> Path:
    """The user's folder for what can be made again (XDG Base Directory Specification)."""
    base = os.environ.get("XDG_CACHE_HOME") or ""
    return (Path(base) if Path(base).is_absolute() else Path.home() / ".cache") / "reportgen"


def _near(path: Path) -> str:
    """A path as one would type it from here."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)
