"""PDF/UA-2 and PDF/A-4f in one file (ISO 14289-2, ISO 19005-4): the same page, in PDF 2.0.

Beyond the first parts of the standards, types belong to a namespace, notes are FENotes that know
their references, captions stand in their figures, and every place that a link or the outline
leads to is an element and not a spot on a page.
"""

from typing import Any

from reportgen.weasy.tags.structure import POINTS
from reportgen.weasy.tags.tree import Element, StructureTree

NAMESPACE = "http://iso.org/pdf2/ssn"
KNOWN = {
    "Document", "Part", "Div", "Sect", "P", "H1", "H2", "H3", "H4", "H5", "H6", "Lbl", "Span",
    "Link", "L", "LI", "LBody", "Table", "THead", "TBody", "TFoot", "TR", "TH", "TD", "Caption",
    "Figure", "Formula", "FENote",
}  # fmt: skip
"""Our types that PDF 2.0 has kept; the others stay in the namespace of PDF 1.7."""


def move_captions(node: Element) -> None:
    """Put the caption of a picture into its figure (ISO 32000-2, 14.8.4.8.5)."""
    for kid in node.elements:
        move_captions(kid)
    roles = [kid.role for kid in node.elements]
    if node.role == "Div" and sorted(roles) == ["Caption", "Figure"]:
        figure, caption = sorted(node.elements, key=lambda kid: kid.role, reverse=True)
        figure.kids.append(caption)
        caption.parent = figure
        node.kids = [figure]
        return
    for kid in node.elements if node.role == "Div" else ():
        if kid.role == "Caption":
            kid.role = "P"  # of several things at once, which no caption may be


def upgrade(pdf: Any, tree: StructureTree, heights: list[float]) -> None:
    """Turn a PDF whose tags were written into one by the second parts of the standards."""
    import pydyf

    space = pydyf.Dictionary({"Type": "/Namespace", "NS": pydyf.String(NAMESPACE)})
    pdf.add_object(space)
    root = pdf.objects[int(pdf.catalog["StructTreeRoot"].split()[0])]
    root["Namespaces"] = pydyf.Array([space.reference])
    ids: dict[str, Element] = {}
    links = []
    tree.root.written = pdf.objects[int(root["K"][0].split()[0])]
    for node in tree.root.walk():
        if node.role == "Note":
            kind = "Footnote" if node.html in tree.calls else "Endnote"
            node.written["S"] = "/FENote"
            node.written["A"] = pydyf.Dictionary({"O": "/FENote", "NoteType": f"/{kind}"})
        elif node.role == "Link":
            links.append(node)
        elif node.role == "L" and node.html.tag == "dl":
            node.written["A"]["ListNumbering"] = "/Description"
        if node.written["S"][1:] in KNOWN:
            node.written["NS"] = space.reference
        if node.html is not None and node.html.get("id"):
            ids.setdefault(node.html.get("id"), node)
    for (html, _), node in tree.elements.items():
        if html is not None and html.get("id"):
            ids.setdefault(html.get("id"), _written(node))
    _link_references(links, ids, tree)
    _set_destinations(pdf, tree, ids, heights)
    pdf.info.clear()


def _written(node: Element | None) -> Element:
    """An element that was written: this one, or the nearest around it."""
    while node is not None and node.written is None and node.parent is not None:
        node = node.parent
    assert node is not None
    return node


def _link_references(links: list[Element], ids: dict[str, Element], tree: StructureTree) -> None:
    """Link notes with their references by Ref, and entries of the contents with their headings.

    ISO 14289-2, 8.2.5.14 and 8.2.5.8.
    """
    import pydyf

    for link in links:
        target = ids.get((link.html.get("href") or "").removeprefix("#"))
        if link.html in tree.calls:
            target = tree.elements.get((link.html, link.html.tag))
        reference = link.closest("Reference")
        if reference is None or target is None:
            continue
        reference.written["Ref"] = pydyf.Array([target.written.reference])
        if target.role == "Note":
            target.written.setdefault("Ref", pydyf.Array()).append(reference.written.reference)


def _set_destinations(
    pdf: Any, tree: StructureTree, ids: dict[str, Element], heights: list[float]
) -> None:
    """Let every destination be a structure element (ISO 32000-2, 12.3.2.3; ISO 14289-2, 8.8)."""
    numbers = {reference: page for page, reference in enumerate(pdf.page_references)}
    names = pdf.catalog.get("Names", {}).get("Dests", {}).get("Names", [])
    for name, place in zip(names[::2], names[1::2], strict=True):
        place[0] = ids.get(name.string, tree.root).written.reference
    for annotation, node in tree.destinations:
        annotation["Dest"][0] = _written(node).written.reference
    heads = [node for node in tree.root.walk() if node.role[1:].isdigit()]
    for item in pdf.objects:
        place = item.get("Dest") if isinstance(item, dict) else None
        if isinstance(place, list) and place[0] in numbers:
            page = numbers[place[0]]
            top = heights[page] - place[3] / POINTS
            near = [node for node in heads if node.page == page] or [tree.root]
            place[0] = min(near, key=lambda n: abs(n.position[1] - top)).written.reference
