"""Name trees and number trees (ISO 32000-1, 7.9.6 and 7.9.7), read and written flat."""

from collections.abc import Iterator
from typing import Any


def names(root: Any) -> Iterator[tuple[bytes, Any]]:
    """The names and values of a name tree."""
    for key, value in _pairs(root, "/Names"):
        yield bytes(key), value


def numbers(root: Any) -> Iterator[tuple[int, Any]]:
    """The numbers and values of a number tree."""
    for key, value in _pairs(root, "/Nums"):
        yield int(key), value


def _pairs(root: Any, entry: str) -> Iterator[tuple[Any, Any]]:
    waiting, seen = [root], set()
    while waiting:
        node = waiting.pop()
        if node is None or (node.is_indirect and node.objgen in seen):
            continue
        seen.add(node.objgen)
        found = list(node.get(entry, []))
        yield from zip(found[::2], found[1::2], strict=True)
        waiting.extend(reversed(list(node.get("/Kids", []))))


def flat(pairs: dict[bytes, Any] | dict[int, Any]) -> Any:
    """The array of a tree's one node, its keys in order."""
    import pikepdf

    array = pikepdf.Array()
    for key, value in sorted(pairs.items()):
        array.append(pikepdf.String(key) if isinstance(key, bytes) else key)
        array.append(value)
    return array
