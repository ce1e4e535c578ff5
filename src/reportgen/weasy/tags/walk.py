"""Laid-out boxes -> the structure tree: one element, however many pages it runs over.

WeasyPrint makes its own tree page by page, so that a paragraph over a page break is two, and has
no notes, no contents lists and no scopes. Here the boxes are walked once more: the parts of one
structure element carry the same HTML element, which is how they find each other again.
"""

from reportgen.weasy import compat
from reportgen.weasy.tags import roles
from reportgen.weasy.tags.tounicode import HYPHEN
from reportgen.weasy.tags.tree import (
    Box,
    Element,
    Key,
    LinkAnnotation,
    MarkedContent,
    StructureTree,
)  # fmt: skip


def new_tree(language: str) -> StructureTree:
    """The structure tree of a document without a page."""
    return StructureTree(Element("Document", None, language))


def add_page(
    tree: StructureTree, number: int, box: Box, mcids: dict[Box, int]
) -> tuple[dict[int, str], set[int]]:
    """Add the elements of a page, which stands behind those that the tree has.

    `mcids` are the boxes that are marked content. Gives the MCIDs of those that are no content
    (ISO 14289-1, 7.1), with the kind of artifact, and of those that end in the middle of a word.
    """
    walk = _PageWalk(tree, number, mcids)
    walk.visit(box, tree.root, (None, ""), None)
    return walk.artifacts | dict.fromkeys(walk.mcids.values(), ""), walk.hyphenated


