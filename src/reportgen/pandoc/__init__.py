"""The only module that runs pandoc: read, cite, write.

Each function is one process; what `begin` begins goes on while its caller does something else.
Nothing that pandoc is handed can make it read a file or open a connection: text is read in its
sandbox, styles and images travel as data, and memory and time are bounded (`Limits`).
"""

import errno
import json
import os
import subprocess
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypedDict

from reportgen.limits import LIMITS, Limits
from reportgen.processes import resources
from reportgen.processes.program import Program
from reportgen.processes.resources import Resources
from reportgen.processes.workers import WorkerEnded
from reportgen.tree.nodes import Node

FORMAT = (
    "markdown+smart+autolink_bare_uris+mark-yaml_metadata_block-pandoc_title_block-mmd_title_block"
)
LATEX = "latex+raw_tex+smart"
API = [1, 23, 1, 1]
ENVIRONMENT = {
    "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "HOME": "/nonexistent", "XDG_DATA_HOME": "/nonexistent",
    "http_proxy": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9",
}  # fmt: skip
"""What pandoc sees of the machine: no folder of the user's own, and no way to the network."""


SOURCE = 5_000
"""What a cited work counts as, in characters: citeproc takes 20 s to tell a thousand apart."""


class PandocError(Exception):
    """Pandoc did not finish: `reason` is "time", "memory", "depth", "crash" or its own message."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class PandocJob(Program):
    """A question that pandoc is at work on, until its answer is taken or it is dropped."""

    def __init__(
        self, arguments: Sequence[str], question: bytes, limits: Limits, sources: int = 0
    ) -> None:
        size = len(question) + SOURCE * sources
        seconds = limits.pandoc_seconds + limits.pandoc_seconds_a_megabyte * size / 1e6
        super().__init__(
            [path(), "+RTS", f"-M{limits.pandoc_megabytes}m", "-RTS", *arguments],
            question,
            Resources(seconds, wall=limits.wall_seconds),
            cwd=Path(__file__).parent,
            env=ENVIRONMENT,
        )

    def answer(self) -> bytes:
        """What pandoc says; it can be taken once. Raises Refused, OSError for the machine."""
        try:
            code, answered, said = self.end()
        except WorkerEnded as ended:
            if ended.reason == "crash" and resources.is_memory_limited():
                raise _too_little_memory() from None
            raise PandocError(ended.reason) from None
        if code:
            raise _refusal(said.decode(errors="replace"))
        return answered


class _Shared:
    """Nodes as they are read, each word and each space once."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str | None], Node] = {}

    def __call__(self, node: Node) -> Node:
        kind = node.get("t")
        if kind == "Str" or (kind and "c" not in node):
            return self._known.setdefault((kind, node.get("c")), node)
        return node


class Document(TypedDict):
    """What pandoc read: its blocks, and its warnings.

    A warning has a `type` (pandoc's haddocks, module Text.Pandoc.Logging), its words as `pretty`
    and, where it has a place, `line` and `column`, counted from 1.
    """

    blocks: list[Node]
    warnings: list[dict[str, Any]]


@dataclass(frozen=True)
class CitationRequest:
    """Blocks whose citations are to be set as the CSL `style` (its text) prints them.

    `references` are CSL-JSON items; `nocite` is Markdown that cites what is listed without being
    cited. Each source of a citation is set as a link to its entry, `#ref-KEY`, in the list of
    references, which a style with a bibliography adds as a Div `refs` at the end.
    """

    blocks: list[Node]
    references: list[dict[str, Any]]
    style: str
    lang: str
    nocite: str = ""

    @property
    def parts(self) -> tuple[object, ...]:
        """All that the answer depends on."""
        return (self.blocks, self.references, self.style, self.lang, self.nocite)


def start_reading(texts: Sequence[str], limits: Limits = LIMITS) -> PandocJob:
    """Have Markdown texts read; `documents` makes trees of the answer."""
    return _lua("read", {"texts": list(texts), "format": FORMAT, "lenient": False}, limits)


