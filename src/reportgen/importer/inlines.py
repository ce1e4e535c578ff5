"""Inlines of a read document made plain: formats that mean nothing here are taken off."""

import re
from collections import Counter
from typing import Any

from reportgen.tree.nodes import Node, attr, edit, text

_UNWRAPPED = ("Span", "Underline")
_SILENT = ("anchor", "bookmark")


def tidy(blocks: list[Node], lost: Counter[str]) -> list[Node]:
    """Blocks without named styles, colours and underlines; `lost` counts what meant something."""

    def change(node: Node) -> Any:
        kind = node["t"]
        if kind == "Underline":
            lost["underlined"] += 1
            return node["c"]
        if kind == "Span":
            identifier, classes, _ = attr(node)
            if "mark" in classes:
                lost["highlighted"] += 1
            if not node["c"][1] and identifier:
                return node
            return node["c"][1]
        if kind == "Link":
            return node if text(node["c"][1]).strip() or _has_image(node) else node["c"][1]
        if kind in ("Strong", "Emph") and not text(node["c"]).strip():
            return node["c"]
        return node

    tidied: list[Node] = edit(blocks, change, {*_UNWRAPPED, "Link", "Strong", "Emph"})
    joined: list[Node] = edit(tidied, _joined, {"Para", "Plain", "Header"})
    return joined


def _has_image(node: Node) -> bool:
    return any(part.get("t") == "Image" for part in node["c"][1])


def _joined(node: Node) -> Node:
    """A block whose words that formats had parted are one again, without blanks at its ends."""
    inlines = node["c"][2] if node["t"] == "Header" else node["c"]
    out: list[Node] = []
    for one in inlines:
        if out and one["t"] == out[-1]["t"] == "Str":
            out[-1] = {"t": "Str", "c": out[-1]["c"] + one["c"]}
        elif one["t"] in ("Emph", "Strong") and out and out[-1]["t"] == one["t"]:
            out[-1] = {"t": one["t"], "c": [*out[-1]["c"], *one["c"]]}
        else:
            out.append(one)
    blank = ("Space", "LineBreak", "SoftBreak")
    while out and out[0]["t"] in blank:
        out.pop(0)
    while out and out[-1]["t"] in blank:
        out.pop()
    if node["t"] == "Header":
        return {**node, "c": [*node["c"][:2], out]}
    return {**node, "c": out}


def without(inlines: list[Node], size: int) -> list[Node]:
    """Inlines without so many characters at their head, and the blanks behind those.

    Notes and anchors among them stay.
    """
    out: list[Node] = []
    left = size
    for node in inlines:
        if left <= 0:
            out.append(node)
        elif node["t"] == "Str":
            kept = node["c"][left:]
            left -= len(node["c"])
            if kept:
                out.append({"t": "Str", "c": kept})
        elif node["t"] in ("Space", "SoftBreak", "LineBreak"):
            left -= 1
        elif node["t"] in ("Strong", "Emph", "SmallCaps", "Superscript", "Subscript"):
            length = len(text(node["c"]))
            kept_inlines = without(node["c"], left) if length > left else []
            left -= length
            if kept_inlines:
                out.append({**node, "c": kept_inlines})
        elif node["t"] == "Span" and not node["c"][1]:
            out.append(node)
        else:
            left -= len(text(node))
            out.append(node)
    while out and out[0]["t"] in ("Space", "SoftBreak", "LineBreak"):
        out.pop(0)
    return out


def line(inlines: Any) -> str:
    """The words of inlines or blocks on one line."""
    return " ".join(text(inlines).replace("\u00a0", " ").split())


def bare(words: str) -> str:
    """Words for comparison: letters and digits in small letters."""
    return re.sub(r"[\W_]+", " ", words.casefold()).strip()
