"""Many pieces of a document as Markdown, written at once."""

import re
from collections.abc import Sequence

from reportgen.pandoc import converting
from reportgen.tree.nodes import Node, edit

_PART, _AT, _COLON = "\ue9f0", "\ue9f1", "\ue9f2"
_FENCE = re.compile(r"^:(?=::)")
_KEY = re.compile(r"(?<![\w\ue9f1])@(?=[\w{])")
"""What pandoc would read as a citation; its writer leaves it as it is. `\\@ref()` is bookdown's."""


def write(pieces: Sequence[list[Node]]) -> list[str]:
    """The Markdown of each list of blocks. Raises PandocError, OSError."""
    if not pieces:
        return []
    blocks: list[Node] = []
    for piece in pieces:
        blocks += [*piece, {"t": "RawBlock", "c": ["markdown", _PART]}]
    blocks = edit(blocks, _escaped, {"Str"})
    written = converting.write_markdown(blocks)
    found = [
        one.strip("\n")
        .replace(f"{_AT}ref(", "&#64;ref(")
        .replace(_AT, "\\@")
        .replace(_COLON, "&#58;")
        for one in written.split(_PART)
    ]
    return [_tidy(one) for one in found[: len(pieces)]]


def _tidy(text: str) -> str:
    """Without blanks at the ends of lines; a bracket at the head of one opens no formula."""
    text = re.sub(r"[ \t]+$", "", text, flags=re.M)
    return re.sub(r"^((?:[>\s]|[-*+] |\d+[.)] )*)\\\[", r"\1&#91;", text, flags=re.M)


def _escaped(node: Node) -> Node:
    """A word whose `@` stands for itself, and whose colons open no division."""
    words = _FENCE.sub(_COLON, node["c"])
    return {"t": "Str", "c": _KEY.sub(_AT, words) if "@" in words else words}
