"""Hashes of what results are made from."""

import hashlib
import json
import os
import sys
from functools import cache
from pathlib import Path


def digest(*parts: object) -> str:
    """A hash of parts: bytes and strings as they are, anything else by its JSON."""
    total = hashlib.sha256()
    for part in parts:
        if isinstance(part, str):
            data = part.encode("utf-8", "surrogatepass")
        elif isinstance(part, bytes):
            data = part
        else:
            data = json.dumps(part, sort_keys=True, default=str).encode()
        total.update(len(data).to_bytes(8, "big") + data)
    return total.hexdigest()[:40]


@cache
def tools() -> str:
    """Our own code, our templates and every installed package, by names, sizes and times."""
    here = Path(__file__).parents[1]
    templates = here / "templates"
    if not templates.is_dir():
        templates = here.parents[1] / "templates"
    stamps = [stamp for top in (here, templates) for stamp in _stamps(top)]
    packages = sorted(
        name
        for entry in sys.path
        if entry.endswith("site-packages")
        for name in os.listdir(entry)  # noqa: PTH208 (half the time)
        if name.endswith(".dist-info")
    )
    return digest(stamps, packages, sys.version)


def files(folder: Path) -> dict[str, str]:
    """The SHA-256 of every file below a folder, by its path in it."""
    return {
        str(path.relative_to(folder)): hashed(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def hashed(path: Path) -> str:
    """The SHA-256 of a file; empty where it cannot be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
    except OSError:
        return ""


def _stamps(top: Path) -> list[str]:
    out = []
    for folder, folders, names in os.walk(top):
        folders[:] = sorted(f for f in folders if f != "__pycache__")
        for name in sorted(names):
            status = os.stat(os.path.join(folder, name))  # noqa: PTH116, PTH118 (half the time)
            out.append(f"{name} {status.st_size} {status.st_mtime_ns}")
    return out
