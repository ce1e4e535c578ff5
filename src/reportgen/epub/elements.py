"""Elements of XHTML, of package documents and of what stands in a container.

Source: EPUB 3.3, appendix D.1 (namespaces that prefixes stand for).
"""

from functools import partial
from typing import Any

from lxml import etree

from reportgen.word.elements import clean

Element = etree._Element

XHTML = "http://www.w3.org/1999/xhtml"
OPS = "http://www.idpf.org/2007/ops"
OPF = "http://www.idpf.org/2007/opf"
DC = "http://purl.org/dc/elements/1.1/"
XML = "http://www.w3.org/XML/1998/namespace"
MATHML = "http://www.w3.org/1998/Math/MathML"
TYPE = f"{{{OPS}}}type"
"""The attribute `epub:type`."""
LANG = f"{{{XML}}}lang"
PAGE: Any = {None: XHTML, "epub": OPS}
"""The prefixes of a page."""
PACKAGE: Any = {None: OPF, "dc": DC}
"""The prefixes of a package document."""


def made(
    uri: str,
    names: Any,
    tag: str,
    *children: Element | str | None,
    **attributes: str | None,
) -> Element:
    """An element of a namespace; characters that XML 1.0 cannot hold (section 2.2) are left out.

    A name of an attribute stands for another where Python has the word, or knows no hyphen:
    `class_`, `aria_label`. What is None is left out.
    """
    kept = {
        name.rstrip("_").replace("_", "-"): clean(value)
        for name, value in attributes.items()
        if value is not None
    }
    new = etree.Element(f"{{{uri}}}{tag}", kept, nsmap=names)
    for child in children:
        if isinstance(child, str):
            if len(new):
                new[-1].tail = (new[-1].tail or "") + clean(child)
            else:
                new.text = (new.text or "") + clean(child)
        elif child is not None:
            new.append(child)
    return new


h: Any = partial(made, XHTML, PAGE)
"""An element of a page."""
opf: Any = partial(made, OPF, PACKAGE)
"""An element of a package document."""
dc: Any = partial(made, DC, PACKAGE)
"""An element of Dublin Core in a package document."""


def serialized(root: Element, doctype: Any = None) -> bytes:
    """A document in UTF-8, with its declaration."""
    data: Any = etree.tostring(root, xml_declaration=True, encoding="utf-8", doctype=doctype)
    return bytes(data)


def page(title: str, lang: str, way: str, body: Element, folder: str = "") -> bytes:
    """A page of the publication; `way` is which way its language is written.

    `folder` leads from the page to where the style sheet is, `../` or nothing.
    """
    sheet = h("link", rel="stylesheet", type="text/css", href=f"{folder}style.css")
    head = h("head", h("meta", charset="utf-8"), h("title", title), sheet)
    root = h("html", head, body, lang=lang, dir="rtl" if way == "rtl" else None)
    root.set(LANG, lang)
    return serialized(root, "<!DOCTYPE html>")
