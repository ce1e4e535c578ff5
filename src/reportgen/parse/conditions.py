"""Text that Quarto shows in some formats only: all outputs here show what a printed page would.

Source: Quarto, "Conditional Content". The same words often stand there twice, for web pages and for
print, so that one of the two has to go.
"""

from reportgen.diagnostics import Bag
from reportgen.diagnostics.source import Source, Span
from reportgen.tree.nodes import Node, attr, edit

CLASSES = ("content-visible", "content-hidden")
_NAMES = "pdf latex typst context docx odt print native jats"
PRINTED = frozenset(_NAMES.split())


def read_conditions(
    blocks: list[Node], source: Source, bag: Bag, field: Span | None = None
) -> list[Node]:
    """The blocks without what is not for print; each place is reported.

    `field` is the place of the field of the front matter that holds the text, if any.
    """

    def change(node: Node) -> Node | list[Node] | None:
        _, classes, pairs = attr(node)
        if not set(CLASSES) & set(classes):
            return node
        when, unless = pairs.get("when-format"), pairs.get("unless-format")
        at = node.get("at")
        place = source.span(*at) if at else field or source.span(0)
        if when is None and unless is None:
            said = next((f"{k}={v}" for k, v in pairs.items()), "without a condition")
            bag.warning(
                "condition-format",
                f"the condition `{said}` is not looked at, and the text is shown",
                place,
                "take the text out, or the condition",
            )
            return list(node["c"][1])
        named = (when or unless or "").split()
        met = bool(PRINTED & set(named)) is (when is not None)
        if met is ("content-visible" in classes):
            return list(node["c"][1])
        bag.warning(
            "condition-format",
            "a text that is not for print is left out of all outputs",
            place,
            "take the condition away to show it",
        )
        return None

    edited: list[Node] = edit(blocks, change, {"Div", "Span"})
    return edited
