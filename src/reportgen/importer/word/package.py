"""The parts of an Office file, within bounds, and a file of parts."""

import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO
from typing import Any

from reportgen.importer.refusal import RefusedError

LARGEST, MOST = 400_000_000, 5_000
"""How many bytes and how many parts a document may have unpacked."""
XML = 100_000_000
"""The most bytes of a part of XML."""
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT = b"http://purl.oclc.org/ooxml/"
TRANSITIONAL = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main":
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships":
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    b"http://purl.oclc.org/ooxml/officeDocument/math":
        b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    b"http://purl.oclc.org/ooxml/officeDocument/bibliography":
        b"http://schemas.openxmlformats.org/officeDocument/2006/bibliography",
    b"http://purl.oclc.org/ooxml/drawingml/":
        b"http://schemas.openxmlformats.org/drawingml/2006/",
}  # fmt: skip
"""The namespaces of the Strict class, and those that they stand for (ISO/IEC 29500-4, Annex A)."""
ANEW = "save it anew as a Word document (.docx)"


def parts(data: bytes) -> dict[str, bytes]:
    """The parts of a file by name. Raises RefusedError for what is none, or holds too much."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as file:
            entries = [entry for entry in file.infolist() if not entry.is_dir()]
            if len(entries) > MOST or sum(entry.file_size for entry in entries) > LARGEST:
                raise RefusedError("holds too much", "divide it, or make its pictures smaller")
            found: dict[str, bytes] = {}
            left = LARGEST
            for entry in entries:
                if entry.flag_bits & 1:
                    raise RefusedError("is encrypted", "take its password off in Word")
                with file.open(entry) as part:
                    read = part.read(left + 1)
                left -= len(read)
                if left < 0 or (len(read) > XML and entry.filename.endswith((".xml", ".rels"))):
                    raise RefusedError("holds too much", "divide it, or make its pictures smaller")
                found[entry.filename.lstrip("/")] = _transitional(entry.filename, read)
            return found
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        if isinstance(error, RefusedError):
            raise
        raise RefusedError("is cut off or damaged", "send or save it anew") from None


def packed(found: Mapping[str, bytes]) -> bytes:
    """A file of parts; their content types stand first."""
    out = BytesIO()
    first = "[Content_Types].xml"
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as file:
        for name in sorted(found, key=lambda name: name != first):
            file.writestr(zipfile.ZipInfo(name), found[name])
    return out.getvalue()


def parse(data: bytes) -> Any:
    """The root of a part's XML. Raises RefusedError."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        reason = "nests too deep" if "depth" in str(error) else "is damaged"
        raise RefusedError(reason, ANEW) from None
    if root.getroottree().docinfo.doctype:
        raise RefusedError("declares a document type, which no program does", ANEW)
    return root


def written(root: Any) -> bytes:
    """A part of a root."""
    from lxml import etree

    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return data


def _transitional(name: str, data: bytes) -> bytes:
    if STRICT in data[:100_000] and name.endswith((".xml", ".rels")):
        for strict, usual in TRANSITIONAL.items():
            data = data.replace(strict, usual)
    return data
