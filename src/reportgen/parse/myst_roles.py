"""MyST's roles: `{cite}` and the like before code, which pandoc reads as two separate things."""

import re

from reportgen.diagnostics.source import Finder, Source, nfc
from reportgen.tree import latex
from reportgen.tree.nodes import Node, edit, link, string

ROLE = re.compile(r"(.*)\{([a-z][\w:-]*)\}", re.S)
NAMED = re.compile(r"(.*?)(?<!\s)\s*+<([^<>]+)>", re.S)
CITED = ("cite", "cite:p", "cite:ps", "cite:alp", "cite:alps")
IN_TEXT = ("cite:t", "cite:ts", "cite:ct", "cite:cts")
REFERENCES = ("ref", "numref", "eq")
KINDS = {"sub": "Subscript", "sup": "Superscript", "u": "Underline", "sc": "SmallCaps"}
WORDS = ("abbr", "term", "doc", "kbd", "download", "math")


def read_roles(blocks: list[Node], source: Source) -> list[Node]:
    """The blocks with the nodes that their roles mean."""
    if "}`" not in source.text:
        return blocks

    places = Finder(source)

    def change(node: Node) -> Node:
        content = node.get("c")
        if node["t"] not in ("Para", "Plain", "Emph", "Strong") or not isinstance(content, list):
            return node
        out: list[Node] = []
        changed = False
        for item in content:
            before = out[-1] if out and item["t"] == "Code" else {"t": ""}
            found = ROLE.fullmatch(before["c"]) if before["t"] == "Str" else None
            meant = _meant(found[2], item["c"][1], places) if found else None
            if found and meant is not None:
                out[-1:] = [*string(found[1]), *meant]
                changed = True
            else:
                out.append(item)
        return {**node, "c": out} if changed else node

    edited: list[Node] = edit(blocks, change)
    return edited


def _meant(role: str, said: str, places: Finder) -> list[Node] | None:
    """What a role means; None for one that is not known here."""
    place = places.locate(f"{{{role}}}`{said}")
    at = list(place) if place else None
    if role in CITED or role in IN_TEXT:
        keys = [key.strip() for key in said.split(",")]
        return [latex.cite(keys, "AuthorInText" if role in IN_TEXT else "NormalCitation", at)]
    named = NAMED.fullmatch(said)
    if role in REFERENCES:
        label = named[2] if named else said
        return [{**link([], f"#{nfc(label)}", "xref"), **({"at": at} if at else {})}]
    if role in KINDS:
        return [{"t": KINDS[role], "c": string(said)}]
    if role == "math":
        return [{"t": "Math", "c": [{"t": "InlineMath"}, said]}]
    if role not in WORDS:
        return None
    bare = said.partition(" (")[0] if said.endswith(")") else said
    return string(named[1] if named else bare)
