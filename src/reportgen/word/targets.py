"""What of an edition is referred to, counted and listed, found before it is written."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from reportgen.editions import Edition
from reportgen.tree.nodes import Node, attr, find

COUNTED = ("Figure", "Table")
"""The types that have captions with numbers."""
TYPES = frozenset(
    {"Div", "Span", "Link", "Image", "Code", "CodeBlock", "Table", "Figure", "Header", "Math"}
)
"""The types that can be referred to."""


@dataclass(frozen=True)
class Targets:
    """The places in an edition that other places name.

    `types` holds the type in the tree of everything that can be referred to ("Appendix" for a
    heading of an appendix), `captions` the label
    of each captioned figure and table ("Table 1"), `numbers` their numbers by their types and
    `headings` the contents of the headings, both in document order.
    """

    types: Mapping[str, str]
    captions: Mapping[str, str]
    numbers: Mapping[str, list[str]]
    headings: list[Any]


def targets(edition: Edition, nodes: list[Node]) -> Targets:
    """The targets among the nodes of an edition's text."""
    types: dict[str, str] = {}
    captions: dict[str, str] = {}
    numbers: dict[str, list[str]] = {kind: [] for kind in COUNTED}
    headings: list[Any] = []
    words = edition.report.words
    for node in (*nodes, *find(list(edition.bibliography), TYPES)):
        kind = node["t"]
        identifier = node.get("label", "") if kind == "Math" else attr(node)[0]
        if "appendix" in node and kind == "Header":
            kind = "Appendix"
        if identifier:
            types.setdefault(identifier, kind)
    for node in nodes:
        kind = node["t"]
        if kind == "Header":
            headings.append(node["c"])
        elif kind in COUNTED:
            number = node.get("number", "")
            numbers[kind].append(number)
            if number:
                captions[attr(node)[0]] = label(words[kind.lower()], number)
    return Targets(types, captions, numbers, headings)


def label(form: str, number: str) -> str:
    """A caption's label, which never breaks over a line."""
    return form.format(number).replace(" ", "\u00a0")
