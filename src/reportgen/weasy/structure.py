"""The tree of tags -> objects of the PDF (ISO 32000-1, 14.7)."""

from typing import Any

from reportgen.weasy.tree import Group, Node, Spot, Text, Tree

POINTS = 0.75
"""Points in a CSS pixel."""


def write(pdf: Any, tree: Tree, heights: list[float], groups: list[list[Group]]) -> None:
    """Put the tree where WeasyPrint's own, which is empty, stands.

    `groups` are for each page what it draws apart.
    """
    _Writer(pdf, heights, groups).write(tree)


class _Writer:
    def __init__(self, pdf: Any, heights: list[float], groups: list[list[Group]]) -> None:
        import pydyf

        self.pydyf, self.pdf, self.heights = pydyf, pdf, heights
        self.pages = pdf.page_references
        self.marks: list[dict[int, bytes]] = [{} for _ in self.pages]
        self.apart: list[tuple[Any, dict[int, bytes]]] = []
        self.within: list[dict[int, tuple[Any, dict[int, bytes]]]] = [{} for _ in self.pages]
        for page, drawn in enumerate(groups):
            for group in drawn:
                self.apart.append((group.stream, {}))
                self.within[page].update(dict.fromkeys(group.marks, self.apart[-1]))
        self.spots: list[tuple[bytes, Any]] = []
        self.names: dict[str, bytes] = {}
        self.notes = 0

    def write(self, tree: Tree) -> None:
        pydyf, pdf = self.pydyf, self.pdf
        root = self._object(pdf.catalog["StructTreeRoot"])
        document = self._object(root["K"][0])
        document["K"] = pydyf.Array(self._kids(tree.root, document, None))
        numbers = pydyf.Array()
        for number, (stream, _) in enumerate(self.apart, len(self.marks)):
            stream.extra["StructParents"] = number
        for number, marks in enumerate([*self.marks, *(marks for _, marks in self.apart)]):
            last = max(marks, default=-1)
            owners = pydyf.Array(marks.get(i, b"null") for i in range(last + 1))
            pdf.add_object(owners)
            numbers.extend((number, owners.reference))
        start = len(self.marks) + len(self.apart)
        for number, (owner, annotation) in enumerate(self.spots, start):
            numbers.extend((number, owner))
            annotation["StructParent"] = number
        self._object(root["ParentTree"])["Nums"] = numbers
        root["ParentTreeNextKey"] = start + len(self.spots)
        if self.names:
            names = pydyf.Array()
            for name in sorted(self.names, key=lambda name: name.encode()):
                names.extend((pydyf.String(name), self.names[name]))
            root["IDTree"] = pydyf.Dictionary({"Names": names})

    def _object(self, reference: bytes) -> Any:
        return self.pdf.objects[int(reference.split()[0])]

    def _element(self, node: Node, parent: Any, language: str) -> Any:
        """One structure element (14.7.2), and all below it."""
        pydyf = self.pydyf
        linked = node.role != "Link" or any(isinstance(kid, Spot) for kid in node.kids)
        element = pydyf.Dictionary(
            {"Type": "/StructElem", "S": f"/{node.role if linked else 'Span'}"}
        )
        self.pdf.add_object(element)
        node.made = element
        element["P"] = parent.reference
        if node.language and node.language != language:
            element["Lang"] = pydyf.String(node.language)
        if node.alternative:
            element["Alt"] = pydyf.String(node.alternative)
            if node.role == "Formula":
                element["ActualText"] = pydyf.String(node.alternative)
        if node.expansion:
            element["E"] = pydyf.String(node.expansion)
        if node.role == "Note":
            self._name(node, element)
        page = _page(node)
        if page is not None:
            element["Pg"] = self.pages[page]
        attributes = self._attributes(node, page)
        if attributes:
            element["A"] = attributes[0] if len(attributes) == 1 else pydyf.Array(attributes)
        element["K"] = pydyf.Array(self._kids(node, element, page))
        return element

    def _kids(self, node: Node, element: Any, page: int | None) -> list[Any]:
        kids: list[Any] = []
        for kid in node.kids:
            match kid:
                case Node():
                    kids.append(self._element(kid, element, node.language).reference)
                case Text(number, mark):
                    kids.append(self._text(number, mark, element, page))
                case Spot(number, annotation):
                    self.spots.append((element.reference, annotation))
                    kids.append(self._elsewhere("OBJR", number, Obj=annotation.reference))
        return kids

    def _text(self, number: int, mark: int, element: Any, page: int | None) -> Any:
        """Marked content: a number alone where it is in the stream of the element's page."""
        if mark in self.within[number]:
            stream, owners = self.within[number][mark]
            owners[mark] = element.reference
            return self._elsewhere("MCR", number, Stm=stream.reference, MCID=mark)
        self.marks[number][mark] = element.reference
        return mark if number == page else self._elsewhere("MCR", number, MCID=mark)

    def _elsewhere(self, kind: str, page: int, **entries: Any) -> Any:
        """A marked-content reference (14.7.4.2) or an object reference (14.7.4.3)."""
        return self.pydyf.Dictionary({"Type": f"/{kind}", "Pg": self.pages[page], **entries})

    def _name(self, node: Node, element: Any) -> None:
        """The name that a note must have (ISO 14289-1, 7.9)."""
        self.notes += 1
        name = (node.element.get("id") if node.element is not None else "") or f"note.{self.notes}"
        while name in self.names:
            name = f"{name}.{self.notes}"
        self.names[name] = element.reference
        element["ID"] = self.pydyf.String(name)

    def _attributes(self, node: Node, page: int | None) -> list[Any]:
        """Attribute objects (14.8.5) of lists, tables and pictures."""
        pydyf = self.pydyf
        found = []
        if node.layout and page is not None:
            left, top, right, bottom = (value * POINTS for value in node.layout["BBox"])
            height = self.heights[page] * POINTS
            box = pydyf.Array([left, height - bottom, right, height - top])
            found.append(pydyf.Dictionary({"O": "/Layout", "BBox": box}))
        if node.table:
            found.append(pydyf.Dictionary({"O": "/Table", **node.table}))
        if node.role == "L":
            found.append(pydyf.Dictionary({"O": "/List", "ListNumbering": f"/{_numbering(node)}"}))
        return found


def _page(node: Node) -> int | None:
    """The page of the first content right inside an element."""
    return next((kid.page for kid in node.kids if isinstance(kid, Text | Spot)), None)


def _numbering(node: Node) -> str:
    """How a list is numbered; not None where its items have labels (ISO 14289-1, 7.6)."""
    labelled = any(
        isinstance(item, Node) and any(isinstance(k, Node) and k.role == "Lbl" for k in item.kids)
        for item in node.kids
    )
    if labelled and node.numbering in ("", "None") and node.element.tag != "dl":
        return "Decimal" if node.element.tag == "ol" else "Disc"
    return node.numbering or "None"
