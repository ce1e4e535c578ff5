"""Notes at the ends of inlines, also where a citation that was set holds them."""

from reportgen.tree.nodes import Node


def ends_with_note(node: Node) -> bool:
    """Whether an inline is a note, or a citation or a change whose last inline is one."""
    if _holds_words(node) and node["c"][1]:
        return ends_with_note(node["c"][1][-1])
    return node.get("t") == "Note"


def begins_with_note(node: Node) -> bool:
    """Whether an inline is a note, or a citation or a change whose first inline is one."""
    if _holds_words(node) and node["c"][1]:
        return begins_with_note(node["c"][1][0])
    return node.get("t") == "Note"


def _holds_words(node: Node) -> bool:
    """Whether an inline is a citation, or what was inserted or deleted."""
    return node.get("t") == "Cite" or (node.get("t") == "Span" and "change" in node)
