"""Build anew what a manifest speaks of, and compare: are these files what these sources give?

The manifest comes with the project, so that a stranger may have written it. What it asks for is
done only as far as a build of this project's documents by this user could have been asked for it.
"""

import os
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from reportgen import editions, formats
from reportgen.diagnostics import Diagnostic, Severity
from reportgen.pipeline import manifest
from reportgen.pipeline.build import make
from reportgen.pipeline.manifest import Build
from reportgen.pipeline.state import State
from reportgen.project.paths import inside, real
from reportgen.project.regular_files import HASHED, Hashes, is_regular_file
from reportgen.project.request import Request

CAUSES, LONGEST = 20, 300
"""How many causes are named, in how many characters; a manifest may have thousands."""


@dataclass(frozen=True)
class Finding:
    """One output: whether it is what its sources give, and why not where it is not.

    One that is not to say who wrote it, and does, is not `anonymous`.
    """

    name: str
    same: bool
    causes: tuple[str, ...] = ()
    anonymous: bool = True


def verify(
    path: Path,
    out: Path | None = None,
    allow: Collection[str] = (),
    base: Path | None = None,
) -> tuple[Finding, ...]:
    """Compare every output in the manifest with a new build of it, in a folder of its own.

    `allow` and `base` are what a new build may be allowed, where the old one was: what the
    manifest says of them is not trusted. An
    output of `path` that the manifest does not list is a finding, too. Raises ValueError where
    there is no manifest to go by, OSError where the machine fails.
    """
    request = Request(path, out=out, allow=tuple(allow), base=base)
    folder = request.folder
    if folder is None:
        raise ValueError("`build` is a link that leads out of the project; give `--out`")
    try:
        known = manifest.read(folder)
    except ValueError as error:
        raise ValueError(
            f"{folder.name} has no manifest to go by: `{manifest.NAME}` {error}; "
            "build the document first"
        ) from None
    if known is None:
        raise ValueError(f"{folder.name} has no manifest; build the document first")
    if not known.outputs:
        raise ValueError(f"{folder.name} has no manifest that lists an output; build first")
    hashes = Hashes()
    found: list[Finding] = []
    for key, build in known.builds.items():
        wanted = {n: o.sha256 for n, o in known.outputs.items() if o.build == key}
        found += _compared(request, folder, build, wanted, hashes) if wanted else []
    found += [
        Finding(name, False, ("the manifest does not list it",))
        for name in sorted(_possible(request.path.resolve()))
        if name not in known.outputs and os.path.lexists(folder / name)
    ]
    return tuple(sorted(found, key=lambda finding: finding.name))


def _compared(
    request: Request, folder: Path, build: Build, wanted: Mapping[str, str], hashes: Hashes
) -> Iterator[Finding]:
    """The outputs of a build (their hashes by name) beside those of a new one."""
    causes, new, naming = _again(request, build, wanted, hashes)
    for name, value in wanted.items():
        said = _changed(folder / name, value, hashes)
        if new.get(name) != value:
            what = "gives other bytes" if name in new else "does not make it"
            said += causes or (f"a new build {what}",)
        yield Finding(name, not said, said, name not in naming)


