"""Raw LaTeX as pandoc's own reader of LaTeX takes it: figures, tables, lists, notes and links.

What is raw even then nobody here understands; `vet` says so.
"""

import re
from typing import Any

from reportgen import pandoc
from reportgen.cache import Store
from reportgen.limits import Limits
from reportgen.tree import latex
from reportgen.tree.nodes import Node, edit, string, text, walk

KEY = re.compile(r"(\[?)@(\w[\w:.-]*\w)(\]?)(\W*)")
"""A citation as Markdown has it, which people also write in the LaTeX between it."""


def read_latex(trees: list[list[Node]], limits: Limits, store: Store) -> list[list[Node]]:
    """The trees with their raw LaTeX replaced by what it stands for, wherever pandoc can tell."""
    wanted = list(dict.fromkeys(node["c"][1] for node in walk(trees) if _strange(node)))
    if not wanted:
        return trees
    try:
        read = store.each("latex", wanted, lambda some: pandoc.latex(some, limits))
    except pandoc.PandocError:
        return trees
    found = dict(zip(wanted, read, strict=True))

    def change(node: Node) -> Node | list[Node]:
        blocks = found.get(node["c"][1]) if _strange(node) else None
        if not blocks:
            return node
        if node["t"] == "RawBlock":
            return [_told(block, node) for block in blocks]
        if len(blocks) == 1 and blocks[0]["t"] in ("Para", "Plain"):
            return [_told(inline, node) for inline in blocks[0]["c"]]
        return node

    changed: list[list[Node]] = edit(trees, change, {"RawInline", "RawBlock"})
    return changed


def _strange(node: Node) -> bool:
    """Whether a node is raw LaTeX that `latex` does not know."""
    if node["t"] not in ("RawInline", "RawBlock") or node["c"][0] not in ("tex", "latex"):
        return False
    meant = latex.inlines if node["t"] == "RawInline" else latex.block
    return meant(node["c"][1], None) is None


def _told(tree: Node, raw: Node) -> Any:
    """What was read, with the place of the raw LaTeX that it was read from."""

    def change(node: Node) -> Node | list[Node]:
        if node["t"] == "Str" and (key := KEY.fullmatch(node["c"])):
            mode = "NormalCitation" if key[1] else "AuthorInText"
            return [latex.cite([key[2]], mode, raw.get("at")), *string(key[4])]
        placed = {**node, "at": raw["at"]} if raw.get("at") else node
        if node["t"] == "Cite":
            citations = [{**c, "at": raw.get("at")} for c in node["c"][0]]
            return {
                **placed,
                "c": [citations, string("; ".join(c["citationId"] for c in citations))],
            }
        if node["t"] == "Image" and text(node["c"][1]) == "image":
            return {**placed, "c": [node["c"][0], [], node["c"][2]]}
        return placed

    return edit(tree, change)
