"""Outputs that would take the place of what they are made from, as a bibliography's would."""

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from reportgen.diagnostics import Bag


def overwritten(
    folder: Path, names: Iterable[str], root: Path, seen: Mapping[str, str], bag: Bag
) -> bool:
    """Whether an output in a folder is a file that was read; an error for each.

    `seen` are the hashes of the files that were asked for, by their names below the root; of one
    that is not there it is empty.
    """
    found = [name for name in names if is_source(folder / name, root, seen)]
    for name in found:
        bag.error(
            "output-source",
            f"`{name}` would be written over a file of that name that the document reads",
            help="give another folder with `--out`, or rename that file",
        )
    return bool(found)


def is_source(file: Path, root: Path, seen: Mapping[str, str]) -> bool:
    """Whether a file to be written is one of those that were read.

    A link in its place is none: it is replaced and never written through.
    """
    try:
        own = os.lstat(file)
    except OSError:
        return False
    for name, value in seen.items():
        with suppress(OSError):
            if value and os.path.samestat(own, os.stat(root / name)):  # noqa: PTH116
                return True
    return False
