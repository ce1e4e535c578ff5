"""The names of the files of rounds of comments."""

import re
from pathlib import Path

from reportgen.diagnostics.source import nfc
from reportgen.project.paths import inside
from reportgen.reviews import FOLDER

_NAME = re.compile(r"(?:.+-)?round-(?P<number>[1-9]\d{0,3})\.ya?ml")


def listed(folder: Path) -> tuple[str, ...]:
    """The names of the files of rounds of all documents in a folder."""
    place = inside(folder, FOLDER)
    try:
        found = [nfc(path.name) for path in place.iterdir()] if place else []
    except OSError:
        return ()
    return tuple(sorted(f"{FOLDER}/{name}" for name in found if _NAME.fullmatch(name)))


def names(folder: Path, stem: str = "") -> tuple[str, ...]:
    """The names of the files of a document's rounds, in the order of the rounds.

    `stem` is that of a document that is a single file: its rounds begin with it.
    """
    own = f"{FOLDER}/{stem}-round-" if stem else f"{FOLDER}/round-"
    return tuple(sorted((n for n in listed(folder) if n.startswith(own)), key=number))


def number(name: str) -> int:
    """The number of a round by its file's name; 1 for another name."""
    match = _NAME.fullmatch(name.rpartition("/")[2])
    return int(match["number"]) if match else 1
