"""Laid-out boxes -> the tree of tags: one node for an element, however many pages it runs over.

WeasyPrint makes its own tree page by page, so that a paragraph over a page break is two, and has
no notes, no contents lists and no scopes. Here the boxes are walked once more: the parts of one
element carry the same element of HTML, which is how they find each other again.
"""

from typing import Any

from reportgen.weasy import roles
from reportgen.weasy.text import HYPHEN
from reportgen.weasy.tree import Box, Key, Node, Spot, Text, Tree


def begin(language: str) -> Tree:
    """The tags of a document without a page."""
    return Tree(Node("Document", None, language))


def page(
    tree: Tree, number: int, box: Box, marks: dict[Box, int]
) -> tuple[dict[int, str], set[int]]:
    """Add the tags of a page, which stands behind those that the tree has.

    Gives those of its marks that are no content (ISO 14289-1, 7.1), with the kind of artifact,
    and those that end in the middle of a word.
    """
    from weasyprint.formatting_structure import boxes

    walk = _Walk(tree, number, marks, boxes.LineBox)
    walk.visit(box, tree.root, (None, ""), None)
    return walk.artifacts | dict.fromkeys(walk.marks.values(), ""), walk.broken


class _Walk:
    """One page's boxes, in the order that they are laid out."""

    def __init__(self, tree: Tree, page: int, marks: dict[Box, int], line: Any) -> None:
        self.tree, self.page, self.marks, self.line = tree, page, marks, line
        self.artifacts: dict[int, str] = {}
        self.broken: set[int] = set()

    def visit(self, box: Box, node: Node, key: Key, link: Box | None) -> None:
        """Take up a box: `node` is what it stands in, `key` whose box is around it."""
        box = getattr(box, "_box", box)  # an absolute box is behind a placeholder
        kind = self._furniture(box)
        if kind is not None:
            return self._furnish(box, kind)
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
            self.artifacts[mark] = ""  # a picture that says nothing
        else:
            node.kids.append(Text(self.page, mark))
            if getattr(box, "text", "").endswith(HYPHEN):
                self.broken.add(mark)

    def _flow(self, element: Box, node: Node) -> Node:
        """The paragraph for lines that have none around them."""
        if node.flow is None or node.flow.element is not element:
            paragraph = node.add("P", element, node.language)
            paragraph.implied = True
            node.flow = paragraph
        return node.flow

    def _furniture(self, box: Box) -> str | None:
        """What kind of artifact a box is (14.8.2.2); None for content of the document."""
        margin = getattr(box, "at_keyword", "")
        if margin:
            return str(margin)
        if box.is_leader:
            return ""
        if getattr(box, "is_header", False) or getattr(box, "is_footer", False):
            known = self.tree.nodes.get((box.element, box.element_tag))
            return "repeated" if known is not None and known.page != self.page else None
        return None

    def _furnish(self, box: Box, kind: str) -> None:
        box = getattr(box, "_box", box)
        if box.link_annotation is not None:
            self.tree.unwanted.append((self.page, box.link_annotation))
        mark = self.marks.pop(box, None)
        if mark is not None:
            self.artifacts[mark] = kind
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
            made = self.tree.nodes[shown, "table"] = node.add("Table", shown, language)
            made.page, made.place = self.page, (box.position_x, box.position_y)
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
            case "P" if _contents(node):
                last = node.nodes[-1] if node.kids else None
                listed = last if last and last.role == "TOC" else node.add("TOC", None, language)
                return listed.add("TOCI", element, language)
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
        if tag == "li":
            style = str(box.style["list_style_type"])
            node.numbering = node.numbering or roles.NUMBERING.get(style, "None")
            return node.add("LI", element, language).add("LBody", element, language)
        item = node.nodes[-1] if node.kids else None
        body = item.nodes[-1] if item and item.nodes and item.nodes[-1].role == "LBody" else None
        if item is None or (tag == "dt" and body):
            item = node.add("LI", element, language)
        if tag == "dt":
            return item.add("Lbl", element, language)
        return body or item.add("LBody", element, language)

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
        if note is not None and roles.named(element, roles.BACKLINKS) and not note.said:
            # The way back that opens a note is its label, and stands before its paragraphs.
            return note.add("Lbl", element, language, first=True).add("Link", element, language)
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
    element = node.element if node.role == "Sect" else None
    return element is not None and element.tag == "nav" and roles.named(element, roles.CONTENTS)


def _shown(node: Node) -> Node | None:
    """The table whose caption is met in its figure."""
    last = node.nodes[-1] if node.kids else None
    return last if last and last.role == "Table" else None
