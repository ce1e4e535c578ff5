"""The numbers of headings, before their words."""

from collections.abc import Mapping

from reportgen.resolve.number import Target
from reportgen.tree import named_blocks
from reportgen.tree.nodes import Node, attr, edit, span


def number_headings(
    blocks: list[Node], found: Mapping[str, Target], terms: Mapping[str, str]
) -> list[Node]:
    """The blocks with each heading's number before its words, where headings are numbered.

    Those of appendices are, always: "Appendix A. Title", "A.1 Title".
    """

    def change(node: Node) -> Node:
        target = found.get(attr(node)[0])
        if target is None or not target.number:
            return node
        level, attributes, words = node["c"]
        if node.get("appendix"):
            return {**node, "c": [level, attributes, _appended(target, words, node, terms)]}
        # Word counts headings itself, and leaves the words of a number out.
        number = [{"t": "Str", "c": target.number + "\u2002", "number": target.number}]
        return {**node, "c": [level, attributes, [*number, *words]]}

    changed: list[Node] = edit(blocks, change, {"Header"})
    return changed


def _appended(
    target: Target, words: list[Node], node: Node, terms: Mapping[str, str]
) -> list[Node]:
    """The words of an appendix's heading; its number is a Span, which fields of Word refer to."""
    number = span([{"t": "Str", "c": target.number}], "heading-number")
    if target.kind == "section":
        return [number, {"t": "Str", "c": "\u2002"}, *words]
    untitled = named_blocks.UNTITLED in attr(node)[1]
    form = terms["appendix" if untitled else "appendix-title"].replace(" ", "\u00a0")
    before, _, behind = form.partition("{}")
    head = [{"t": "Str", "c": before}, number]
    return head if untitled else [*head, {"t": "Str", "c": behind}, {"t": "Space"}, *words]
