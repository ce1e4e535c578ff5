"""What stands in a folder of outputs: from which inputs, with which tools and fonts.

`manifest.json` lies beside the outputs. It holds no time and no path of a machine, so that the
same sources give the same bytes of it too.
"""

import hashlib
import json
import sys
from collections.abc import Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from reportgen import __version__, fonts, pandoc, themes
from reportgen.built import Request
from reportgen.cache.digest import digest, files, hashed

NAME = "manifest.json"
PACKAGES = (
    "bibtexparser", "fonttools", "jinja2", "lxml", "pikepdf", "pillow", "pydantic", "pydyf",
    "pygments", "pylatexenc", "pyphen", "resvg-py", "segno", "tinycss2", "uharfbuzz", "weasyprint",
    "ziamath",
)  # fmt: skip
"""The packages that shape the outputs."""

Json = dict[str, Any]


def entry(request: Request, seen: Mapping[str, str], templates: Mapping[str, str]) -> Json:
    """A build, as the manifest knows it: the hashes of its inputs, and what they were built with.

    Hashes are SHA-256; an input without one was looked for and was not there.
    """
    path = request.path.resolve()
    asked = {
        "path": "." if path.is_dir() else path.name,
        "to": request.to,
        "edition": request.edition,
        "allow": request.allow,
        "epoch": request.epoch,
    }
    made: Json = {
        "request": asked,
        "inputs": dict(sorted(seen.items())),
        "templates": dict(sorted(templates.items())),
        **tools(),
    }
    return dict(json.loads(json.dumps(made)))


@cache
def tools() -> Json:
    """The versions of what shapes the outputs, and the hashes of its fonts and templates."""
    packages = {name: found for name in PACKAGES if (found := _version(name))}
    faces = {face.path.name: hashed(face.path) for face in (*fonts.faces(), fonts.formulas())}
    return {
        "tools": {
            "reportgen": __version__,
            "python": f"{sys.version_info[0]}.{sys.version_info[1]}",
            "pandoc": pandoc.version(),
            **packages,
        },
        "fonts": faces,
        "themes": digest(files(themes.home())),
    }


def merged(folder: Path, build: Json, outputs: Mapping[str, str]) -> bytes:
    """The manifest of a folder after a build of these outputs (their hashes by name).

    What it said of other outputs stays, as long as they are there as they were written.
    """
    known = read(folder) or {"outputs": {}, "builds": {}}
    kept = {
        name: said
        for name, said in known["outputs"].items()
        if name not in outputs and hashed(folder / name) == said["sha256"]
    }
    name = digest(build)[:16]
    new = {output: {"sha256": value, "build": name} for output, value in outputs.items()}
    said = dict(sorted({**kept, **new}.items()))
    builds = {**known["builds"], name: build}
    used = {key: builds[key] for key in sorted({o["build"] for o in said.values()})}
    text = json.dumps({"outputs": said, "builds": used}, indent=1, ensure_ascii=False)
    # The names of files are bytes, and what is not UTF-8 in them is an escape in JSON too.
    return (text + "\n").encode(errors="backslashreplace")


def read(folder: Path) -> Json | None:
    """The manifest of a folder; None where there is none that can be read."""
    try:
        found = json.loads((folder / NAME).read_bytes())
        outputs, builds = found["outputs"], found["builds"]
        sound = all(o["build"] in builds and len(o["sha256"]) == 64 for o in outputs.values())
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return dict(found) if sound else None


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
