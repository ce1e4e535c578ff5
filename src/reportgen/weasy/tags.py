"""Laid-out boxes -> the tree of tags: one node for an element, however many pages it runs over.

WeasyPrint makes its own tree page by page, so that a paragraph over a page break is two, and has
no notes, no contents lists and no scopes. Here the boxes are walked once more: the parts of one
element carry the same element of HTML, which is how they find each other again.
"""

from dataclasses import dataclass, field
from typing import Any

from reportgen.weasy import roles

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

    def add(self, role: str, element: Box, language: str, first: bool = False) -> "Node":
        node = Node(role, element, language, self)
        self.kids.insert(0 if first else len(self.kids), node)
        self.flow = None
        return node

    def inside(self, *names: str) -> "Node | None":
        """The nearest of these types around it, itself included."""
        node: Node | None = self
        while node is not None and node.role not in names:
            node = node.up
        return node


@dataclass(eq=False)
class Tree:
    """All the tags of a document, and what is left to be an artifact (ISO 14289-1, 7.1)."""

    root: Node
    nodes: dict[Key, Node] = field(default_factory=dict)
    calls: dict[Any, list[tuple[int, Box]]] = field(default_factory=dict)
    """The boxes of footnotes' calls, by the element of the note."""
    markers: dict[Any, list[tuple[int, Box]]] = field(default_factory=dict)
    artifacts: list[dict[int, str]] = field(default_factory=list)
    """For each page its marks that are no content, with the kind of artifact."""
    unwanted: list[tuple[int, Any]] = field(default_factory=list)
    """Annotations to drop: they stand in page furniture or in another link."""


def tree(pages: list[tuple[Box, dict[Box, Any]]], language: str) -> Tree:
    """The tags of pages, each a page box and the marks of its boxes."""
    from weasyprint.formatting_structure import boxes

    found = Tree(Node("Document", None, language))
    for number, (box, marks) in enumerate(pages):
        found.artifacts.append({})
        walk = _Walk(found, number, {b: m["mcid"] for b, m in marks.items()}, boxes.LineBox)
        walk.visit(box, found.root, (None, ""), None)
        found.artifacts[-1].update(dict.fromkeys(walk.marks.values(), ""))
    _prune(found.root)
    return found


