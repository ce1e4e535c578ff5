"""Marks of citations in a read document -> citations."""

import re
from collections.abc import Sequence
from typing import Any

from reportgen.importer.fields.values import Citation, Cited
from reportgen.importer.marks import CLOSE, OPEN
from reportgen.importer.sources import Bibliography
from reportgen.tree.nodes import Node, edit, string

MARK = re.compile(f"{OPEN}(\\d+){CLOSE}")
LABELS = {
    "book": "bk.", "chapter": "chap.", "column": "col.", "figure": "fig.", "folio": "fol.",
    "issue": "no.", "line": "l.", "note": "n.", "opus": "op.", "page": "p.", "paragraph": "para.",
    "part": "pt.", "section": "sec.", "sub verbo": "s.v.", "sub-verbo": "s.v.", "verse": "v.",
    "volume": "vol.",
}  # fmt: skip
"""How pandoc's citation syntax abbreviates the CSL terms of locators."""
_SIMPLE = re.compile(r"[\divxlc]+(?:\s*[-–,]\s*[\divxlc]+)*")
_SEVERAL = re.compile(r"[-–,&]")
_BETWEEN = re.compile(r"[\s.;,]*")


def cite(blocks: list[Node], citations: Sequence[Citation], sources: Bibliography) -> list[Node]:
    """Blocks in which each mark is a citation; a note of citations alone is one citation."""

    def words(node: Node) -> Any:
        pieces = MARK.split(node["c"])
        if len(pieces) == 1:
            return node
        out: list[Node] = []
        for i, piece in enumerate(pieces):
            if i % 2:
                out.append(_node(citations[int(piece)], sources))
            elif piece:
                out.append({"t": "Str", "c": piece})
        return out

    cited: list[Node] = edit(blocks, words, {"Str"})
    noted: list[Node] = edit(cited, _note, {"Note"})
    return noted


def _note(node: Node) -> Any:
    """The citation that a note is, where there is nothing else in it."""
    blocks = node["c"]
    if len(blocks) != 1 or blocks[0]["t"] not in ("Para", "Plain"):
        return node
    cites: list[Node] = []
    for one in blocks[0]["c"]:
        if one["t"] == "Cite":
            cites += one["c"][0]
        elif one["t"] not in ("Space", "SoftBreak") and not (
            one["t"] == "Str" and _BETWEEN.fullmatch(one["c"])
        ):
            return node
    return {"t": "Cite", "c": [cites, []]} if cites else node


def _node(citation: Citation, sources: Bibliography) -> Node:
    cited = [_cited(one, sources.key(one)) for one in citation.items]
    return {"t": "Cite", "c": [cited, string(citation.printed)]}


def _cited(one: Cited, key: str) -> Node:
    behind = locator(one.locator, one.label) if one.locator else ""
    parts = [part for part in (behind, one.suffix) if part]
    return {
        "citationId": key,
        "citationPrefix": string(one.prefix),
        "citationSuffix": string("".join(f", {part}" for part in parts)),
        "citationMode": {"t": "SuppressAuthor" if one.suppressed else "NormalCitation"},
        "citationNoteNum": 0,
        "citationHash": 0,
    }


def locator(typed: str, label: str) -> str:
    """A locator as pandoc reads it: `p. 5`, `pp. 5-7`, `chap. 3`; in braces what is no number."""
    sign = LABELS.get(label, "p.")
    if not _SIMPLE.fullmatch(typed):
        return "{" + re.sub(r"[{}]", "", f"{sign} {typed}" if label != "page" else typed) + "}"
    if sign == "p." and _SEVERAL.search(typed):
        sign = "pp."
    return f"{sign} {typed}"
