"""The command line: it alone prints, exits, and reads the environment and the clock.

One command a file: `cli/build.py` holds `reportgen build`, as its `command`. A command imports
what it needs when it runs, so that `--help` loads nothing heavy.
"""

import os
import sys

import click

from reportgen import __version__, plug

# pydantic would read what every installed package says of itself, in search of plugins.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


class _Commands(click.Group):
    """The commands are the modules of this package."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(plug.names(__name__))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in plug.names(__name__):
            return None
        found: click.Command = plug.load(__name__, cmd_name).command
        return found


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="reportgen")
def main() -> None:
    """One manuscript in; the article and its one-page brief out, as PDF, HTML and DOCX."""


def run() -> None:
    """The command as a program, which ends at once: nobody needs its memory in order any more."""
    try:
        main()
    except SystemExit as ended:
        if not isinstance(ended.code, int | None):
            raise
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:  # it was closed from the start
                stream.flush()
        os._exit(ended.code or 0)
