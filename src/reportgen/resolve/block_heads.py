"""The heads of blocks that a class names: "Box 1.", "Key takeaways", "Source:"."""

from collections.abc import Mapping

from reportgen.tree.named_blocks import BOX, CALLOUT, RUN_IN, TITLE, kind
from reportgen.tree.nodes import Node, attr, div, edit, plain, span, string, text

UNNAMED = "unnamed"
"""The class of a line without a word at its head."""


def fill_block_heads(blocks: list[Node], words: Mapping[str, str]) -> list[Node]:
    """The blocks with what the heads of such blocks say by themselves; numbers are there."""

    def change(node: Node) -> Node:
        match kind(node):
            case "box" | "key-takeaways":
                return _titled(node, words)
            case "exhibit-line" if UNNAMED in attr(node)[1]:
                return _named(node, words)
            case "statements":
                return _thanked(node, words)
        return node

    filled: list[Node] = edit(blocks, change, {"Div"})
    return filled


def _titled(node: Node, words: Mapping[str, str]) -> Node:
    attributes, content = node["c"]
    classes = attributes[1]
    has_title = bool(content) and content[0]["t"] == "Div" and TITLE in attr(content[0])[1]
    title = content[0]["c"][1][0]["c"] if has_title else []
    rest = content[1:] if has_title else content
    if not text(title).strip() and has_title:
        known = f"callout-{classes[2].removeprefix('callout-')}" if CALLOUT in classes else ""
        title = string(words.get(known, "") or words.get(classes[0], ""))
        if classes[0] == BOX and not known:
            title = []
    label: list[Node] = []
    if node.get("number"):
        called = words["box"].format(node["number"]).replace(" ", "\u00a0")
        label = [span([{"t": "Str", "c": f"{called}."}], "label")]
        label += [{"t": "Str", "c": "\u2002"}] if title else []
    if not label and not title:
        return {**node, "c": [attributes, rest]}
    return {**node, "c": [attributes, [div([plain([*label, *title])], TITLE), *rest]]}


def _named(node: Node, words: Mapping[str, str]) -> Node:
    """A line with the word of its kind at its head."""
    (identifier, classes, pairs), content = node["c"]
    word = words["source" if "source-line" in classes else "table-note"]
    head: list[Node] = [{"t": "Emph", "c": string(word)}, {"t": "Space"}]
    first = {**content[0], "c": [*head, *content[0]["c"]]}
    kept = [name for name in classes if name != UNNAMED]
    return {**node, "c": [[identifier, kept, pairs], [first, *content[1:]]]}


def _thanked(node: Node, words: Mapping[str, str]) -> Node:
    """Acknowledgements under their word, where they have no title of their own."""

    def change(inner: Node) -> Node:
        if RUN_IN in attr(inner)[1] and not text(inner["c"][1]).strip():
            return span(string(words["acknowledgements"] + "."), RUN_IN)
        return inner

    attributes, content = node["c"]
    return {**node, "c": [attributes, edit(content, change, {"Span"})]}
