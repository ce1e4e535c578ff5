"""The tags of a document as a tree, before they are objects of a PDF."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

Box = Any
"""A box of WeasyPrint, or an element of its HTML tree."""

Key = tuple[Any, str]
"""An element and its tag, which names a pseudo-element too ("li::marker")."""


@dataclass(frozen=True, slots=True)
class Text:
    """Marked content on a page."""

    page: int
    mark: int


@dataclass(frozen=True, slots=True)
class Spot:
    """A link annotation on a page."""

    page: int
    annotation: Any


@dataclass(frozen=True)
class Group:
    """What a page draws apart, to be laid over it half transparent, and the marks in it."""

    stream: Any
    marks: tuple[int, ...]


@dataclass(eq=False, slots=True)
class Node:
    """A structure element; `language` is that of its words, whether or not it differs above."""

    role: str
    element: Box
    language: str
    up: "Node | None" = None
    kids: list["Node | Text | Spot"] = field(default_factory=list)
    layout: dict[str, Any] = field(default_factory=dict)
    table: dict[str, Any] = field(default_factory=dict)
    numbering: str = ""
    alternative: str = ""
    expansion: str = ""
    page: int = 0
    place: tuple[float, float] = (0, 0)
    flow: "Node | None" = None
    """The paragraph that is open for lines right inside it."""
    implied: bool = False
    made: Any = None
    """Its object in the PDF, once it has one."""

    def add(self, role: str, element: Box, language: str, first: bool = False) -> "Node":
        node = Node(role, element, language, self)
        self.kids.insert(0 if first else len(self.kids), node)
        self.flow = None
        return node

    @property
    def nodes(self) -> "list[Node]":
        """The elements right inside it."""
        return [kid for kid in self.kids if isinstance(kid, Node)]

    def walk(self) -> "Iterator[Node]":
        """Itself and all elements in it, in reading order."""
        yield self
        for kid in self.nodes:
            yield from kid.walk()

    @property
    def said(self) -> bool:
        """Whether there are any words in it."""
        return any(not isinstance(kid, Node) or kid.said for kid in self.kids)

    def inside(self, *names: str) -> "Node | None":
        """The nearest of these types around it, itself included."""
        node: Node | None = self
        while node is not None and node.role not in names:
            node = node.up
        return node


@dataclass(eq=False)
class Tree:
    """All the tags of a document."""

    root: Node
    nodes: dict[Key, Node] = field(default_factory=dict)
    calls: dict[Any, list[tuple[int, Box]]] = field(default_factory=dict)
    """The boxes of footnotes' calls, by the element of the note."""
    markers: dict[Any, list[tuple[int, Box]]] = field(default_factory=dict)
    aims: list[tuple[Any, Node]] = field(default_factory=list)
    """Links between footnotes and their calls, and where each leads."""
    unwanted: list[tuple[int, Any]] = field(default_factory=list)
    """Annotations to drop: they stand in page furniture or in another link."""


def prune(node: Node) -> None:
    """Drop what holds nothing, but for cells, which keep a table regular (14.8.4.3.4)."""
    kept: list[Node | Text | Spot] = []
    for kid in node.kids:
        if not isinstance(kid, Node):
            kept.append(kid)
            continue
        prune(kid)
        if kid.role == "Note" and len(kid.kids) == 1 and kid.nodes and kid.nodes[0].role == "P":
            kid.kids = kid.nodes[0].kids  # one paragraph without a label is the note itself
        alone = all(isinstance(k, Node) and k.role in ("Figure", "Note") for k in kid.kids)
        if kid.implied and alone:
            kept.extend(kid.kids)
        elif kid.kids or kid.role in ("TH", "TD"):
            kept.append(kid)
    node.kids = kept
