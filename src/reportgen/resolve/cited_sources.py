"""Keep what cites each source around the words that were set for it.

Citeproc links each source of a citation to its entry in the list of references, also where the
sources share a note. In a style with notes the link becomes a Cite of that one source, since it
would hide the address in it.
"""

import re
from typing import Any

from reportgen.resolve import quotations
from reportgen.tree.nodes import Node, edit, text
from reportgen.tree.visitor import Context, rewrite

_ENTRY = "#ref-"
_OPTION = re.compile(r"""\bpunctuation-in-quote\s*=\s*["'](true|false)["']""")


def american(style: str, lang: str) -> bool:
    """Whether a style (its text) sets points inside quotation marks (CSL 1.0.2, Style Options)."""
    option = _OPTION.search(style)
    return option[1] == "true" if option else lang.lower() in ("en", "en-us")


def keep(cite: Node, inlines: list[Node], linked: bool, american: bool) -> list[Node]:
    """What citeproc set for a citation, inside a Cite of it, and each of its sources in its own.

    `linked` says that its sources lead to their entries in the list of references; `american`
    that points stand inside quotation marks.
    """
    if not linked:
        inlines = rewrite(edit(inlines, _unlinked, {"Link"}), _moved(american), {"Str"})
    citations = [_citation(citation) for citation in cite["c"][0]]
    return around(inlines, citations)


def unwrapped(tree: Any) -> Any:
    """A tree without Cites: what was set for them stands in their places."""
    return edit(tree, lambda node: list(node["c"][1]), {"Cite"})


def whole_citations(tree: Any) -> Any:
    """A tree without the Cites of single sources, and with those of whole citations.

    Where a source is named in the text and cited in a note, the note has the citation.
    """

    def change(node: Node) -> Node | list[Node]:
        citations, inlines = node["c"]
        if not all("mode" in citation for citation in citations):
            return list(inlines)
        if not any(inline["t"] == "Note" for inline in inlines):
            return node
        return [
            new
            for inline in inlines
            for new in (around([inline], citations) if inline["t"] == "Note" else [inline])
        ]

    return edit(tree, change, {"Cite"})


def _citation(citation: Node) -> Node:
    """A citation as it is kept: its key, its place, and what was typed around it, as text."""
    kept = {
        "citationId": citation["citationId"],
        "mode": citation["citationMode"]["t"],
        "prefix": text(citation["citationPrefix"]),
        "suffix": text(citation["citationSuffix"]),
    }
    return {**kept, "at": citation["at"]} if citation.get("at") else kept


def around(inlines: list[Node], citations: list[Node]) -> list[Node]:
    """The inlines in a Cite; where they are a note, its paragraphs' inlines."""
    if len(inlines) == 1 and inlines[0]["t"] == "Note":
        blocks = [
            {**block, "c": [{"t": "Cite", "c": [citations, block["c"]]}]}
            if block["t"] in ("Para", "Plain")
            else block
            for block in inlines[0]["c"]
        ]
        return [{**inlines[0], "c": blocks}]
    return [{"t": "Cite", "c": [citations, inlines]}]


def _unlinked(node: Node) -> Node:
    target = node["c"][2][0]
    if not target.startswith(_ENTRY):
        return node
    return {"t": "Cite", "c": [[{"citationId": target.removeprefix(_ENTRY)}], node["c"][1]]}


def _moved(american: bool) -> Any:
    """Citeproc moves no point into the quotation marks at the end of a link."""

    def change(out: list[Any], node: Node, context: Context) -> Node | None:
        point = node["c"][:1]
        if not (american and out and point and point in ".,"):
            return node
        if out[-1].get("t") != "Cite" or not quotations.is_closed(out[-1]):
            return node
        out[-1] = quotations.with_point_in_words(out[-1], point)
        rest = node["c"][1:]
        return {**node, "c": rest} if rest else None

    return change
