"""The only module that runs pandoc: read, cite, write.

Each function is one process. Nothing that pandoc is handed can make it read a file or open a
connection: text is read in its sandbox, styles and images travel as data, and memory and time are
bounded (`Limits`).
"""

import json
import os
import signal
import subprocess
from base64 import b64encode
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from reportgen.ast import Node
from reportgen.limits import LIMITS, Limits

FORMAT = (
    "markdown+smart+autolink_bare_uris+mark"
    "-yaml_metadata_block-pandoc_title_block-mmd_title_block-fancy_lists"
)
LATEX = "latex+raw_tex+smart"
API = [1, 23, 1, 1]
ENVIRONMENT = {
    "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "HOME": "/nonexistent", "XDG_DATA_HOME": "/nonexistent",
    "http_proxy": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9",
}  # fmt: skip
"""What pandoc sees of the machine: no folder of the user's own, and no way to the network."""


class Refused(Exception):  # noqa: N818 (it is not an error of ours)
    """Pandoc did not finish: `reason` is "time", "memory", "depth" or its own message."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def read(texts: Sequence[str], limits: Limits = LIMITS) -> list[list[Node]]:
    """The blocks of each Markdown text. Raises Refused."""
    return _read({"texts": list(texts), "format": FORMAT, "lenient": False}, limits)


def latex(texts: Sequence[str], limits: Limits = LIMITS) -> list[list[Node]]:
    """The blocks of each LaTeX text, none for one that cannot be read. Raises Refused."""
    return _read({"texts": list(texts), "format": LATEX, "lenient": True}, limits)


def _read(job: dict[str, Any], limits: Limits) -> list[list[Node]]:
    return [_blocks(line) for line in _lua("read", job, limits).split(b"\n") if line]


def cite(
    blocks: list[Node],
    references: list[dict[str, Any]],
    style: str,
    lang: str,
    nocite: str = "",
    links: bool = True,
    limits: Limits = LIMITS,
) -> list[Node]:
    """The blocks with each citation set as the CSL `style` (its text) prints it.

    With `links` each citation leads to its entry in the list of references.

    `references` are CSL-JSON items. A style with a bibliography adds a Div `refs` at the end.
    Raises Refused.
    """
    job = {
        "tree": tree(blocks),
        "references": json.dumps(references, ensure_ascii=False),
        "style": "data:application/xml;base64," + b64encode(style.encode()).decode(),
        "lang": lang,
        "nocite": nocite,
        "links": links,
    }
    return _blocks(_lua("cite", job, limits))


def write(blocks: list[Node], target: str, *arguments: str, limits: Limits = LIMITS) -> bytes:
    """The blocks in a pandoc output format. Raises Refused."""
    command = [*_command(limits), "-f", "json", "-t", target, "--sandbox", "-o", "-", *arguments]
    return _run(command, tree(blocks).encode(), limits)


def tree(blocks: list[Node]) -> str:
    """A whole document as pandoc's JSON."""
    return json.dumps({"pandoc-api-version": API, "meta": {}, "blocks": blocks})


@cache
def path() -> str:
    """Where the pandoc program is. Raises OSError where there is none."""
    import pypandoc

    return str(pypandoc.get_pandoc_path())


@cache
def version() -> str:
    """Pandoc's version, such as "3.9"."""
    out = subprocess.run([path(), "--version"], capture_output=True, text=True, check=True).stdout
    return out.split()[1]


def _lua(name: str, job: dict[str, Any], limits: Limits) -> bytes:
    script = str(Path(__file__).parent / "lua" / f"{name}.lua")
    return _run([*_command(limits), "lua", script], json.dumps(job).encode(), limits)


def _command(limits: Limits) -> list[str]:
    return [path(), "+RTS", f"-M{limits.pandoc_megabytes}m", "-RTS"]


def _blocks(document: bytes) -> list[Node]:
    """The blocks of pandoc's JSON. Raises Refused where they nest deeper than can be read.

    A word or a space is one node however often it stands in them: a tree takes a fifth of the
    memory, and less time to read.
    """
    known: dict[tuple[str, str | None], Node] = {}

    def shared(node: Node) -> Node:
        kind = node.get("t")
        if kind == "Str" or (kind and "c" not in node):
            return known.setdefault((kind, node.get("c")), node)
        return node

    try:
        found: list[Node] = json.loads(document, object_hook=shared)["blocks"]
    except RecursionError:
        raise Refused("depth") from None
    return found


def _run(command: list[str], stdin: bytes, limits: Limits) -> bytes:
    """What pandoc answers. Raises Refused, and leaves no process behind."""
    seconds = limits.pandoc_seconds + limits.pandoc_seconds_a_megabyte * len(stdin) / 1e6
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=Path(__file__).parent,
        env=ENVIRONMENT,
        start_new_session=True,
    )
    try:
        out, said = process.communicate(stdin, timeout=seconds)
    except subprocess.TimeoutExpired:
        raise Refused("time") from None
    finally:
        _end(process)
    if process.returncode:
        message = said.decode(errors="replace").strip()
        raise Refused("memory" if "heap" in message.lower() else _short(message))
    return out


def _end(process: "subprocess.Popen[bytes]") -> None:
    """Stop a program, and whatever it may have started."""
    if process.poll() is None:
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except (AttributeError, OSError):
            process.kill()
        process.communicate()


def _short(message: str) -> str:
    """What pandoc says, on one line."""
    line = " ".join(message.split())
    return line if len(line) <= 200 else line[:199] + "…"
