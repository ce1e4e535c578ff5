"""What LaTeX and Markdown name beside themselves: bibliographies and pictures of their folder."""

from pathlib import Path
from typing import Any

from reportgen.bibliography import Library
from reportgen.limits import LIMITS
from reportgen.project import paths, regular_files
from reportgen.tree.nodes import Node, edit, find

_LABELS = ("fig-", "tbl-", "sec-", "eq-", "fig:", "tab:", "tbl:", "sec:", "eq:", "lst-", "thm-")
"""How the names of what is no source begin."""


def read(folder: Path | None, name: str, most: int, *suffixes: str) -> bytes | None:
    """A file of the folder by its name, with one of these suffixes where it has none."""
    for suffix in ("", *suffixes):
        path = paths.inside(folder, name + suffix) if folder is not None and name else None
        if path is None:
            continue
        try:
            data, _ = regular_files.read_bytes(path, most)
        except (OSError, ValueError):
            continue
        if len(data) <= most:
            return data
    return None


def pictures(folder: Path | None, blocks: list[Node]) -> dict[str, bytes]:
    """The pictures that a text shows, by the names that it has for them."""
    found: dict[str, bytes] = {}
    for node in find(blocks, {"Image"}):
        name = str(node["c"][2][0])
        data = read(folder, name, LIMITS.picture_bytes, ".png", ".jpg", ".pdf", ".svg")
        if data is not None:
            found[name] = data
    return found


def bibliography(folder: Path | None, meta: dict[str, Any]) -> str:
    """The text of the bibliographies that a text names."""
    value = meta.get("bibliography") or {"t": "MetaList", "c": []}
    listed = value["c"] if value["t"] == "MetaList" else [value]
    texts = []
    for one in listed:
        name = "".join(node.get("c", "") for node in one["c"]) if one["t"] != "MetaString" else ""
        data = read(folder, name or str(one["c"]), LIMITS.file_bytes, ".bib")
        texts.append((data or b"").decode("utf-8-sig", "replace").strip())
    return "".join(f"{text}\n\n" for text in texts if text)


def without_unknown(blocks: list[Node], library: Library) -> tuple[list[Node], list[str]]:
    """Blocks whose citations of unknown keys are words, and those keys."""
    unknown: list[str] = []

    def change(node: Node) -> Any:
        keys = [one["citationId"] for one in node["c"][0]]
        lost = [key for key in keys if library.get(key) is None and not key.startswith(_LABELS)]
        if not lost:
            return node
        unknown.extend(lost)
        return {"t": "Str", "c": f"[{'; '.join(keys)}]"}

    return edit(blocks, change, {"Cite"}), list(dict.fromkeys(unknown))
