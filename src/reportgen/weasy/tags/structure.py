"""The structure tree -> objects of the PDF (ISO 32000-1, 14.7)."""

from typing import Any

from reportgen.weasy.tags.tree import (
    Element,
    FormXObject,
    LinkAnnotation,
    MarkedContent,
    StructureTree,
)  # fmt: skip

POINTS = 0.75
"""Points in a CSS pixel."""


def write(
    pdf: Any, tree: StructureTree, heights: list[float], forms: list[list[FormXObject]]
) -> None:
    """Write the tree in place of WeasyPrint's own, which is empty.

    `heights` of the pages are in CSS pixels, `forms` are the form XObjects of each page.
    """
    _Writer(pdf, heights, forms).write(tree)


class _Writer:
    """The elements of each marked content, by pages and by form XObjects, and of each annotation,
    which the parent tree maps back to them (14.7.4.4)."""

    def __init__(self, pdf: Any, heights: list[float], forms: list[list[FormXObject]]) -> None:
        import pydyf

        self.pydyf, self.pdf, self.heights = pydyf, pdf, heights
        self.pages = pdf.page_references
        self.owners: list[dict[int, bytes]] = [{} for _ in self.pages]
        self.forms: list[tuple[Any, dict[int, bytes]]] = []
        self.form_of: list[dict[int, tuple[Any, dict[int, bytes]]]] = [{} for _ in self.pages]
        for page, drawn in enumerate(forms):
            for form in drawn:
                self.forms.append((form.stream, {}))
                self.form_of[page].update(dict.fromkeys(form.mcids, self.forms[-1]))
        self.annotations: list[tuple[bytes, Any]] = []
        self.names: dict[str, bytes] = {}
        self.notes = 0

    def write(self, tree: StructureTree) -> None:
        pydyf, pdf = self.pydyf, self.pdf
        root = self._object(pdf.catalog["StructTreeRoot"])
        document = self._object(root["K"][0])
        document["K"] = pydyf.Array(self._kids(tree.root, document, None))
        numbers = pydyf.Array()
        for number, (stream, _) in enumerate(self.forms, len(self.owners)):
            stream.extra["StructParents"] = number
        for number, owners in enumerate([*self.owners, *(owners for _, owners in self.forms)]):
            last = max(owners, default=-1)
            array = pydyf.Array(owners.get(mcid, b"null") for mcid in range(last + 1))
            pdf.add_object(array)
            numbers.extend((number, array.reference))
        start = len(self.owners) + len(self.forms)
        for number, (owner, annotation) in enumerate(self.annotations, start):
            numbers.extend((number, owner))
            annotation["StructParent"] = number
        self._object(root["ParentTree"])["Nums"] = numbers
        root["ParentTreeNextKey"] = start + len(self.annotations)
        if self.names:
            names = pydyf.Array()
            for name in sorted(self.names, key=lambda name: name.encode()):
                names.extend((pydyf.String(name), self.names[name]))
            root["IDTree"] = pydyf.Dictionary({"Names": names})

    def _object(self, reference: bytes) -> Any:
        return self.pdf.objects[int(reference.split()[0])]

    def _element(self, node: Element, parent: Any, language: str) -> Any:
        """The dictionary of a structure element (14.7.2), with all below it."""
        pydyf = self.pydyf
        linked = node.role != "Link" or any(isinstance(kid, LinkAnnotation) for kid in node.kids)
        element = pydyf.Dictionary(
            {"Type": "/StructElem", "S": f"/{node.role if linked else 'Span'}"}
        )
        self.pdf.add_object(element)
        node.written = element
        element["P"] = parent.reference
        if node.language and node.language != language:
            element["Lang"] = pydyf.String(node.language)
        if alternative := node.alternative or _shown(node):
            element["Alt"] = pydyf.String(alternative)
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

    def _kids(self, node: Element, element: Any, page: int | None) -> list[Any]:
        kids: list[Any] = []
        for kid in node.kids:
            match kid:
                case Element():
                    kids.append(self._element(kid, element, node.language).reference)
                case MarkedContent(number, mcid):
                    kids.append(self._content(number, mcid, element, page))
                case LinkAnnotation(number, annotation):
                    self.annotations.append((element.reference, annotation))
                    kids.append(self._reference("OBJR", number, Obj=annotation.reference))
        return kids

    def _content(self, number: int, mcid: int, element: Any, page: int | None) -> Any:
        """Marked content: its MCID alone where it is in the stream of the element's page."""
        if mcid in self.form_of[number]:
            stream, owners = self.form_of[number][mcid]
            owners[mcid] = element.reference
            return self._reference("MCR", number, Stm=stream.reference, MCID=mcid)
        self.owners[number][mcid] = element.reference
        return mcid if number == page else self._reference("MCR", number, MCID=mcid)

    def _reference(self, kind: str, page: int, **entries: Any) -> Any:
        """A marked-content reference (14.7.4.2) or an object reference (14.7.4.3)."""
        return self.pydyf.Dictionary({"Type": f"/{kind}", "Pg": self.pages[page], **entries})

    def _name(self, node: Element, element: Any) -> None:
        """The name that a note must have (ISO 14289-1, 7.9)."""
        self.notes += 1
        name = (node.html.get("id") if node.html is not None else "") or f"note.{self.notes}"
        while name in self.names:
            name = f"{name}.{self.notes}"
        self.names[name] = element.reference
        element["ID"] = self.pydyf.String(name)

    def _attributes(self, node: Element, page: int | None) -> list[Any]:
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


def _page(node: Element) -> int | None:
    """The page of the first content right inside an element."""
    return next(
        (kid.page for kid in node.kids if isinstance(kid, MarkedContent | LinkAnnotation)), None
    )


def _numbering(node: Element) -> str:
    """How a list is numbered; not None where its items have labels (ISO 14289-1, 7.6)."""
    labelled = any(any(part.role == "Lbl" for part in item.elements) for item in node.elements)
    if labelled and node.numbering in ("", "None") and node.html.tag != "dl":
        return "Decimal" if node.html.tag == "ol" else "Disc"
    return node.numbering or "None"


def _shown(node: Element) -> str:
    """What a link of pictures alone shows, which is what it says (ISO 14289-1, 7.18.5)."""
    pictures = [kid for kid in node.elements if kid.role == "Figure"]
    if node.role != "Link" or pictures != node.elements:
        return ""
    if any(isinstance(kid, MarkedContent) for kid in node.kids):
        return ""
    return " ".join(picture.alternative for picture in pictures)
