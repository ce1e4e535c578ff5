"""What pandoc read as a document's metadata -> items of a title block."""

from typing import Any

from reportgen.importer.items import Item
from reportgen.tree.nodes import Node

_NAMES = ("title", "subtitle", "author", "date", "abstract", "keywords")


def of_metadata(meta: dict[str, Any]) -> list[Item]:
    """The fields that a title block has, each with the style of its name."""
    found: list[Item] = []
    for name in _NAMES:
        value = meta.get(name)
        if name == "keywords" and value:
            words = [inlines for inlines in _several(value) if inlines]
            joined: list[Node] = [{"t": "Str", "c": "Keywords: "}]
            for i, inlines in enumerate(words):
                joined += [*([{"t": "Str", "c": "; "}] if i else []), *inlines]
            found.append(Item({"t": "Para", "c": joined}, "keywords"))
        elif value:
            found += [Item({"t": "Para", "c": one}, name) for one in _several(value) if one]
    return found


def _several(value: Any) -> list[list[Node]]:
    kind, content = value["t"], value["c"]
    if kind == "MetaList":
        return [inlines for one in content for inlines in _several(one)]
    if kind == "MetaInlines":
        return [content]
    if kind == "MetaBlocks":
        return [block["c"] for block in content if block["t"] in ("Para", "Plain")]
    if kind == "MetaMap":
        return _several(content["name"]) if "name" in content else []
    return [[{"t": "Str", "c": str(content)}]]
