"""The words of an article's text and notes, from its JATS and from its HTML, in one order."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from lxml import etree, html

_NAMES = """
    p li td th h1 h2 h3 h4 h5 h6 div figcaption dt dd pre blockquote br tr figure aside ul ol dl hr
    title label list-item term def code disp-formula attrib verse-line caption break sec
    boxed-text fig fig-group table-wrap disp-quote statement graphic section table-wrap-foot math
"""
_APART = frozenset(_NAMES.split())
"""Elements with whose edges words end."""
_UNSEEN = ".//script|.//style|.//button|.//img|.//a[@class='anchor' or @class='notejump']"
_UNSEEN += "|.//*[local-name()='annotation']|.//*[@class='references']|.//*[@class='noteref']"
_BLOCKS_FIRST = ("fig", "fig-group")


def html_words(page: str) -> list[str]:
    """The words of an article's page: those of its text, then of its notes."""
    root = html.fromstring(page)
    body = root.xpath("//div[@class='body']")
    notes = root.xpath("//section[@class='endnotes']//div[@class='note']")
    return [word for part in (*body, *notes) for word in fragment_words(part)]


def fragment_words(part: Any) -> list[str]:
    """The words of a piece of HTML, which loses what is not read."""
    for title in part.xpath(
        ".//*[@class='references']/preceding-sibling::*[1][self::h2 or self::h3]"
    ):
        title.drop_tree()
    for unseen in part.xpath(_UNSEEN):
        unseen.drop_tree()
    for code in part.xpath(".//code"):
        code.tag = "span"
    for number in part.xpath(".//*[@class='equation']/*[@class='number']"):
        number.tag = "div"
    for formula in part.xpath(".//*[@class='equation']"):
        formula.tag = "div"
    return "".join(_pieces(part, _children)).split()


def jats_words(document: bytes) -> list[str]:
    """The words of an article's JATS: those of its text and appendices, then of its notes."""
    root = etree.fromstring(document)
    parts = [*root.xpath("body"), *root.xpath("back/app-group/app")]
    notes = root.xpath("back/fn-group/fn/p")
    return [w for part in (*parts, *notes) for w in "".join(_pieces(part, _read)).split()]


def first_difference(found: Sequence[str], wanted: Sequence[str]) -> str:
    """Where two sequences of words part, with those around; "" where they are equal."""
    if list(found) == list(wanted):
        return ""
    at = next(
        (i for i, (a, b) in enumerate(zip(found, wanted, strict=False)) if a != b),
        min(len(found), len(wanted)),
    )
    around = slice(max(at - 5, 0), at + 6)
    return f"word {at}: {' '.join(found[around])!r}, not {' '.join(wanted[around])!r}"


def _pieces(part: Any, children: Any) -> Iterator[str]:
    """The text of an element, its children as `children` orders them."""
    apart = "\n" if _name(part) in _APART else ""
    yield apart
    for child in children(part):
        if isinstance(child, str):
            yield child
        else:
            yield from _pieces(child, children)
    yield apart


def _children(part: Any) -> Iterator[Any]:
    """The text and the elements in an element."""
    if not isinstance(part.tag, str):
        return
    yield part.text or ""
    for child in part:
        if isinstance(child.tag, str):
            yield child
        yield child.tail or ""


def _read(part: Any) -> Iterator[Any]:
    """What is read of an element of JATS, in the order of a page.

    A formula's number stands behind it there, and a caption under a figure's panels; the foot of a
    table under its body.
    """
    name = _name(part)
    if name == "tex-math":
        yield re.sub(
            r"(?s).*?\\begin\{document\}(?:\$|\\\[)|(?:\$|\\\])\\end\{document\}", "", part.text
        )
        return
    if name in ("alt-text",) or part.get("ref-type") == "fn" or part.get("specific-use") == "note":
        return
    if name == "p" and part.get("content-type") == "thematic-break":
        return
    if name == "alternatives":
        kept = [child for child in part if _name(child) != "tex-math"]
        yield from kept[:1]
        return
    parts = [*_children(part)]
    if name == "list-item":
        parts = [child for child in parts if isinstance(child, str) or _name(child) != "label"]
    last = {
        "disp-formula": ("label",),
        "table": ("tfoot",),
        "fig": ("label", "caption", "attrib"),
        "fig-group": ("label", "caption"),
    }.get(name, ())
    if name == "boxed-text" and part.get("content-type") == "figure":
        heads = [c for c in parts if not isinstance(c, str) and _name(c) in ("label", "caption")]
        lines = [c for c in parts if not isinstance(c, str) and c.get("content-type") in LINES]
        parts = [c for c in parts if c not in heads and c not in lines]
        yield from (*parts, *heads, *lines)
        return
    for moved in last:
        found = [c for c in parts if not isinstance(c, str) and _name(c) == moved]
        parts = [c for c in parts if c not in found] + found
    yield from parts


LINES = ("source-line", "note-line")


def _name(part: Any) -> str:
    return etree.QName(part).localname if isinstance(part.tag, str) else ""
