"""Links that open a file at a place in the author's editor."""

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

EDITORS: Mapping[str, str] = {
    "vscode": "vscode://file{path}:{line}:{column}",
    "vscodium": "vscodium://file{path}:{line}:{column}",
    "cursor": "cursor://file{path}:{line}:{column}",
    "zed": "zed://file{path}:{line}:{column}",
    "idea": "idea://open?file={path}&line={line}&column={column}",
    "none": "",
}
"""The address of a place in each editor; `path` begins with a slash."""


def link(editor: str, path: Path, line: int, column: int) -> str:
    """The address that opens a place; empty where the editor has none."""
    name = quote(path.as_posix(), safe="/", errors="surrogateescape")
    name = name if name.startswith("/") else f"/{name}"
    return EDITORS[editor].format(path=name, line=line, column=column)
