"""HTML of our own markup -> elements of XHTML, as reading systems take it.

Notes' markers become links, pictures files of the publication. Nothing is searched for in text:
the HTML is parsed, and written anew (EPUB 3.3, 6.1; DPUB-ARIA 1.1).
"""

from collections.abc import Callable
from io import BytesIO
from typing import Any

from lxml import etree

from reportgen.epub.elements import LANG, MATHML, PAGE, TYPE, XHTML, Element
from reportgen.pandoc import spoken
from reportgen.word.elements import clean

DROPPED = frozenset({"popover", "popovertarget", "type", "dir", "lang", "epub:type"})
"""Attributes that XHTML pages have otherwise, or not at all."""
MATH: Any = {None: MATHML}


def parsed(text: str) -> Any:
    """The body of a page of our own, read as browsers do (HTML Living Standard, 13.2)."""
    import tinyhtml5

    page = tinyhtml5.parse(BytesIO(text.encode()), True, override_encoding="utf-8")
    return page.find(f"{{{XHTML}}}body")


def converted(node: Any, lang: str, picture: Callable[[str], str], down: int = 0) -> Element:
    """An element of HTML, with all that is in it, as one of XHTML.

    `picture` gives the name of the file for the address of a picture; headings are `down` levels
    higher than in the HTML.
    """
    (space, _, tag), kind = node.tag.rpartition("}"), node.get("class", "")
    if space == f"{{{MATHML}":
        return _formula(node, lang)
    if tag == "button" or (tag == "sup" and kind == "noteref"):
        return _marker(node)
    if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
        tag = f"h{max(int(tag[1]) - down, 1)}"
    new = etree.Element(f"{{{XHTML}}}{tag}", nsmap=PAGE)
    for name, value in node.attrib.items():
        if name not in DROPPED or (name == "type" and tag == "ol"):
            new.set(name, clean(value))
    if node.get("lang"):
        new.set("lang", node.get("lang"))
        new.set(LANG, node.get("lang"))
    if node.get("dir") in ("ltr", "rtl"):
        new.set("dir", node.get("dir"))
    if node.get("epub:type"):
        new.set(TYPE, node.get("epub:type"))
    if tag == "img":
        new.set("src", picture(node.get("src", "")))
    if tag == "a" and kind == "noteref":
        new.set(TYPE, "noteref")
        new.set("role", "doc-noteref")
    _fill(new, node, lambda child: converted(child, lang, picture, down))
    return new


def _fill(new: Element, node: Any, convert: Callable[[Any], Element]) -> None:
    """Give an element what stands in that of HTML."""
    new.text = clean(node.text) if node.text else None
    for child in node:
        if not isinstance(child.tag, str):
            continue
        made = convert(child)
        made.tail = clean(child.tail) if child.tail else None
        new.append(made)


def _marker(node: Any) -> Element:
    """The marker of a note, as a link to it."""
    number = "".join(node.itertext()).strip()
    new = etree.Element(f"{{{XHTML}}}a", nsmap=PAGE)
    if node.get("id"):
        new.set("id", node.get("id"))
    new.set("class", "noteref")
    new.set(TYPE, "noteref")
    new.set("role", "doc-noteref")
    new.set("href", f"#note-{number}")
    if node.get("aria-label"):
        new.set("aria-label", node.get("aria-label"))
    new.text = number
    return new


def _formula(node: Any, lang: str) -> Element:
    """A formula, with what it says in words for reading systems that know no MathML."""
    new = _mathml(node)
    tex = next((a.text for a in node.iter(f"{{{MATHML}}}annotation") if a.text), "")
    said = spoken.words(etree.tostring(new, encoding="unicode"), tex, lang)
    new.set("alttext", clean(said))
    return new


def _mathml(node: Any) -> Element:
    new = etree.Element(node.tag, nsmap=MATH)
    for name, value in node.attrib.items():
        if not name.startswith("{"):  # lxml declares namespaces
            new.set(name, clean(value))
    _fill(new, node, _mathml)
    return new
