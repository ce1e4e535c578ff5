"""XML of texts that others wrote: elements that hold them, and the bytes of a document."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from lxml import etree

from reportgen.pandoc.formulas import Formula
from reportgen.tree.nodes import Node, text

ILLEGAL = re.compile("[^\\t\\n\\r\\u0020-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
"""A character that no XML document may hold (XML 1.0, 2.2)."""

_NESTED = frozenset(
    {"Emph", "Strong", "Underline", "Strikeout", "Superscript", "Subscript", "SmallCaps"}
)
_WRAPPED = frozenset({"Span", "Link", "Quoted", "Cite"})


def legal(value: str) -> str:
    """A text without the characters that XML forbids."""
    return ILLEGAL.sub("", value)


def line(value: str) -> str:
    """A text on one line, without the characters that XML forbids."""
    return " ".join(legal(value).split())


def child(
    parent: etree._Element, name: str, value: str = "", /, **attributes: str
) -> etree._Element:
    """A new last child with a text; its name is in the parent's namespace where it says none.

    Of attributes those count that have a value.
    """
    space = etree.QName(parent).namespace
    tag = name if name.startswith("{") or not space else f"{{{space}}}{name}"
    made = etree.SubElement(parent, tag)
    for key, said in attributes.items():
        if said:
            made.set(key, line(said))
    if value:
        made.text = line(value)
    return made


def optional(parent: etree._Element, name: str, value: str | None, /, **attributes: str) -> None:
    """A child where there is a text for it."""
    if value and line(value):
        child(parent, name, value, **attributes)


def append_text(parent: etree._Element, value: str) -> None:
    """Put a text behind all that an element holds."""
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + legal(value)
    else:
        parent.text = (parent.text or "") + legal(value)


def fill(
    parent: etree._Element,
    inlines: list[Node],
    names: Mapping[str, str],
    formulas: Mapping[Formula, str] = MappingProxyType({}),
) -> None:
    """Put inlines into an element; `names` are those of the elements for kinds of nodes.

    Kinds without a name are their text alone, and notes are left out. `formulas` are MathML; a
    formula stands in the element that `names` has for `Math`, by itself where that is empty.
    """
    for node in inlines:
        kind = node["t"]
        if node.get("change") == "del" or kind == "Note":
            continue
        if kind in _NESTED:
            into = child(parent, names[kind]) if kind in names else parent
            fill(into, node["c"], names, formulas)
        elif kind == "Code" and kind in names:
            append_text(child(parent, names[kind]), node["c"][1])
        elif kind in _WRAPPED:
            marks = ("", "")
            if kind == "Quoted":
                marks = ("‘", "’") if node["c"][0]["t"] == "SingleQuote" else ("“", "”")
            append_text(parent, marks[0])
            fill(parent, node["c"][1], names, formulas)
            append_text(parent, marks[1])
        elif kind == "Math" and (known := formulas.get(formula(node))):
            into = child(parent, names[kind]) if names.get(kind) else parent
            into.append(etree.fromstring(known))
        else:
            append_text(parent, text(node))


def formula(node: Node) -> Formula:
    """The key of a formula among those that are known."""
    return node["c"][1], node["c"][0]["t"] == "DisplayMath"


def document(root: etree._Element, doctype: str = "") -> bytes:
    """The bytes of a document in UTF-8, indented where that changes no text."""
    _indent(root, 0)
    if doctype:
        made = etree.tostring(root, xml_declaration=True, encoding="UTF-8", doctype=doctype)
    else:
        made = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return bytes(made) + b"\n"


def _indent(element: etree._Element, level: int) -> None:
    """Lay out elements that hold elements alone."""
    inner = list(element)
    if not inner or any((e.tail or "").strip() for e in inner) or (element.text or "").strip():
        return
    element.text = "\n" + "  " * (level + 1)
    for one in inner:
        one.tail = "\n" + "  " * (level + 1)
        _indent(one, level + 1)
    inner[-1].tail = "\n" + "  " * level
