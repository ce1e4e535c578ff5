"""Notes at the ends of inlines, also where a citation that was set holds them."""

from reportgen.tree.nodes import Node


def ends_with_note(node: Node) -> bool:
    """Whether an inline is a note, or a citation whose last inline is one."""
    if node.get("t") == "Cite" and node["c"][1]:
        return ends_with_note(node["c"][1][-1])
    return node.get("t") == "Note"


def begins_with_note(node: Node) -> bool:
    """Whether an inline is a note, or a citation whose first inline is one."""
    if node.get("t") == "Cite" and node["c"][1]:
        return begins_with_note(node["c"][1][0])
    return node.get("t") == "Note"
