"""What is done to a PDF before it is written: links, page labels, files, artifacts."""

from hashlib import md5
from typing import Any

from reportgen.weasy import roles, structure
from reportgen.weasy.record import File, Record
from reportgen.weasy.tree import Spot, Tree

DATE = "D:%Y%m%d%H%M%SZ"
EDGES = {"@top": "Header", "@bottom": "Footer"}


def artifacts(stream: Any, kinds: dict[int, str]) -> None:
    """Mark what is no content as what it is (ISO 32000-1, 14.8.2.2; ISO 14289-1, 7.1)."""
    import pydyf

    for place, item in enumerate(stream.stream if kinds else ()):
        if not isinstance(item, dict) or item.get("MCID") not in kinds:
            continue
        kind = kinds[item["MCID"]]
        entries = {"Type": "/Pagination" if kind else "/Layout"}
        edge = EDGES.get(kind.split("-")[0])
        if edge:
            entries["Subtype"] = f"/{edge}"
        stream.stream[place - 1] = "/Artifact"
        stream.stream[place] = pydyf.Dictionary(entries)


def links(pdf: Any, tree: Tree) -> None:
    """Give each link its meaning (ISO 14289-1, 7.18.5), and drop those that are no content."""
    import pydyf

    for page, annotation in tree.unwanted:
        array = pdf.objects[int(pdf.page_references[page].split()[0])]["Annots"]
        array.remove(annotation.reference)
    for node in tree.root.walk():
        if node.role == "Link" and node.element.tag == "a":
            for kid in node.kids:
                if isinstance(kid, Spot):
                    target = getattr(kid.annotation["Contents"], "string", "")
                    kid.annotation["Contents"] = pydyf.String(roles.meaning(node.element, target))


def footnotes(pdf: Any, tree: Tree, heights: list[float]) -> None:
    """Links from a footnote's call to the note and back (ISO 14289-1, 7.9)."""
    for element, calls in tree.calls.items():
        markers = tree.markers.get(element, [])
        for ends, others, tag in ((calls, markers, "call"), (markers, calls, "marker")):
            node = tree.nodes.get((element, f"{element.tag}::footnote-{tag}"))
            note = tree.nodes.get((element, element.tag))
            if node is None or note is None or not node.said or not others:
                continue
            for page, box in ends:
                drawn = "".join(b.text for b in box.descendants() if hasattr(b, "text"))
                words = element.get("title") or drawn.strip()
                annotation = _link(pdf, words, box, page, others[0], heights)
                node.kids.append(Spot(page, annotation))
                back = tree.nodes.get((element, f"{element.tag}::footnote-call"))
                tree.aims.append((annotation, note if tag == "call" else back or note))


def _link(
    pdf: Any, words: str, box: Any, page: int, goal: tuple[int, Any], heights: list[float]
) -> Any:
    import pydyf

    to, target = goal
    x, y, width, height = box.hit_area()
    points = structure.POINTS
    bottom, top = (heights[page] - y - height) * points, (heights[page] - y) * points
    place = (target.position_x * points, (heights[to] - target.position_y) * points)
    annotation = pydyf.Dictionary(
        {
            "Type": "/Annot",
            "Subtype": "/Link",
            "F": 4,
            "Contents": pydyf.String(words),
            "Rect": pydyf.Array([x * points, bottom, (x + width) * points, top]),
            "BS": pydyf.Dictionary({"W": 0}),
            "Dest": pydyf.Array([pdf.page_references[to], "/XYZ", *place, 0]),
        }
    )
    pdf.add_object(annotation)
    holder = pdf.objects[int(pdf.page_references[page].split()[0])]
    holder.setdefault("Annots", pydyf.Array()).append(annotation.reference)
    return annotation


def labels(pdf: Any, record: Record) -> None:
    """The numbers that are printed on the pages (ISO 32000-1, 12.4.2), and the outline shown."""
    import pydyf

    style = pydyf.Dictionary({"S": "/D", "St": record.first})
    pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": pydyf.Array([0, style])})
    if "Outlines" in pdf.catalog:
        pdf.catalog["PageMode"] = "/UseOutlines"


def attach(pdf: Any, files: tuple[File, ...], record: Record) -> None:
    """Embed files, associated with the document (ISO 19005-3, 6.8; ISO 32000-1, 7.11.4)."""
    import pydyf

    date = pydyf.String(record.date.strftime(DATE))
    names, associated = pydyf.Array(), pydyf.Array()
    for file in sorted(files, key=lambda file: pydyf.String(file.name).data):
        parameters = {
            "Size": len(file.data),
            "CreationDate": date,
            "ModDate": date,
            "CheckSum": f"<{md5(file.data, usedforsecurity=False).hexdigest()}>",
        }
        stream = pydyf.Stream(
            [file.data],
            {
                "Type": "/EmbeddedFile",
                "Subtype": "/" + file.media.replace("/", "#2F").replace("+", "#2B"),
                "Params": pydyf.Dictionary(parameters),
            },
            compress=True,
        )
        pdf.add_object(stream)
        name = pydyf.String(file.name)
        entry = pydyf.Dictionary(
            {
                "Type": "/Filespec",
                "F": name,
                "UF": name,
                "EF": pydyf.Dictionary({"F": stream.reference, "UF": stream.reference}),
                "Desc": pydyf.String(file.about or file.name),
                "AFRelationship": f"/{file.kind}",
            }
        )
        pdf.add_object(entry)
        names.extend((name, entry.reference))
        associated.append(entry.reference)
    if associated:
        holder = pdf.catalog.setdefault("Names", pydyf.Dictionary())
        holder["EmbeddedFiles"] = pydyf.Dictionary({"Names": names})
        pdf.catalog["AF"] = associated


def settle(pdf: Any, record: Record) -> None:
    """Date the file, and leave its metadata readable without a PDF library."""
    import pydyf

    date = pydyf.String(record.date.strftime(DATE))
    pdf.info["CreationDate"] = pdf.info["ModDate"] = date
    metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    metadata.compress = False
