"""What a PDF's catalog holds beside the tags: page labels, attached files, the date."""

from hashlib import md5
from typing import Any

from reportgen.weasy.record import File, Record

DATE = "D:%Y%m%d%H%M%SZ"
"""A date as a PDF writes it (ISO 32000-1, 7.9.4)."""


def label_pages(pdf: Any, record: Record) -> None:
    """The numbers that are printed on the pages (ISO 32000-1, 12.4.2), and the outline shown."""
    import pydyf

    style = pydyf.Dictionary({"S": "/r" if record.roman else "/D", "St": record.first})
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


def date(pdf: Any, record: Record) -> None:
    """Date the file, and leave its metadata readable without a PDF library."""
    import pydyf

    pdf.info["CreationDate"] = pdf.info["ModDate"] = pydyf.String(record.date.strftime(DATE))
    metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    metadata.compress = False
