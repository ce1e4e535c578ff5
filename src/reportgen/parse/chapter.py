"""A chapter, or what a field of the front matter says: its text, its tree, and its places."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from reportgen.diagnostics.source import Source, Span
from reportgen.parse.literal import LiteralText
from reportgen.tree.nodes import LEAVES, Node, walk


@dataclass(frozen=True)
class Chapter:
    """One source and its vetted tree; `field` is the place of the field that holds it, if any."""

    source: Source
    blocks: list[Node]
    field: Span | None = None

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """Every node of the tree, in its order: most checks ask for some of them."""
        return tuple(walk(self.blocks))

    @cached_property
    def literal(self) -> LiteralText:
        """Which of the text's marks are printed as they are typed."""
        return LiteralText(self.source.text, self.blocks)

    def span(self, node: Node, at: list[int] | None = None) -> Span:
        """Where a node, or the part `at` of it, stands; else the last known place before it."""
        at = at or node.get("at") or self._near.get(id(node))
        return self.source.span(*at[:2]) if at else self.start

    @property
    def start(self) -> Span:
        """Where the text begins."""
        found = re.search(r"\S", self.source.text)
        return self.field or self.source.span(found.start() if found else 0)

    @cached_property
    def _near(self) -> Mapping[int, list[int]]:
        """For each node without a place of its own the last place before it."""
        near: dict[int, list[int]] = {}
        last: list[int] | None = None
        for node in self.nodes:
            at = node.get("at")
            if at:
                last = at
            elif last and node["t"] not in LEAVES:
                near[id(node)] = last
            if node["t"] == "Cite":
                last = next((c["at"] for c in reversed(node["c"][0]) if c.get("at")), last)
        return near
