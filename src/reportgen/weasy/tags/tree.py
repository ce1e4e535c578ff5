"""The structure tree of a document (ISO 32000-1, 14.7), before it is objects of a PDF."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

Box = Any
"""A box of WeasyPrint, or an element of its HTML tree."""

Key = tuple[Any, str]
"""An HTML element and its tag, which names a pseudo-element too ("li::marker")."""


@dataclass(frozen=True, slots=True)
class MarkedContent:
    """Content on a page, by its marked-content identifier (14.7.4.2)."""

    page: int
    mcid: int


@dataclass(frozen=True, slots=True)
class LinkAnnotation:
    """A link annotation on a page; it stands in the tree by an object reference (14.7.4.3)."""

    page: int
    annotation: Any


@dataclass(frozen=True)
class FormXObject:
    """A stream that a page draws as a whole, half transparent, and the marked content in it."""

    stream: Any
    mcids: tuple[int, ...]


@dataclass(eq=False, slots=True)
class Element:
    """A structure element; `language` is that of its words, whether or not it differs above.

    `html` is the HTML element that it comes from, `numbering` a value of ListNumbering, `page` and
    `position` are where it begins, in CSS pixels from the page's upper left corner.
    """

    role: str
    html: Any
    language: str
    parent: "Element | None" = None
    kids: list["Element | MarkedContent | LinkAnnotation"] = field(default_factory=list)
    layout: dict[str, Any] = field(default_factory=dict)
    table: dict[str, Any] = field(default_factory=dict)
    numbering: str = ""
    alternative: str = ""
    expansion: str = ""
    page: int = 0
    position: tuple[float, float] = (0, 0)
    open_paragraph: "Element | None" = None
    """The paragraph to which lines right inside it belong, until a block comes."""
    implied: bool = False
    """Whether it is such a paragraph, which no HTML element asks for."""
    written: Any = None
    """Its object in the PDF, once it has one."""

    def add(self, role: str, html: Any, language: str, first: bool = False) -> "Element":
        """A new element in this one, behind all others or before them."""
        element = Element(role, html, language, self)
        self.kids.insert(0 if first else len(self.kids), element)
        self.open_paragraph = None
        return element

    @property
    def elements(self) -> "list[Element]":
        """The elements right inside it."""
        return [kid for kid in self.kids if isinstance(kid, Element)]

    def walk(self) -> "Iterator[Element]":
        """Itself and all elements in it, in reading order."""
        yield self
        for kid in self.elements:
            yield from kid.walk()

    @property
    def has_content(self) -> bool:
        """Whether there is any content in it."""
        return any(not isinstance(kid, Element) or kid.has_content for kid in self.kids)

    def closest(self, *roles: str) -> "Element | None":
        """The nearest of these types around it, itself included."""
        element: Element | None = self
        while element is not None and element.role not in roles:
            element = element.parent
        return element


@dataclass(eq=False)
class StructureTree:
    """All the structure elements of a document."""

    root: Element
    elements: dict[Key, Element] = field(default_factory=dict)
    calls: dict[Any, list[tuple[int, Box]]] = field(default_factory=dict)
    """The pages and boxes of footnotes' calls, by the HTML element of the note."""
    markers: dict[Any, list[tuple[int, Box]]] = field(default_factory=dict)
    """The same of the numbers that open footnotes."""
    destinations: list[tuple[Any, Element]] = field(default_factory=list)
    """Links between footnotes and their calls, and where each leads."""
    dropped: list[tuple[int, Any]] = field(default_factory=list)
    """Annotations to remove from their pages: they stand in artifacts or in another link."""


def prune(element: Element) -> None:
    """Remove empty elements, but for cells, which keep a table regular (14.8.4.3.4)."""
    kept: list[Element | MarkedContent | LinkAnnotation] = []
    for kid in element.kids:
        if not isinstance(kid, Element):
            kept.append(kid)
            continue
        prune(kid)
        if kid.role == "Note" and [k.role for k in kid.elements] == ["P"] and len(kid.kids) == 1:
            kid.kids = kid.elements[0].kids  # one paragraph without a label is the note itself
        wraps = all(isinstance(k, Element) and k.role in ("Figure", "Note") for k in kid.kids)
        if kid.implied and wraps:
            kept.extend(kid.kids)
        elif kid.kids or kid.role in ("TH", "TD"):
            kept.append(kid)
    element.kids = kept
