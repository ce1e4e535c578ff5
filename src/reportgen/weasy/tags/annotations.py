"""Link annotations: their descriptions, and the links between footnotes and their calls."""

from typing import Any

from reportgen.weasy.tags import roles
from reportgen.weasy.tags.structure import POINTS
from reportgen.weasy.tags.tree import LinkAnnotation, StructureTree


def describe_links(pdf: Any, tree: StructureTree) -> None:
    """Describe each link (ISO 14289-1, 7.18.5), and drop those that are no content."""
    import pydyf

    for page, annotation in tree.dropped:
        array = pdf.objects[int(pdf.page_references[page].split()[0])]["Annots"]
        array.remove(annotation.reference)
    for element in tree.root.walk():
        if element.role == "Link" and element.html.tag == "a":
            for kid in element.kids:
                if isinstance(kid, LinkAnnotation):
                    target = getattr(kid.annotation["Contents"], "string", "")
                    kid.annotation["Contents"] = pydyf.String(
                        roles.link_description(element.html, target)
                    )


def link_footnotes(pdf: Any, tree: StructureTree, heights: list[float]) -> None:
    """Links from a footnote's call to the note and back (ISO 14289-1, 7.9)."""
    for html, calls in tree.calls.items():
        markers = tree.markers.get(html, [])
        for ends, others, tag in ((calls, markers, "call"), (markers, calls, "marker")):
            element = tree.elements.get((html, f"{html.tag}::footnote-{tag}"))
            note = tree.elements.get((html, html.tag))
            if element is None or note is None or not element.has_content or not others:
                continue
            for page, box in ends:
                drawn = "".join(b.text for b in box.descendants() if hasattr(b, "text"))
                words = html.get("title") or drawn.strip()
                annotation = _link(pdf, words, box, page, others[0], heights)
                element.kids.append(LinkAnnotation(page, annotation))
                back = tree.elements.get((html, f"{html.tag}::footnote-call"))
                tree.destinations.append((annotation, note if tag == "call" else back or note))


def _link(
    pdf: Any, words: str, box: Any, page: int, target: tuple[int, Any], heights: list[float]
) -> Any:
    """A link annotation (ISO 32000-1, 12.5.6.5) from a box on a page to another on another."""
    import pydyf

    target_page, target_box = target
    x, y, width, height = box.hit_area()
    bottom, top = (heights[page] - y - height) * POINTS, (heights[page] - y) * POINTS
    position = (
        target_box.position_x * POINTS,
        (heights[target_page] - target_box.position_y) * POINTS,
    )
    annotation = pydyf.Dictionary(
        {
            "Type": "/Annot",
            "Subtype": "/Link",
            "F": 4,
            "Contents": pydyf.String(words),
            "Rect": pydyf.Array([x * POINTS, bottom, (x + width) * POINTS, top]),
            "BS": pydyf.Dictionary({"W": 0}),
            "Dest": pydyf.Array([pdf.page_references[target_page], "/XYZ", *position, 0]),
        }
    )
    pdf.add_object(annotation)
    holder = pdf.objects[int(pdf.page_references[page].split()[0])]
    holder.setdefault("Annots", pydyf.Array()).append(annotation.reference)
    return annotation
