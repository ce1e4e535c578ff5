"""Word's control characters for a line break and for hyphens, as the nodes that they mean.

They stand in text pasted from Word or from its plain-text files (U+000B, U+001E, U+001F).
"""

import re

from reportgen.tree.nodes import Node, edit

CONTROL = re.compile("[\x0b\x1e\x1f]")
HYPHENS = str.maketrans({"\x1e": "\u2011", "\x1f": "\u00ad"})
"""The hyphen at which no line ends, and the one that shows only at a line's end."""


def read_word_characters(blocks: list[Node], text: str) -> list[Node]:
    """The blocks with line breaks and hyphens for these characters of the `text` they are from."""
    if not CONTROL.search(text):
        return blocks

    def change(node: Node) -> Node | list[Node]:
        words = node["c"].translate(HYPHENS)
        if "\x0b" not in words:
            return {"t": "Str", "c": words}
        out: list[Node] = []
        for i, line in enumerate(words.split("\x0b")):
            out += [{"t": "LineBreak"}] if i else []
            out += [{"t": "Str", "c": line}] if line else []
        return out

    edited: list[Node] = edit(blocks, change, {"Str"})
    return edited