class _Walk:
    """One page's boxes, in the order that they are laid out."""

    def __init__(self, tree: Tree, page: int, marks: dict[Box, int], line: type) -> None:
        self.tree, self.page, self.marks, self.line = tree, page, marks, line

    def visit(self, box: Box, node: Node, key: Key, link: Box | None) -> None:
        """Take up a box: `node` is what it stands in, `key` whose box is around it."""
        box = getattr(box, "_box", box)  # an absolute box is behind a placeholder
        kind = getattr(box, "at_keyword", None)
        if kind or (getattr(box, "is_header", False) and self._again(box)):
            return self._furnish(box, kind or "")
        if getattr(box, "is_footer", False) and self._again(box):
            return self._furnish(box, "")
        own: Key = (box.element, box.element_tag)
        if box.element is not None and own != key:
            node, key = self._enter(box, own, node), own
        if box.link_annotation is not None:
            if link is None and (holder := node.inside("Link")):
                holder.kids.append(Spot(self.page, box.link_annotation))
                link = box
            else:
                self.tree.unwanted.append((self.page, box.link_annotation))
        mark = self.marks.pop(box, None)
        if mark is not None:
            self._content(box, node, mark)
        if node.role in roles.GROUPING and box.children and isinstance(box, self.line):
            node = self._flow(box.element, node)
        for child in box.children:
            self.visit(child, node, key, link)
        return None

    def _content(self, box: Box, node: Node, mark: int) -> None:
        if hasattr(box, "replacement") and node.role not in ("Figure", "Formula"):
            self.tree.artifacts[self.page][mark] = ""  # a picture that says nothing
        else:
            node.kids.append(Text(self.page, mark))

    def _flow(self, element: Box, node: Node) -> Node:
        """The paragraph for lines that have none around them."""
        if node.flow is None or node.flow.element is not element:
            paragraph = node.add("P", element, node.language)
            paragraph.implied = True
            node.flow = paragraph
        return node.flow

    def _again(self, box: Box) -> bool:
        """Whether a table's head or foot is there once more, on a later page."""
        known = self.tree.nodes.get((box.element, box.element_tag))
        return known is not None and known.page != self.page

    def _furnish(self, box: Box, kind: str) -> None:
        """Content of the page, not of the document: an artifact (14.8.2.2)."""
        box = getattr(box, "_box", box)
        if box.link_annotation is not None:
            self.tree.unwanted.append((self.page, box.link_annotation))
        mark = self.marks.pop(box, None)
        if mark is not None:
            self.tree.artifacts[self.page][mark] = kind or "again"
        for child in box.children:
            self._furnish(child, kind)

    def _enter(self, box: Box, key: Key, node: Node) -> Node:
        """The node of an element that is met, anew or once more."""
        known = self.tree.nodes.get(key)
        if known is None:
            known = self.tree.nodes[key] = self._make(box, key, node)
            if known.element is box.element and known is not node:
                known.page = self.page
                known.place = (box.position_x, box.position_y)
        return known

    def _make(self, box: Box, key: Key, node: Node) -> Node:
        element, tag = key
        language = str(box.style["lang"] or node.language)
        if "::" in tag:
            return self._pseudo(box, tag.split("::")[1], node, language)
        if tag in ("html", "body"):
            return node
        if tag == "figure" and (shown := roles.table(element)) is not None:
            self.tree.nodes[shown, "table"] = node.add("Table", shown, language)
            return node
        role = roles.role(element)
        match role:
            case None:
                return self._through(box, element, node, language)
            case "Link":
                return self._link(element, node, language)
            case "Figure" | "Formula":
                return self._picture(box, element, role, node, language)
            case "Caption":
                return (_shown(node) or node).add(role, element, language)
            case "L" if node.inside("TOC") or _contents(node):
                return node.add("TOC", element, language)
            case "TH" | "TD":
                return self._cell(box, element, role, node, language)
        return node.add(role, element, language)

    def _through(self, box: Box, element: Box, node: Node, language: str) -> Node:
        tag = element.tag
        if tag in ("li", "dt", "dd"):
            return self._item(box, element, tag, node, language)
        if tag == "abbr" and element.get("title"):
            made = node.add("Span", element, language)
            made.expansion = element.get("title")
            return made
        if language != node.language:
            inline = node.role not in roles.GROUPING
            return node.add("Span" if inline else "Div", element, language)
        return node

    def _item(self, box: Box, element: Box, tag: str, node: Node, language: str) -> Node:
        """An item of a list: LI holds Lbl and LBody, and nothing else (14.8.4.3.3)."""
        if node.role == "TOC":
            return node.add("TOCI", element, language)
        if node.role != "L":
            return node
        last = node.kids[-1] if node.kids else None
        if tag == "li":
            style = str(box.style["list_style_type"])
            node.numbering = node.numbering or roles.NUMBERING.get(style, "None")
            return node.add("LI", element, language).add("LBody", element, language)
        body = last.kids[-1] if isinstance(last, Node) and last.kids else None
        open_ = isinstance(body, Node) and body.role == "LBody"
        if tag == "dt":
            item = (
                last if isinstance(last, Node) and not open_ else node.add("LI", element, language)
            )
            return item.add("Lbl", element, language)
        if open_ and isinstance(body, Node):
            return body
        item = last if isinstance(last, Node) else node.add("LI", element, language)
        return item.add("LBody", element, language)

    def _pseudo(self, box: Box, name: str, node: Node, language: str) -> Node:
        element = box.element
        if name in ("footnote-call", "note-call"):
            reference = node.add("Reference", element, language).add("Link", element, language)
            self.tree.nodes[element, element.tag] = node.add("Note", element, language)
            self.tree.calls.setdefault(element, []).append((self.page, box))
            return reference
        if name in ("footnote-marker", "note-marker"):
            self.tree.markers.setdefault(element, []).append((self.page, box))
            return node.add("Lbl", element, language, first=True).add("Link", element, language)
        own = name == "before" and str(box.style["list_style_type"]) == "none"
        if name == "marker" or (own and element.tag == "li"):
            if node.role == "LBody" and node.up is not None:
                return node.up.add("Lbl", element, language, first=True)
            if node.role in ("Note", "TOCI"):
                return node.add("Lbl", element, language, first=True)
        return node

    def _link(self, element: Box, node: Node, language: str) -> Node:
        if roles.named(element, roles.REFERENCES) or node.inside("TOCI"):
            return node.add("Reference", element, language).add("Link", element, language)
        note = node.inside("Note")
        if note is not None and roles.named(element, roles.BACKLINKS):
            if not any(k.role == "Lbl" for k in note.kids if isinstance(k, Node)):
                first = not node.kids or node is note
                holder = note if first and not _said(note) else node
                label = holder.add("Lbl", element, language, first=holder is note)
                return label.add("Link", element, language)
        return node.add("Link", element, language)

    def _picture(self, box: Box, element: Box, role: str, node: Node, language: str) -> Node:
        said = roles.alternative(element)
        if not said:
            return node
        made = node.add(role, element, language)
        made.alternative = said
        x, y = box.content_box_x(), box.content_box_y()
        made.layout = {"BBox": (x, y, x + box.width, y + box.height)}
        return made

    def _cell(self, box: Box, element: Box, role: str, node: Node, language: str) -> Node:
        made = node.add(role, element, language)
        if role == "TH":
            head = node.inside("THead") is not None
            made.table["Scope"] = "/" + roles.scope(element, head, len(node.kids) == 1)
        if box.colspan != 1:
            made.table["ColSpan"] = box.colspan
        if box.rowspan != 1:
            made.table["RowSpan"] = box.rowspan
        return made


def _contents(node: Node) -> bool:
    """Whether a list stands in a table of contents (14.8.4.2)."""
    around = node.inside("Sect")
    element = around.element if around else None
    return element is not None and element.tag == "nav" and roles.named(element, roles.CONTENTS)


def _shown(node: Node) -> Node | None:
    """The table whose caption is met in its figure."""
    last = node.kids[-1] if node.kids else None
    return last if isinstance(last, Node) and last.role == "Table" else None


def _said(note: Node) -> bool:
    """Whether a note has any words yet."""
    return any(not isinstance(kid, Node) or _said(kid) for kid in note.kids)


def _prune(node: Node) -> None:
    """Drop what holds nothing, but for cells, which keep a table regular (14.8.4.3.4)."""
    kept: list[Node | Text | Spot] = []
    for kid in node.kids:
        if not isinstance(kid, Node):
            kept.append(kid)
            continue
        _prune(kid)
        if kid.implied and all(isinstance(k, Node) and k.role == "Figure" for k in kid.kids):
            kept.extend(kid.kids)
        elif kid.kids or kid.role in ("TH", "TD"):
            kept.append(kid)
    node.kids = kept