def _again(
    request: Request, build: Build, wanted: Collection[str], hashes: Hashes
) -> tuple[tuple[str, ...], dict[str, str], frozenset[str]]:
    """Why a new build may differ, and the hashes of what it makes of the outputs wanted.

    Behind them those that are to be anonymous, and are not.
    """
    asked = build.request
    document = _document(request.home, asked.path)
    if document is None:
        return (f"`{asked.path[:LONGEST]}` is no document of this project",), {}, frozenset()
    refused = set(asked.allow) - set(request.allow)
    if refused:
        names = " ".join(f"--allow {name}" for name in sorted(refused))[:LONGEST]
        return (
            (f"it was built with `{names}`; give that if you trust the manuscript",),
            {},
            frozenset(),
        )
    if asked.root and request.above != asked.root:
        folder = f"`--root {asked.root}`, as seen from the document's folder"
        return (
            (f"it was built with {folder}; give that if you trust the manuscript",),
            {},
            frozenset(),
        )
    possible = _possible(document)
    kinds = {possible[name] for name in wanted if name in possible}
    if not kinds or not {*asked.edition} <= {*editions.names()}:
        return ("no build of the document makes it",), {}, frozenset()
    causes = _causes(request.root, build, hashes)
    with TemporaryDirectory(prefix="reportgen-verify-") as folder:
        again = Request(
            document, tuple(sorted(kinds)), tuple(dict.fromkeys(asked.edition)), Path(folder),
            allow=asked.allow, epoch=asked.epoch, given=asked.given, draft=asked.draft,
            base=request.base,
        )  # fmt: skip
        built = make(again, State(None, again), 2)
        made, ours = {path.name: path for path in built.files}, Hashes()
        if built.bag.failed and not asked.draft:
            causes = (*causes, "the sources have faults now; see `reportgen check`")
        new = {name: ours.of(made[name]) for name in wanted if name in made}
        naming = _anonymous(document) if any(_names(d) for d in built.bag) else frozenset()
        return causes, new, naming


def _document(root: Path, name: str) -> Path | None:
    """The project itself, or a Markdown file in its folder; None for whatever else is named."""
    path = inside(root, name)
    if path is None or path == root:
        return path
    return path if path.parent == root and is_regular_file(path) else None


def _possible(document: Path) -> dict[str, str]:
    """Every file that a build of a document may make, with its format."""
    stem = "" if document.is_dir() else document.stem
    return {
        f"{editions.stem(stem, edition, draft)}.{formats.spec(name).suffix}": name
        for edition in editions.names()
        for name in formats.names()
        for draft in (False, True)
    }


def _anonymous(document: Path) -> frozenset[str]:
    """The files that a build of a document may make and that are not to say who wrote it."""
    stem = "" if document.is_dir() else document.stem
    return frozenset(
        f"{editions.stem(stem, edition, draft)}.{formats.spec(name).suffix}"
        for edition in editions.names()
        if editions.spec(edition).anonymous
        for name in formats.names()
        for draft in (False, True)
    )


def _names(found: Diagnostic) -> bool:
    """Whether it was found that a text, or a file, says who wrote it."""
    return found.code == "name-left" or (
        found.code == "name-anonymous" and found.severity is not Severity.NOTE
    )


def _changed(path: Path, value: str, hashes: Hashes) -> tuple[str, ...]:
    """Why a file is not the one that was built; empty where it is."""
    now = hashes.of(path)
    if now == value:
        return ()
    if now:
        return ("the file was changed after it was built",)
    if not os.path.lexists(path):
        return ("the file is gone",)
    return (f"the file is a link, a folder or a pipe, or more than {HASHED / 1e9:.0f} GB",)


def _causes(root: Path, build: Build, hashes: Hashes) -> tuple[str, ...]:
    """What is not as it was when the build was made."""
    out = []
    for name, value in build.inputs.items():
        now = hashes.of(real(root, name))
        if now != value:
            what = "is gone" if not now else "is new" if not value else "has changed"
            out.append(f"{name} {what}")
    tools = manifest.tools()
    for name, value in build.tools.items():
        now = tools["tools"].get(name, "not installed")
        if now != value:
            out.append(f"{name} is {now}, it was {value}")
    for name, value in build.fonts.items():
        if tools["fonts"].get(name) != value:
            out.append(f"the font {name} is another")
    if tools["themes"] != build.themes:
        out.append("reportgen's own templates have changed")
    more = len(out) - CAUSES
    rest = [f"{more:,} more things differ"] if more > 0 else []
    return (*(cause[:LONGEST] for cause in out[:CAUSES]), *rest)
