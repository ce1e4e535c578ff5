"""The structure types of HTML elements in a tagged PDF (ISO 32000-1, 14.8.4).

An element without a type is transparent: its content belongs to what is around it. A tree without
wrappers is what ISO 14289-1, 7.1 asks for, and what a reader can walk.
"""

from typing import Any

BLOCKS = {
    "article": "Art", "section": "Sect", "aside": "Sect", "nav": "Sect", "blockquote": "BlockQuote",
    "p": "P", "pre": "P", "h1": "H1", "h2": "H2", "h3": "H3", "h4": "H4", "h5": "H5", "h6": "H6",
    "ul": "L", "ol": "L", "dl": "L", "table": "Table", "thead": "THead", "tbody": "TBody",
    "tfoot": "TFoot", "tr": "TR", "th": "TH", "td": "TD", "caption": "Caption",
    "figcaption": "Caption",
}  # fmt: skip
INLINES = {"code": "Code", "q": "Quote", "a": "Link"}

GROUPING = {"Document", "Part", "Art", "Sect", "Div", "BlockQuote"}
"""Types that hold blocks: text that stands right inside them is a paragraph (14.8.4.2)."""

NOTES = {"note", "footnote", "endnote", "doc-footnote", "doc-endnote"}
REFERENCES = {"noteref", "doc-noteref"}
BACKLINKS = {"noteback", "doc-backlink"}
FORMULAS = {"formula", "math"}
SECTIONS = {"key-takeaways", "statements"}
CONTENTS = {"contents", "toc", "doc-toc"}

CHANGES = {"ins", "del"}
"""Elements that say that their words were inserted or deleted."""

NUMBERING = {
    "disc": "Disc", "circle": "Circle", "square": "Square", "decimal": "Decimal",
    "decimal-leading-zero": "Decimal", "upper-roman": "UpperRoman", "lower-roman": "LowerRoman",
    "upper-alpha": "UpperAlpha", "upper-latin": "UpperAlpha", "lower-alpha": "LowerAlpha",
    "lower-latin": "LowerAlpha",
}  # fmt: skip
"""List styles of CSS as the values of ListNumbering (14.8.5.5)."""

UNSEEN = dict.fromkeys((0x00AD, 0x200B, 0x2060))
"""Soft hyphens, and characters where words may break or may not, for `str.translate`."""


def has_name(element: Any, names: set[str]) -> bool:
    """Whether an element's role or one of its classes is among `names`."""
    given = element.get("role", "").split() + element.get("class", "").split()
    return any(name in names for name in given)


def is_note(element: Any) -> bool:
    """Whether an element is a note: by its role, or by its class and the link back in it.

    A block of the author's own may be of the class `note` too.
    """
    if any(name in NOTES for name in element.get("role", "").split()):
        return True
    classes = set(element.get("class", "").split()) & NOTES
    linked = (has_name(link, BACKLINKS) for link in element.iter("a"))
    return bool(classes) and (element.tag == "li" or "footnote" in classes or any(linked))


def role(element: Any) -> str | None:
    """The structure type of an element; None for one that is transparent."""
    tag = element.tag
    if not isinstance(tag, str):
        return None
    if is_note(element):
        return "Note"
    if tag == "img" or tag.endswith("}svg"):
        return "Formula" if has_name(element, FORMULAS) else "Figure"
    if tag in ("ul", "ol") and any(is_note(child) for child in element):
        return None
    if tag == "a":
        return "Link" if element.get("href") else None
    if tag == "figure":
        captioned = element.find(".//figcaption") is not None
        return "Div" if captioned and table(element) is None else None
    if tag == "div" and has_name(element, SECTIONS):
        return "Sect"
    return BLOCKS.get(tag) or INLINES.get(tag)


def table(figure: Any) -> Any:
    """The one table that a figure shows, or None."""
    found = list(figure.iter("table"))
    return found[0] if len(found) == 1 else None


def alternative(element: Any) -> str:
    """The alternative text of a picture (ISO 14289-1, 7.3): `alt`, or the title of an SVG."""
    if element.tag == "img":
        return str(element.get("alt", "")).strip()
    title = element.find("{http://www.w3.org/2000/svg}title")
    text = title.text if title is not None else element.get("aria-label")
    return (text or "").strip()


def change(element: Any) -> str:
    """What a reader hears of words that were inserted or deleted (ISO 32000-1, 14.9.3).

    It stands in the place of the words, so that there is none for what holds more than words.
    """
    kind = element.get("data-change", "")
    if not kind or any(child.tag in ("a", "img", "button") for child in element.iter()):
        return ""
    if any(is_note(child) or str(child.tag).endswith("}svg") for child in element.iter()):
        return ""
    words = "".join(element.itertext()).translate(UNSEEN)
    return f"{kind}: {' '.join(words.split())}"


def scope(element: Any, head: bool, first: bool) -> str:
    """Which cells a header cell is for (14.8.5.7): those below it or those beside it."""
    given = element.get("scope", "")
    if given.startswith("row"):
        return "Row"
    if given.startswith("col") or head:
        return "Column"
    return "Row" if first else "Column"


def link_description(element: Any, target: str) -> str:
    """The description of a link (ISO 14289-1, 7.18.5): its title, or else its words."""
    text = element.get("title") or element.get("aria-label")
    if not text:
        words = "".join(element.itertext()) or " ".join(
            alternative(picture) for picture in element.iter("img")
        )
        text = words.translate(UNSEEN)
    return " ".join(text.split()) or target
