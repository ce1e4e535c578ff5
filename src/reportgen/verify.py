"""Build anew what a manifest speaks of, and compare: are these files what these sources give?"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from reportgen import manifest
from reportgen.built import Request
from reportgen.cache import State
from reportgen.cache.digest import hashed
from reportgen.pipeline import make


@dataclass(frozen=True)
class Finding:
    """One output: whether it is what its sources give, and why not where it is not."""

    name: str
    same: bool
    causes: tuple[str, ...] = ()


def verify(path: Path, out: Path | None = None) -> tuple[Finding, ...]:
    """Compare every output in the manifest with a new build of it, in a folder of its own.

    Raises ValueError where there is no manifest to go by, OSError where the machine fails.
    """
    request = Request(path, out=out)
    known = manifest.read(request.folder)
    if known is None:
        raise ValueError(f"{request.folder.name} has no manifest; build the document first")
    found = []
    for key, build in known["builds"].items():
        names = [n for n, output in known["outputs"].items() if output["build"] == key]
        found += _compared(request, build, {n: known["outputs"][n]["sha256"] for n in names})
    return tuple(sorted(found, key=lambda finding: finding.name))


def _compared(request: Request, build: Any, wanted: Mapping[str, str]) -> list[Finding]:
    causes = _causes(request, build)
    asked = build["request"]
    with TemporaryDirectory(prefix="reportgen-verify-") as folder:
        again = Request(
            request.root / asked["path"], tuple(asked["to"]), tuple(asked["edition"]),
            Path(folder), False, tuple(asked["allow"]), asked["epoch"],
            given=tuple(map(tuple, asked.get("given", ()))),
        )  # fmt: skip
        built = make(again, State(None, again), 2)
        if built.bag.failed:
            causes = (*causes, "the sources have faults now; see `reportgen check`")
        found = []
        for name, value in wanted.items():
            lies, new = hashed(request.folder / name), hashed(Path(folder) / name)
            said: tuple[str, ...] = () if lies == value else (_lies(lies),)
            said += () if new == value else causes or ("a new build gives other bytes",)
            found.append(Finding(name, not said, said))
    return found


def _lies(value: str) -> str:
    return "the file was changed after it was built" if value else "the file is gone"


def _causes(request: Request, build: Any) -> tuple[str, ...]:
    """What is not as it was when the build was made."""
    out = []
    for name, value in build["inputs"].items():
        now = hashed(request.root / name)
        if now != value:
            what = "is gone" if not now else "is new" if not value else "has changed"
            out.append(f"{name} {what}")
    tools = manifest.tools()
    for name, value in build["tools"].items():
        now = tools["tools"].get(name, "not installed")
        if now != value:
            out.append(f"{name} is {now}, it was {value}")
    for name, value in build["fonts"].items():
        if tools["fonts"].get(name) != value:
            out.append(f"the font {name} is another")
    if tools["themes"] != build["themes"]:
        out.append("reportgen's own templates have changed")
    return tuple(out)
