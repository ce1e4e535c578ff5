"""A source as the citation style of a manuscript prints it."""

from reportgen.cache import Store
from reportgen.diagnostics import Bag
from reportgen.parse import Manuscript
from reportgen.resolve import cite
from reportgen.resolve import style as styles
from reportgen.tree.nodes import Node, attr, para, text, walk


def printed(keys: list[str], manuscript: Manuscript) -> dict[str, str]:
    """The words of the first note of each key, or of its place in the list of references.

    Empty where the style cannot be used or says nothing.
    """
    style = styles.citation_style(manuscript, Bag())
    if style is None:
        return {}
    parts: list[list[Node]] = [[para([_cite(key)]) for key in keys]]
    with cite.start(parts, manuscript, style, Store()) as job:
        found = cite.set_citations(job, Bag())
    if found is None:
        return {}
    blocks, references = found[0][0], found[1]
    listed = {
        attr(node)[0].removeprefix("ref-"): _words(node["c"][1])
        for node in walk(references)
        if node["t"] == "Div" and attr(node)[0].startswith("ref-")
    }
    notes = {key: _words(block["c"]) for key, block in zip(keys, blocks, strict=True)}
    return notes if style.notes else {key: listed.get(key) or notes[key] for key in keys}


def _cite(key: str) -> Node:
    citation = {
        "citationId": key, "citationPrefix": [], "citationSuffix": [], "citationNoteNum": 0,
        "citationMode": {"t": "NormalCitation"}, "citationHash": 0,
    }  # fmt: skip
    return {"t": "Cite", "c": [[citation], [{"t": "Str", "c": "?"}]]}


def _words(nodes: list[Node]) -> str:
    notes = [node["c"] for node in walk(nodes) if node["t"] == "Note"]
    return " ".join(text(notes or nodes).split())
