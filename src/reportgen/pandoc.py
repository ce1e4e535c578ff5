"""The only module that runs pandoc: read, cite, write.

Each function is one process. Nothing that pandoc is handed can make it read a file or open a
connection: text is read in its sandbox, styles and images travel as data, and memory and time are
bounded (`Limits`).
"""

import json
import subprocess
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from reportgen.ast import Node

FORMAT = (
    "markdown+smart+autolink_bare_uris+mark"
    "-yaml_metadata_block-pandoc_title_block-mmd_title_block-fancy_lists"
)
API = [1, 23, 1, 1]


@dataclass(frozen=True)
class Limits:
    """How long pandoc may take (seconds, and seconds more a megabyte of input) and its heap."""

    seconds: float = 8.0
    seconds_a_megabyte: float = 20.0
    heap_megabytes: int = 768


class Refused(Exception):  # noqa: N818 (it is not an error of ours)
    """Pandoc did not finish: `reason` is "time", "memory" or its own message."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def read(texts: Sequence[str], limits: Limits = Limits()) -> list[list[Node]]:
    """The blocks of each Markdown text. Raises Refused."""
    out = _lua("read", {"texts": list(texts), "format": FORMAT}, limits)
    return [json.loads(line)["blocks"] for line in out.splitlines()]


def cite(
    blocks: list[Node],
    references: list[dict[str, Any]],
    style: str,
    lang: str,
    nocite: str = "",
    limits: Limits = Limits(),
) -> list[Node]:
    """The blocks with each citation set as the CSL `style` (its text) prints it.

    `references` are CSL-JSON items. A style with a bibliography adds a Div `refs` at the end.
    Raises Refused.
    """
    job = {
        "tree": tree(blocks),
        "references": json.dumps(references, ensure_ascii=False),
        "style": "data:application/xml;base64," + b64encode(style.encode()).decode(),
        "lang": lang,
        "nocite": nocite,
    }
    found: list[Node] = json.loads(_lua("cite", job, limits))["blocks"]
    return found


def write(blocks: list[Node], target: str, *arguments: str, limits: Limits = Limits()) -> bytes:
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
    return [path(), "+RTS", f"-M{limits.heap_megabytes}m", "-RTS"]


def _run(command: list[str], stdin: bytes, limits: Limits) -> bytes:
    seconds = limits.seconds + limits.seconds_a_megabyte * len(stdin) / 1e6
    try:
        done = subprocess.run(
            command, input=stdin, capture_output=True, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired:
        raise Refused("time") from None
    if done.returncode:
        message = done.stderr.decode(errors="replace").strip()
        raise Refused("memory" if "heap" in message.lower() else message)
    return done.stdout
