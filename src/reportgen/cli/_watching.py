"""`reportgen build --watch`: a build after each change, by the watcher of the preview."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, NoReturn

import click

from reportgen.cli import _options
from reportgen.project.request import Request

Files = dict[str, tuple[int, int]]

BEGINNING = 0.1
"""Seconds that the watcher has to begin, before which a change would not be seen."""


def run(request: Request, build: Callable[[], int]) -> NoReturn:
    """Build now and after each change, until a signal ends it. Exits where it cannot watch."""
    try:
        from reportgen.serve import watch
    except ModuleNotFoundError as error:
        click.echo(f"reportgen: `--watch` needs {error.name}, which is not installed", err=True)
        click.echo("run `make serve` in the folder of reportgen, which installs it", err=True)
        sys.exit(_options.MACHINE_FAULT)
    while True:
        before = _files(watch, request)
        click.echo("building")
        sys.stdout.flush()
        build()
        click.echo("waiting for changes; Ctrl-C ends this")
        sys.stdout.flush()
        asyncio.run(_changed(watch, request, before))


async def _changed(watch: Any, request: Request, before: Files) -> None:
    """Wait until a file is another than before.

    The watcher has threads, beside which no worker can be forked: it runs between builds alone.
    """
    watcher = watch.Watch(request)
    watcher.follow(_folders(watch, request))
    changes: AsyncIterator[None] = watcher.changes()
    change = asyncio.ensure_future(anext(changes))
    await asyncio.sleep(BEGINNING)
    while _files(watch, request) == before:
        await change
        change = asyncio.ensure_future(anext(changes))
    watcher.close()
    change.cancel()


def _folders(watch: Any, request: Request) -> list[Path]:
    """The folders of the project that are watched: the first of them, where there are very many."""

    def below() -> Iterator[str]:
        for folder, names, _ in os.walk(request.root):
            names[:] = sorted(name for name in names if name[0] not in ".#" and name != "build")
            yield os.path.relpath(Path(folder, "any"), request.root)

    found: list[Path] = watch.folders(request, islice(below(), watch.MOST))
    return [folder for folder in found if folder == request.home or folder != request.folder]


def _files(watch: Any, request: Request) -> Files:
    """Each file that a build may read, with its time and size; no output of a build is one."""
    found = {}
    for folder in _folders(watch, request):
        try:
            entries = [entry for entry in os.scandir(folder) if entry.is_file()]
        except OSError:
            continue
        for entry in entries:
            path = Path(entry.path)
            if watch.matters(request.root, path) and path.name != "manifest.json":
                status = entry.stat()
                found[entry.path] = (status.st_mtime_ns, status.st_size)
    return found