def start_citing(job: CitationRequest, limits: Limits = LIMITS) -> PandocJob:
    """Have citations set; `trees` makes blocks of the answer."""
    question = {
        "tree": tree(job.blocks),
        "references": json.dumps(job.references, ensure_ascii=False),
        "style": "data:application/xml;base64," + b64encode(job.style.encode()).decode(),
        "lang": job.lang,
        "nocite": job.nocite,
        "dates": [_words(reference.get("issued")) for reference in job.references],
    }
    return _lua("cite", question, limits, len(job.references))


def _words(date: Any) -> str:
    """The words of a CSL-JSON date, which pandoc would read as a date of numbers; or empty."""
    words = date.get("literal", "") if isinstance(date, dict) else ""
    return words if isinstance(words, str) else ""


def read(texts: Sequence[str], limits: Limits = LIMITS) -> list[list[Node]]:
    """The blocks of each Markdown text. Raises Refused."""
    return trees(start_reading(texts, limits))


def latex(texts: Sequence[str], limits: Limits = LIMITS) -> list[list[Node]]:
    """The blocks of each LaTeX text, none for one that cannot be read. Raises Refused."""
    return trees(_lua("read", {"texts": list(texts), "format": LATEX, "lenient": True}, limits))


def trees(asked: PandocJob) -> list[list[Node]]:
    """The blocks of each tree in an answer. Raises Refused, also for what nests too deep."""
    return [document["blocks"] for document in documents(asked)]


def documents(asked: PandocJob) -> list[Document]:
    """Each tree in an answer, with pandoc's warnings. Raises Refused, also for what nests too deep.

    A word or a space is one node however often it stands in a tree: it takes a fifth of the
    memory, and less time to read.
    """
    lines = asked.answer().split(b"\n")
    try:
        found = [json.loads(line, object_hook=_Shared()) for line in lines if line]
    except RecursionError:
        raise PandocError("depth") from None
    return [{"blocks": one["blocks"], "warnings": one.get("warnings", [])} for one in found]


def write(blocks: list[Node], target: str, *arguments: str, limits: Limits = LIMITS) -> bytes:
    """The blocks in a pandoc output format. Raises Refused."""
    wanted = ["-f", "json", "-t", target, "--sandbox", "-o", "-", *arguments]
    return PandocJob(wanted, tree(blocks).encode(), limits).answer()


def tree(blocks: list[Node]) -> str:
    """A whole document as pandoc's JSON."""
    return json.dumps({"pandoc-api-version": API, "meta": {}, "blocks": blocks})


@cache
def path() -> str:
    """Where the pandoc program is. Raises OSError where there is none.

    The one that comes with pypandoc is taken as it is: pypandoc would run it, and look for others.
    """
    spec = find_spec("pypandoc")
    for folder in (spec and spec.submodule_search_locations) or ():
        for name in ("pandoc", "pandoc.exe"):
            if (found := Path(folder, "files", name)).is_file():
                return str(found)
    import pypandoc

    return str(pypandoc.get_pandoc_path())


@cache
def version() -> str:
    """Pandoc's version, such as "3.9". Raises OSError where it does not run."""
    done = subprocess.run([path(), "--version"], capture_output=True, text=True, check=False)
    if done.returncode < 0 and resources.is_memory_limited():
        raise _too_little_memory()
    if done.returncode:
        raise OSError(f"pandoc does not run: {_refusal(done.stderr)}")
    return done.stdout.split()[1]


def _lua(name: str, question: dict[str, Any], limits: Limits, sources: int = 0) -> PandocJob:
    script = str(Path(__file__).parent / "lua" / f"{name}.lua")
    return PandocJob(["lua", script], json.dumps(question).encode(), limits, sources)


def _refusal(message: str) -> Exception:
    """What pandoc's own words come to: the text's fault, or the machine's."""
    if "out of memory" in message:
        return _too_little_memory()
    for number in (errno.ENOSPC, errno.EFBIG, errno.EIO, errno.EMFILE):
        if os.strerror(number) in message:
            return OSError(number, f"pandoc cannot write its answer: {os.strerror(number)}")
    return PandocError(_reason(message))


def _too_little_memory() -> OSError:
    return OSError(errno.ENOMEM, "pandoc has not memory enough")


def _reason(message: str) -> str:
    """Why pandoc refused, on one line."""
    line = " ".join(message.split())
    if "heap" in line.lower():
        return "memory"
    return line if len(line) <= 200 else line[:199] + "…"
