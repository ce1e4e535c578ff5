"""Which words of a citation lead to the entries of its sources.

A style with notes sets each source's words in a Cite of its own, but makes no links of them. JATS
has no link within a link: the words up to an address lead to the entry, the address elsewhere.
"""

import re
from collections.abc import Collection

from reportgen.tree.nodes import Node, edit, find, text

_NOT_LINKED = frozenset({"Link", "Note", "Image", "Math", "Cite"})
"""What a link cannot hold."""
_AROUND = re.compile(r"[\s<>⟨⟩()\[\]“”\"'«»,;.:]*")
"""What stands before an address, or between it and the words."""


def with_links(cite: Node, known: Collection[str]) -> list[Node]:
    """What was set for a Cite, with a Link that names its sources in `keys` where it has none.

    `known` are the keys of the sources that have an entry.
    """
    citations, inner = cite["c"]
    keys = [key for one in citations if (key := str(one["citationId"])) in known]
    if keys and _leads(inner, known):
        return _completed(inner, keys)
    if not keys:
        return list(inner)
    return _words(inner, keys) or _address(inner, keys) or list(inner)


def _leads(inner: list[Node], known: Collection[str]) -> bool:
    """Whether links to entries, or sources in citations of their own, stand in what was set."""
    if find(inner, {"Cite"}):
        return True
    targets = (str(node["c"][2][0]) for node in find(inner, {"Link"}))
    return any(target.startswith("#ref-") and target[5:] in known for target in targets)


def _completed(inner: list[Node], keys: list[str]) -> list[Node]:
    """Inlines each of whose links also leads to the sources that a range leaves out: `25–27`."""
    linked = [str(node["c"][2][0])[5:] for node in find(inner, {"Link"})]
    if not linked or all(key in linked for key in keys):
        return list(inner)
    led: dict[str, list[str]] = {}
    last = next((key for key in keys if key in linked), "")
    for key in dict.fromkeys(keys):
        last = key if key in linked else last
        led.setdefault(last, []).append(key)

    def change(node: Node) -> Node:
        key = str(node["c"][2][0])[5:]
        return {**node, "keys": sorted(led[key], key=key.__ne__)} if key in led else node

    made: list[Node] = edit(inner, change, {"Link"})
    return made


def _words(nodes: list[Node], keys: list[str]) -> list[Node]:
    """Inlines whose first words, up to an address, are a link; none where there are no words."""
    at = 0
    while at < len(nodes):
        end = at
        while end < len(nodes) and not _unlinkable(nodes[end]):
            end += 1
        first, last = _trimmed(nodes, at, end)
        if first < last:
            words, point = _without_point(nodes[first:last])
            return [*nodes[:first], _link(words, keys), *point, *nodes[last:]]
        at = end + 1
    for i, node in enumerate(nodes):
        if node["t"] == "Span" and (inner := _words(node["c"][1], keys)):
            return [*nodes[:i], {**node, "c": [node["c"][0], inner]}, *nodes[i + 1 :]]
    return []


def _without_point(nodes: list[Node]) -> tuple[list[Node], list[Node]]:
    """Words without the comma or stop that ends them, and that."""
    last = nodes[-1]
    bare = last["c"].rstrip(",;:.") if last["t"] == "Str" else ""
    if not bare or bare == last["c"]:
        return nodes, []
    point = last["c"][len(bare) :]
    return [*nodes[:-1], {**last, "c": bare}], [{"t": "Str", "c": point}]


def _address(nodes: list[Node], keys: list[str]) -> list[Node]:
    """Inlines whose address is the link, where it is all that they say."""
    for i, node in enumerate(nodes):
        if node["t"] == "Link" and text(node["c"][1]).strip():
            return [*nodes[:i], _link(node["c"][1], keys), *nodes[i + 1 :]]
        if node["t"] == "Span" and (inner := _address(node["c"][1], keys)):
            return [*nodes[:i], {**node, "c": [node["c"][0], inner]}, *nodes[i + 1 :]]
    return []


def _link(nodes: list[Node], keys: list[str]) -> Node:
    link = {"t": "Link", "c": [["", [], []], nodes, [f"#ref-{keys[0]}", ""]]}
    return {**link, "keys": list(dict.fromkeys(keys))}


def _unlinkable(node: Node) -> bool:
    return node["t"] in _NOT_LINKED or bool(find(node, _NOT_LINKED))


def _trimmed(nodes: list[Node], first: int, last: int) -> tuple[int, int]:
    """A stretch of inlines without the spaces and points at its ends."""
    while first < last and _AROUND.fullmatch(text(nodes[first])):
        first += 1
    while last > first and _AROUND.fullmatch(text(nodes[last - 1])):
        last -= 1
    return first, last
