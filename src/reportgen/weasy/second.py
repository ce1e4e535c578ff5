"""PDF/UA-2 and PDF/A-4f in one file (ISO 14289-2, ISO 19005-4): the same page, in PDF 2.0.

Beyond the first parts of the standards, types belong to a namespace, notes are FENotes that know
their references, captions stand in their figures, and every place that a link or the outline
leads to is an element and not a spot on a page.
"""

from typing import Any

from reportgen.weasy.structure import POINTS
from reportgen.weasy.tree import Node, Tree

NAMESPACE = "http://iso.org/pdf2/ssn"
KNOWN = {
    "Document", "Part", "Div", "Sect", "P", "H1", "H2", "H3", "H4", "H5", "H6", "Lbl", "Span",
    "Link", "L", "LI", "LBody", "Table", "THead", "TBody", "TFoot", "TR", "TH", "TD", "Caption",
    "Figure", "Formula", "FENote",
}  # fmt: skip
"""Our types that PDF 2.0 has kept; the others stay in the namespace of PDF 1.7."""


def reshape(node: Node) -> None:
    """Put the caption of a picture into its figure (ISO 32000-2, 14.8.4.8.5)."""
    for kid in node.nodes:
        reshape(kid)
    roles = [kid.role for kid in node.nodes]
    if node.role == "Div" and sorted(roles) == ["Caption", "Figure"]:
        figure, caption = sorted(node.nodes, key=lambda kid: kid.role, reverse=True)
        figure.kids.append(caption)
        caption.up = figure
        node.kids = [figure]
        return
    for kid in node.nodes if node.role == "Div" else ():
        if kid.role == "Caption":
            kid.role = "P"  # of several things at once, which no caption may be


def lift(pdf: Any, tree: Tree, heights: list[float]) -> None:
    """Bring a PDF whose tags were written up to the second parts."""
    import pydyf

    space = pydyf.Dictionary({"Type": "/Namespace", "NS": pydyf.String(NAMESPACE)})
    pdf.add_object(space)
    root = pdf.objects[int(pdf.catalog["StructTreeRoot"].split()[0])]
    root["Namespaces"] = pydyf.Array([space.reference])
    ids: dict[str, Node] = {}
    links = []
    tree.root.made = pdf.objects[int(root["K"][0].split()[0])]
    for node in tree.root.walk():
        if node.role == "Note":
            kind = "Footnote" if node.element in tree.calls else "Endnote"
            node.made["S"] = "/FENote"
            node.made["A"] = pydyf.Dictionary({"O": "/FENote", "NoteType": f"/{kind}"})
        elif node.role == "Link":
            links.append(node)
        elif node.role == "L" and node.element.tag == "dl":
            node.made["A"]["ListNumbering"] = "/Description"
        if node.made["S"][1:] in KNOWN:
            node.made["NS"] = space.reference
        if node.element is not None and node.element.get("id"):
            ids.setdefault(node.element.get("id"), node)
    for (element, _), node in tree.nodes.items():
        if element is not None and element.get("id"):
            ids.setdefault(element.get("id"), _kept(node))
    _refer(links, ids, tree)
    _lead(pdf, tree, ids, heights)
    pdf.info.clear()


def _kept(node: Node | None) -> Node:
    """An element that was written: this one, or the nearest around it."""
    while node is not None and node.made is None and node.up is not None:
        node = node.up
    assert node is not None
    return node


def _refer(links: list[Node], ids: dict[str, Node], tree: Tree) -> None:
    """Let notes and their references know each other, and contents their headings.

    ISO 14289-2, 8.2.5.14 and 8.2.5.8.
    """
    import pydyf

    for link in links:
        goal = ids.get((link.element.get("href") or "").removeprefix("#"))
        if link.element in tree.calls:
            goal = tree.nodes.get((link.element, link.element.tag))
        reference = link.inside("Reference")
        if reference is None or goal is None:
            continue
        reference.made["Ref"] = pydyf.Array([goal.made.reference])
        if goal.role == "Note":
            goal.made.setdefault("Ref", pydyf.Array()).append(reference.made.reference)


def _lead(pdf: Any, tree: Tree, ids: dict[str, Node], heights: list[float]) -> None:
    """Let every destination be an element (ISO 32000-2, 12.3.2.3; ISO 14289-2, 8.8)."""
    numbers = {reference: page for page, reference in enumerate(pdf.page_references)}
    names = pdf.catalog.get("Names", {}).get("Dests", {}).get("Names", [])
    for name, place in zip(names[::2], names[1::2], strict=True):
        place[0] = ids.get(name.string, tree.root).made.reference
    for annotation, node in tree.aims:
        annotation["Dest"][0] = _kept(node).made.reference
    heads = [node for node in tree.root.walk() if node.role[1:].isdigit()]
    for item in pdf.objects:
        place = item.get("Dest") if isinstance(item, dict) else None
        if isinstance(place, list) and place[0] in numbers:
            page = numbers[place[0]]
            top = heights[page] - place[3] / POINTS
            near = [node for node in heads if node.page == page] or [tree.root]
            place[0] = min(near, key=lambda n: abs(n.place[1] - top)).made.reference
