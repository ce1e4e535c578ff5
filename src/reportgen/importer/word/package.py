"""The parts of a Word document as bytes, and a file of parts."""

import zipfile
from collections.abc import Mapping
from io import BytesIO
from typing import Any

from reportgen.limits import Limits
from reportgen.ooxml import elements, package

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/"
_USUAL = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main":
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/":
        b"http://schemas.openxmlformats.org/officeDocument/2006/",
    b"http://purl.oclc.org/ooxml/drawingml/":
        b"http://schemas.openxmlformats.org/drawingml/2006/",
}  # fmt: skip
"""The namespaces of the Strict class, and those that they stand for (ISO/IEC 29500-4, Annex A)."""
_XML = (".xml", ".rels")


def parts(data: bytes, limits: Limits) -> dict[str, bytes]:
    """The parts of a document by name, in the Transitional class. Raises ooxml.Unreadable."""
    opened = package.opened(data, limits)
    package.main_part(opened)
    found: dict[str, bytes] = {}
    for name in opened.names.values():
        is_xml = name.endswith(_XML)
        read = opened.data(name, is_xml) or b""
        found[name] = _transitional(read) if is_xml and _STRICT in read[:100_000] else read
    return found


def packed(found: Mapping[str, bytes]) -> bytes:
    """A file of parts; their content types stand first."""
    out = BytesIO()
    first = "[Content_Types].xml"
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file:
        for name in sorted(found, key=lambda name: name != first):
            file.writestr(zipfile.ZipInfo(name), found[name])
    return out.getvalue()


def parse(data: bytes, name: str = "document.xml") -> Any:
    """The root of a part's XML. Raises ooxml.Unreadable."""
    return elements.parse(data, name)


def written(root: Any) -> bytes:
    """A part of a root."""
    from lxml import etree

    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return data


def _transitional(data: bytes) -> bytes:
    for strict, usual in _USUAL.items():
        data = data.replace(strict, usual)
    return data
