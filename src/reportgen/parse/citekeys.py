"""Citations as their authors meant them, where pandoc reads a key or a group in another way."""

import re
from unicodedata import normalize

from reportgen.bibliography import Library
from reportgen.diagnostics.source import nfc
from reportgen.tree.nodes import Node, edit, text, walk

PARTICLE = r"([\w:.#$%&\-+?<>~/]*[A-Za-z0-9_])([\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+)"
"""A key and the Korean, Japanese or Chinese words that are written behind it without a space."""


def split_groups(blocks: list[Node]) -> list[Node]:
    """`[@a, @b]` as two sources: pandoc takes the second for words behind the first."""

    def change(node: Node) -> Node:
        if not any(n["t"] == "Cite" for c in node["c"][0] for n in walk(c["citationSuffix"])):
            return node
        citations = [one for citation in node["c"][0] for one in _apart(citation)]
        return {**node, "c": [citations, node["c"][1]]}

    edited: list[Node] = edit(blocks, change, {"Cite"})
    return edited


def _apart(citation: Node) -> list[Node]:
    """A citation, and those that its suffix holds."""
    out = [{**citation, "citationSuffix": []}]
    for node in citation["citationSuffix"]:
        if node["t"] != "Cite":
            out[-1]["citationSuffix"].append(node)
            continue
        if text(out[-1]["citationSuffix"]).strip(" ,;") in ("", "and", "&", "and also"):
            out[-1]["citationSuffix"] = []
        for inner in node["c"][0]:
            mode = inner["citationMode"]["t"]
            kept = "SuppressAuthor" if mode == "SuppressAuthor" else "NormalCitation"
            out.append({**inner, "citationMode": {"t": kept}, "citationSuffix": []})
            out[-1]["citationSuffix"] += inner["citationSuffix"]
    return out


def split_particles(blocks: list[Node], library: Library) -> list[Node]:
    """`@smith2020은` as `@smith2020` and a particle, where only that is a source's key.

    All keys are in Unicode's form NFC then.
    """

    def change(node: Node) -> Node | list[Node]:
        if not node["c"][0]:  # LaTeX's \\cite{} of nothing
            return []
        if not all(c["citationId"].isascii() for c in node["c"][0]):
            named = [{**c, "citationId": nfc(c["citationId"])} for c in node["c"][0]]
            node = {**node, "c": [named, node["c"][1]]}
        last = node["c"][0][-1]
        key = last["citationId"]
        found = None if key.isascii() else re.fullmatch(PARTICLE, key)
        if not found or library.get(found[0]) or not library.get(found[1]):
            return node
        at = last.get("at")
        short = {**last, "citationId": found[1]}
        if at:
            whole = at[1] - at[0] == len(key) + 1  # else each letter may be several characters
            typed = found[2] if whole else normalize("NFD", found[2])
            short |= {"at": [at[0], at[1] - len(typed)]}
        particle = {"t": "Str", "c": found[2]}
        if last["citationMode"]["t"] != "AuthorInText":
            short["citationSuffix"] = [particle, *last["citationSuffix"]]
            return {**node, "c": [[*node["c"][0][:-1], short], node["c"][1]]}
        return [{**node, "c": [[*node["c"][0][:-1], short], node["c"][1]]}, particle]

    edited: list[Node] = edit(blocks, change, {"Cite"})
    return edited
