"""Callouts of GitHub and Obsidian: a quotation that begins with `[!NOTE]`, perhaps with a title.

Sources: GitHub Docs, "Basic writing and formatting syntax: Alerts"; Obsidian Help, "Callouts".
"""

import re

from reportgen.tree.named_blocks import BOX, CALLOUT, TITLE
from reportgen.tree.nodes import Node, div, plain, string

MARK = re.compile(r"\[!([A-Za-z][\w-]*)\][+-]?")


def alert(node: Node) -> Node:
    """The box that it is, under the title that it is given or its kind; or the quotation."""
    first: Node = node["c"][0] if node["c"] else {"t": ""}
    if first["t"] not in ("Para", "Plain") or not first["c"] or first["c"][0]["t"] != "Str":
        return node
    found = MARK.fullmatch(first["c"][0]["c"])
    if not found:
        return node
    inlines = first["c"][1:]
    end = next((i for i, n in enumerate(inlines) if n["t"] in ("SoftBreak", "LineBreak")), None)
    title = inlines if end is None else inlines[:end]
    rest = [] if end is None else inlines[end + 1 :]
    title = title[1:] if title and title[0]["t"] == "Space" else title
    kind = found[1].lower()
    known = kind in ("note", "tip", "warning", "caution", "important")
    title = title or ([] if known else string(found[1].replace("-", " ").capitalize()))
    body = [{**first, "t": "Para", "c": rest}] if rest else []
    place = {"at": node["at"]} if node.get("at") else {}
    classes = (BOX, CALLOUT, f"callout-{kind}")
    return {**div([div([plain(title)], TITLE), *body, *node["c"][1:]], *classes), **place}
