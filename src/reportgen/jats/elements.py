"""Elements of JATS, made of names, text and other elements.

Source: ANSI/NISO Z39.96-2021 (JATS 1.3), the Journal Publishing Tag Set with MathML 3.
"""

import re
from collections.abc import Iterable

from lxml import etree

MML = "http://www.w3.org/1998/Math/MathML"
ALI = "http://www.niso.org/schemas/ali/1.0/"
_XLINK = "{http://www.w3.org/1999/xlink}"
_XML = "{http://www.w3.org/XML/1998/namespace}"
NAMESPACES = {"ali": ALI, "mml": MML, "xlink": _XLINK[1:-1]}
DOCTYPE = (
    "<!DOCTYPE article PUBLIC "
    '"-//NLM//DTD JATS (Z39.96) Journal Publishing DTD with MathML3 v1.3 20210610//EN" '
    '"JATS-journalpublishing1-3-mathml3.dtd">'
)
LANG = f"{_XML}lang"
HREF = f"{_XLINK}href"
_QUALIFIED = {
    "lang": LANG, "space": f"{_XML}space", "href": HREF, "link_title": f"{_XLINK}title",
    "start_date": "start_date",
}  # fmt: skip
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 has no character for."""

Element = etree._Element
Child = Element | str | None
Children = Child | Iterable["Children"]
"""What an element holds, in groups of any depth."""


def clean(text: str) -> str:
    """Text that XML can hold."""
    return _FORBIDDEN.sub("", text)


def element(name: str, /, *children: Children, **attributes: str) -> Element:
    """An element; children and attributes that are None or "" are left out.

    Attributes are named with `_` for `-`; those of XML and XLink go by the names `lang`, `space`,
    `href` and `link_title`.
    """
    made = etree.Element(name, None, NAMESPACES)
    for key, value in attributes.items():
        if value:
            made.set(_QUALIFIED.get(key) or key.replace("_", "-"), clean(value))
    return append(made, *children)


def append(parent: Element, *children: Children) -> Element:
    """An element with more children behind those that it has; the same element."""
    for child in children:
        if child is None or child == "":
            continue
        if isinstance(child, str):
            _add_text(parent, clean(child))
        elif isinstance(child, Element):
            parent.append(child)
        else:
            append(parent, *child)
    return parent


def filled(made: Element) -> Element | None:
    """An element that holds text or others; None for an empty one."""
    return made if len(made) or (made.text or "").strip() else None


def plain(made: Element) -> str:
    """The text of an element on one line."""
    return " ".join("".join(str(text) for text in made.itertext()).split())


def _add_text(parent: Element, text: str) -> None:
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def serialized(root: Element) -> bytes:
    """A document as a file holds it."""
    etree.cleanup_namespaces(root, keep_ns_prefixes=[*NAMESPACES])
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, doctype=DOCTYPE) + b"\n"