class _PageWalk:
    """One page's boxes, in the order that they are laid out."""

    def __init__(self, tree: StructureTree, page: int, mcids: dict[Box, int]) -> None:
        self.tree, self.page, self.mcids, self.line = tree, page, mcids, compat.LineBox
        self.artifacts: dict[int, str] = {}
        self.hyphenated: set[int] = set()

    def visit(self, box: Box, parent: Element, key: Key, link: Box | None) -> None:
        """Add a box: `parent` is what it stands in, `key` whose box is around it."""
        box = compat.placed(box)
        kind = self._artifact(box)
        if kind is not None:
            return self._add_artifact(box, kind)
        own: Key = (box.element, box.element_tag)
        if box.element is not None and own != key:
            parent, key = self._enter(box, own, parent), own
        if box.link_annotation is not None:
            if link is None and (holder := parent.closest("Link")):
                holder.kids.append(LinkAnnotation(self.page, box.link_annotation))
                link = box
            else:
                self.tree.dropped.append((self.page, box.link_annotation))
        mcid = self.mcids.pop(box, None)
        if mcid is not None:
            self._add_content(box, parent, mcid)
        if parent.role in roles.GROUPING and box.children and isinstance(box, self.line):
            parent = self._paragraph(box.element, parent)
        for child in box.children:
            self.visit(child, parent, key, link)
        return None

    def _add_content(self, box: Box, parent: Element, mcid: int) -> None:
        if hasattr(box, "replacement") and parent.role not in ("Figure", "Formula"):
            self.artifacts[mcid] = ""  # a picture without alternative text
        else:
            parent.kids.append(MarkedContent(self.page, mcid))
            if getattr(box, "text", "").endswith(HYPHEN):
                self.hyphenated.add(mcid)

    def _paragraph(self, html: Box, parent: Element) -> Element:
        """The paragraph for lines that have none around them."""
        if parent.open_paragraph is None or parent.open_paragraph.html is not html:
            paragraph = parent.add("P", html, parent.language)
            paragraph.implied = True
            parent.open_paragraph = paragraph
        return parent.open_paragraph

    def _artifact(self, box: Box) -> str | None:
        """What kind of artifact a box is (14.8.2.2); None for content of the document."""
        margin = getattr(box, "at_keyword", "")
        if margin:
            return str(margin)
        if box.is_leader:
            return ""
        if getattr(box, "is_header", False) or getattr(box, "is_footer", False):
            known = self.tree.elements.get((box.element, box.element_tag))
            return "repeated" if known is not None and known.page != self.page else None
        return None

    def _add_artifact(self, box: Box, kind: str) -> None:
        box = compat.placed(box)
        if box.link_annotation is not None:
            self.tree.dropped.append((self.page, box.link_annotation))
        mcid = self.mcids.pop(box, None)
        if mcid is not None:
            self.artifacts[mcid] = kind
        for child in box.children:
            self._add_artifact(child, kind)

    def _enter(self, box: Box, key: Key, parent: Element) -> Element:
        """The structure element of an HTML element that is met, anew or once more."""
        known = self.tree.elements.get(key)
        if known is None:
            known = self.tree.elements[key] = self._make(box, key, parent)
            if known.html is box.element and known is not parent:
                known.page = self.page
                known.position = (box.position_x, box.position_y)
        return known

    def _make(self, box: Box, key: Key, parent: Element) -> Element:
        html, tag = key
        language = str(box.style["lang"] or parent.language)
        if "::" in tag:
            return self._pseudo(box, tag.split("::")[1], parent, language)
        if tag in ("html", "body"):
            return parent
        if tag == "figure" and (shown := roles.table(html)) is not None:
            made = self.tree.elements[shown, "table"] = parent.add("Table", shown, language)
            made.page, made.position = self.page, (box.position_x, box.position_y)
            return parent
        role = roles.role(html)
        match role:
            case None:
                return self._transparent(box, html, parent, language)
            case "Link":
                return self._link(html, parent, language)
            case "Figure" | "Formula":
                return self._picture(box, html, role, parent, language)
            case "Caption":
                return (_captioned_table(parent) or parent).add(role, html, language)
            case "L" if parent.closest("TOC") or _contents(parent):
                return parent.add("TOC", html, language)
            case "P" if _contents(parent):
                last = parent.elements[-1] if parent.kids else None
                listed = last if last and last.role == "TOC" else parent.add("TOC", None, language)
                return listed.add("TOCI", html, language)
            case "TH" | "TD":
                return self._cell(box, html, role, parent, language)
        return parent.add(role, html, language)

    def _transparent(self, box: Box, html: Box, parent: Element, language: str) -> Element:
        tag = html.tag
        if tag in ("li", "dt", "dd"):
            return self._item(box, html, tag, parent, language)
        if tag == "abbr" and html.get("title"):
            made = parent.add("Span", html, language)
            made.expansion = html.get("title")
            return made
        if tag in roles.CHANGES and parent.role not in roles.GROUPING:
            made = parent.add("Span", html, language)
            made.alternative = roles.change(html)
            return made
        if language != parent.language:
            inline = parent.role not in roles.GROUPING
            return parent.add("Span" if inline else "Div", html, language)
        return parent

    def _item(self, box: Box, html: Box, tag: str, parent: Element, language: str) -> Element:
        """An item of a list: LI holds Lbl and LBody, and nothing else (14.8.4.3.3)."""
        if parent.role == "TOC":
            return parent.add("TOCI", html, language)
        if parent.role != "L":
            return parent
        if tag == "li":
            style = str(box.style["list_style_type"])
            parent.numbering = parent.numbering or roles.NUMBERING.get(style, "None")
            return parent.add("LI", html, language).add("LBody", html, language)
        item = parent.elements[-1] if parent.kids else None
        body = item.elements[-1] if item and item.elements else None
        if body is not None and body.role != "LBody":
            body = None
        if item is None or (tag == "dt" and body):
            item = parent.add("LI", html, language)
        if tag == "dt":
            return item.add("Lbl", html, language)
        return body or item.add("LBody", html, language)

    def _pseudo(self, box: Box, name: str, parent: Element, language: str) -> Element:
        html = box.element
        if name in ("footnote-call", "note-call"):
            reference = parent.add("Reference", html, language).add("Link", html, language)
            self.tree.elements[html, html.tag] = parent.add("Note", html, language)
            self.tree.calls.setdefault(html, []).append((self.page, box))
            return reference
        if name in ("footnote-marker", "note-marker"):
            self.tree.markers.setdefault(html, []).append((self.page, box))
            return parent.add("Lbl", html, language, first=True).add("Link", html, language)
        own = name == "before" and str(box.style["list_style_type"]) == "none"
        if name == "marker" or (own and html.tag == "li"):
            if parent.role == "LBody" and parent.parent is not None:
                return parent.parent.add("Lbl", html, language, first=True)
            if parent.role in ("Note", "TOCI"):
                return parent.add("Lbl", html, language, first=True)
        return parent

    def _link(self, html: Box, parent: Element, language: str) -> Element:
        if roles.has_name(html, roles.REFERENCES) or parent.closest("TOCI"):
            return parent.add("Reference", html, language).add("Link", html, language)
        note = parent.closest("Note")
        if note is not None and roles.has_name(html, roles.BACKLINKS) and not note.has_content:
            # The way back that opens a note is its label, and stands before its paragraphs.
            return note.add("Lbl", html, language, first=True).add("Link", html, language)
        return parent.add("Link", html, language)

    def _picture(self, box: Box, html: Box, role: str, parent: Element, language: str) -> Element:
        alternative = roles.alternative(html)
        if not alternative:
            return parent
        made = parent.add(role, html, language)
        made.alternative = alternative
        x, y = box.content_box_x(), box.content_box_y()
        made.layout = {"BBox": (x, y, x + box.width, y + box.height)}
        return made

    def _cell(self, box: Box, html: Box, role: str, parent: Element, language: str) -> Element:
        made = parent.add(role, html, language)
        if role == "TH":
            head = parent.closest("THead") is not None
            made.table["Scope"] = "/" + roles.scope(html, head, len(parent.kids) == 1)
        if box.colspan != 1:
            made.table["ColSpan"] = box.colspan
        if box.rowspan != 1:
            made.table["RowSpan"] = box.rowspan
        return made


def _contents(parent: Element) -> bool:
    """Whether a list stands in a table of contents (14.8.4.2)."""
    html = parent.html if parent.role == "Sect" else None
    return html is not None and html.tag == "nav" and roles.has_name(html, roles.CONTENTS)


def _captioned_table(parent: Element) -> Element | None:
    """The table that a caption in its figure belongs to."""
    last = parent.elements[-1] if parent.kids else None
    return last if last and last.role == "Table" else None
