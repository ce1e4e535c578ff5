"""What stands in a folder of outputs: from which inputs, with which tools and fonts.

`manifest.json` lies beside the outputs. It holds no time and no path of a machine, so that the
same sources give the same bytes of it too.
"""

import json
import os
import re
import sys
from collections.abc import Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    FailFast,
    Field,
    model_validator,
)

from reportgen import fonts, pandoc, themes
from reportgen._version import __version__
from reportgen.cache.digest import digest, files, hashed
from reportgen.diagnostics import Bag, Diagnostic, Severity
from reportgen.fonts import scripts
from reportgen.project import regular_files
from reportgen.project.regular_files import Hashes
from reportgen.project.request import Request

NAME = "manifest.json"
LARGEST = 8_000_000
"""The most bytes of a manifest: what a folder with a thousand documents has."""
PACKAGES = (
    "bibtexparser", "fonttools", "jinja2", "lxml", "pikepdf", "pillow", "pydantic", "pydyf",
    "pygments", "pylatexenc", "pyphen", "resvg-py", "segno", "tinycss2", "uharfbuzz", "weasyprint",
    "ziamath", *(script.package.replace("_", "-") for script in scripts.SCRIPTS),
)  # fmt: skip
"""The packages that shape the outputs."""

Json = dict[str, Any]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Names = Annotated[tuple[str, ...], FailFast(), Field(max_length=100, strict=False)]
Pair = Annotated[tuple[str, str], Field(strict=False)]


def _file_name(name: str) -> str:
    if not re.fullmatch(r"[^./\\\x00-\x1f\x7f][^/\\\x00-\x1f\x7f]{0,254}", name):
        raise ValueError("no name of a file")
    return name


FileName = Annotated[str, AfterValidator(_file_name)]


class _Part(BaseModel):
    """A manifest comes with the project, so that a stranger may have written it."""

    model_config = ConfigDict(strict=True, frozen=True)


class Asked(_Part):
    """What a build was asked for, as `Request` has it; `path` is a name in the project."""

    path: str
    to: Names
    edition: Names
    allow: Names
    epoch: Annotated[int, Field(ge=0, le=253_402_300_799)] | None
    """Seconds since 1970, up to the end of the year 9999."""
    given: Annotated[tuple[Pair, ...], Field(max_length=1000, strict=False)] = ()
    draft: bool = False
    root: Annotated[str, Field(pattern=r"^(?:(?:\.\./)*\.\.)?$", max_length=300)] = ""
    """The root that was given, from the document's own folder."""
    in_issue: bool = False


class Build(_Part):
    """A build: what was asked for, and the hashes and versions of all that it was made from."""

    request: Asked
    inputs: dict[str, str]
    templates: dict[str, str]
    tools: dict[str, str]
    fonts: dict[str, str]
    themes: str


class Output(_Part):
    """An output, and the key of its build."""

    sha256: Sha256
    build: str


class Manifest(_Part):
    """What `manifest.json` holds. Every output has its build."""

    outputs: dict[FileName, Output]
    builds: dict[str, Build]

    @model_validator(mode="after")
    def _whole(self) -> "Manifest":
        if any(output.build not in self.builds for output in self.outputs.values()):
            raise ValueError("an output without its build")
        return self


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
        **({"given": request.given} if request.given else {}),
        **({"draft": True} if request.draft else {}),
        **({"in_issue": True} if request.in_issue else {}),
        **({"root": above} if request.base and (above := request.above) else {}),
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
        "themes": digest(files(themes.own_folder())),
    }


def merged(folder: Path, build: Json, outputs: Mapping[str, str], bag: Bag) -> bytes:
    """The manifest of a folder after a build of these outputs (their hashes by name).

    What it said of other outputs stays, as long as they are there as they were written. A note
    says so where it cannot be known, because no sound manifest is there.
    """
    known, hashes = known_outputs(folder, bag), Hashes()
    kept = {
        name: said.model_dump()
        for name, said in known.outputs.items()
        if name not in outputs and hashes.of(folder / name) == said.sha256
    }
    name = digest(build)[:16]
    new = {output: {"sha256": value, "build": name} for output, value in outputs.items()}
    said = dict(sorted({**kept, **new}.items()))
    builds = {**{key: entry.model_dump() for key, entry in known.builds.items()}, name: build}
    used = {key: builds[key] for key in sorted({o["build"] for o in said.values()})}
    text = json.dumps({"outputs": said, "builds": used}, indent=1, ensure_ascii=False)
    # The names of files are bytes, and what is not UTF-8 in them is an escape in JSON too.
    return (text + "\n").encode(errors="backslashreplace")


def known_outputs(folder: Path, bag: Bag) -> Manifest:
    """The manifest of a folder, an empty one where there is none; a note where it is unsound."""
    try:
        known = read(folder)
    except ValueError as error:
        known, message = None, f"`{NAME}` in `{folder.name}` {error}; it is written anew"
        bag.add(Diagnostic("manifest-unsound", Severity.NOTE, message))
    return known or Manifest(outputs={}, builds={})


def read(folder: Path) -> Manifest | None:
    """The manifest of a folder; None where there is none.

    Raises ValueError, with words that follow its name, where what is there is no sound manifest.
    """
    path = folder / NAME
    if not os.path.lexists(path):
        return None
    try:
        data, _ = regular_files.read_bytes(path, LARGEST)
    except OSError:
        raise ValueError("is not a regular file that can be read") from None
    if len(data) > LARGEST:
        raise ValueError(f"has more than {LARGEST / 1e6:.0f} MB")
    try:
        # pydantic's own reader of JSON refuses names of files that are not UTF-8.
        return Manifest.model_validate(json.loads(data.decode()))
    except (ValueError, RecursionError):
        raise ValueError("is not a manifest as a build writes it") from None


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
