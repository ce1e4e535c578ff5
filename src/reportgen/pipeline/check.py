"""What a program asks for: `check`. It is a build of which nothing is kept but what it reports."""

import os
from collections.abc import Collection
from functools import partial
from pathlib import Path

from reportgen.diagnostics import Bag
from reportgen.pipeline.build import supervised, work
from reportgen.pipeline.state import State
from reportgen.project.request import Request, outside


def check(
    path: str | Path = ".",
    *,
    strict: bool = False,
    allow: Collection[str] = (),
    epoch: int | None = None,
    cache: Path | None = None,
    workers: int | None = None,
    root: str | Path | None = None,
) -> Bag:
    """Every fault of a project folder or a single Markdown file: all that `build` would report.

    The default outputs are laid out and nothing is written. `strict` raises warnings to errors,
    and stops at none of them; the other arguments are those of `build`. Raises OSError where no
    worker can be started or something killed it.
    """
    request = Request(
        Path(path), allow=tuple(sorted(allow)), epoch=epoch, base=Path(root) if root else None
    )
    bag = check_request(request, cache, workers or os.cpu_count() or 1)
    return bag.strict() if strict else bag


def check_request(request: Request, cache: Path | None, processes: int) -> Bag:
    """Every fault that a build of a request would report. Raises OSError as `check`."""
    state = State(cache, request)
    built = state.fresh()
    return built.bag if built else _checked(request, state, processes)


def _checked(request: Request, state: State, processes: int) -> Bag:
    """What a build of a request would report. Raises OSError."""
    from reportgen.pipeline import manifest

    bag = Bag() if request.folder else outside().bag
    bag.extend(supervised(partial(_reported, request, state, processes), request, bag) or ())
    if request.folder and not bag.failed:
        manifest.known_outputs(request.folder, bag)
    state.store.trim()
    return bag


def _reported(request: Request, state: State, processes: int) -> Bag:
    return work(request, state, processes, written=False).bag
