"""The pictures of a document as files of the project."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from reportgen.sanitize import image
from reportgen.sanitize.image import Image
from reportgen.tree.nodes import Node, edit, find

SUFFIXES = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/svg+xml": "svg",
            "image/webp": "webp", "image/tiff": "tif"}  # fmt: skip


@dataclass
class Pictures:
    """Files by their names in the project, and what could not be read: its file, and why."""

    files: dict[str, bytes] = field(default_factory=dict)
    unread: list[tuple[str, str]] = field(default_factory=list)
    _names: dict[str, str] = field(default_factory=dict)


def take(blocks: list[Node], media: Mapping[str, bytes], out: Pictures) -> list[Node]:
    """Blocks whose pictures are files `figures/…`; those that cannot be read are taken out.

    `media` are the pictures by the ends of the names that the document has for them.
    """

    def change(node: Node) -> Any:
        target, title = node["c"][2]
        if target not in out._names:
            out._names[target] = _placed(target, media, out)
        name = out._names[target]
        return {**node, "c": [*node["c"][:2], [name, title]]} if name else node["c"][1]

    if not find(blocks, {"Image"}):
        return blocks
    taken: list[Node] = edit(blocks, change, {"Image"})
    return taken


def _placed(target: str, media: Mapping[str, bytes], out: Pictures) -> str:
    data = next((data for name, data in media.items() if name.endswith(target)), None)
    if data is None or not target:
        out.unread.append((target, "is not in the document"))
        return ""
    number = len(out._names) + 1
    found = image.read(target, data)
    suffix = PurePosixPath(target).suffix.lower().lstrip(".")
    if isinstance(found, Image):
        suffix = SUFFIXES.get(found.media, suffix)
        name = f"figures/picture-{number}.{'jpg' if suffix == 'jpeg' else suffix}"
        out.files[f"manuscript/{name}"] = data
        return name
    name = f"figures/unread-{number}.{suffix or 'bin'}"
    out.files[f"manuscript/{name}"] = data
    out.unread.append((name, found))
    return ""
