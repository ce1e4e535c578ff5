"""A part's XML: parsed within bounds, its names the same in both conformance classes.

ISO/IEC 29500 has a namespace for its Transitional and one for its Strict class (Part 1, Annex A;
Part 4, Annex A): elements and attributes are called here by their local name, those of other
vocabularies than WordprocessingML by a prefix and that.
"""

import re
from typing import Any

from reportgen.ooxml.model import Unreadable

DAMAGED = "save it anew in the program that wrote it"
_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m:",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m:",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r:",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r:",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a:",
    "http://purl.oclc.org/ooxml/drawingml/main": "a:",
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp:",
    "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": "wp:",
    "http://schemas.openxmlformats.org/drawingml/2006/picture": "pic:",
    "http://purl.oclc.org/ooxml/drawingml/picture": "pic:",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc:",
    "http://schemas.microsoft.com/office/word/2010/wordml": "w14:",
    "http://schemas.microsoft.com/office/word/2012/wordml": "w15:",
    "urn:schemas-microsoft-com:vml": "v:",
    "urn:schemas-microsoft-com:office:office": "o:",
}
_names: dict[Any, str] = {}


def parse(data: bytes, name: str) -> Any:
    """The root element of a part. Raises Unreadable.

    A document type is refused, as ISO/IEC 29500-2 forbids it; libxml2 bounds depth and expansion.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        said = (str(error).splitlines() or [""])[0]
        if "memory" in said.lower() or said.startswith("unknown error"):  # libxml2 had none left
            raise MemoryError from None
        if "depth" not in said and "HUGE" in said:
            raise Unreadable(
                f"has a text of `{name}` in one piece that is too long", DAMAGED
            ) from None
        if "depth" in said:
            raise Unreadable(f"nests too deep in `{name}`", DAMAGED) from None
        raise Unreadable(f"is damaged: `{name}` is not well-formed ({said})", DAMAGED) from None
    if getattr(root.getroottree().docinfo, "doctype", ""):
        raise Unreadable(
            f"declares a document type in `{name}`, which no program does", DAMAGED
        ) from None
    return root


def called(element: Any) -> str:
    """An element's name, as `p`, `m:oMath` or `wp:inline`; empty for what is none."""
    tag = element.tag
    try:
        return _names[tag]
    except KeyError:
        pass
    if not isinstance(tag, str):
        return ""
    space, _, local = tag.rpartition("}")
    prefix = _PREFIXES.get(space.lstrip("{"), "?:")
    if len(_names) > 5000:
        _names.clear()
    _names[tag] = prefix + local
    return prefix + local


_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_STRICT_R = "{http://purl.oclc.org/ooxml/officeDocument/relationships}"


def attribute(element: Any, name: str) -> str:
    """An attribute of WordprocessingML; empty where there is none."""
    value = element.get(_W + name)
    if value is None:
        value = element.get(_STRICT + name)
    return "" if value is None else str(value)


def dated(element: Any) -> str:
    """The moment of a change or a comment; empty where it is none, as LibreOffice's `0-00-00`."""
    date = attribute(element, "date").strip()
    return date if re.match(r"[1-9]\d{3}-\d\d", date) else ""


def related(element: Any, name: str) -> str:
    """An attribute that names a relationship; empty where there is none."""
    return str(element.get(_R + name) or element.get(_STRICT_R + name) or "")


def child(element: Any, name: str) -> Any:
    """The first child of a name; None where there is none."""
    if element is not None:
        for found in element:
            if called(found) == name:
                return found
    return None


def value(element: Any, *path: str) -> str:
    """The `val` of an element below; empty where it is not there."""
    for name in path:
        element = child(element, name)
        if element is None:
            return ""
    return attribute(element, "val")


def is_on(element: Any, name: str) -> bool | None:
    """Whether a property is switched on or off below (17.17.4); None where it is not there."""
    found = child(element, name)
    if found is None:
        return None
    return attribute(found, "val").lower() not in ("0", "false", "off", "none")


def integer(text: str, default: int = 0, most: int = 1_000) -> int:
    """A whole number from 0 within a bound."""
    digits = text.strip()
    if not (digits.isascii() and digits.isdigit()):
        return default
    return min(int(digits[:9]), most)
