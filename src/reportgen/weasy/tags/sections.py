"""Sections around headings (ISO 32000-1, 14.8.4.2): a reader who listens moves by them.

HTML has headings of all levels side by side, each before the text that it stands over.
"""

from reportgen.weasy.tags.tree import Element, LinkAnnotation, MarkedContent

_HOLDERS = ("Document", "Art", "Sect", "Part", "Div")
_FIRST = 2
"""The level of headings that open sections; the one above is the document's title."""
Kids = list[Element | MarkedContent | LinkAnnotation]


def nest(element: Element) -> None:
    """Put each heading, with what follows it, into a section within the one that it belongs to.

    A section of the page's own that opens with one heading stays as it is, and ends those around
    it that a heading of its level or below opened.
    """
    if element.role not in _HOLDERS:
        return
    for inner in element.elements:
        nest(inner)
    headings = sum(level(kid) >= _FIRST for kid in element.elements)
    if headings < (2 if element.role in ("Sect", "Art") else 1):
        return
    kept: Kids = []
    opened: list[tuple[int, Element]] = []
    for kid in element.kids:
        depth = level(kid) if isinstance(kid, Element) else 0
        ends = depth or (_highest(kid) if isinstance(kid, Element) else 0)
        while ends and opened and opened[-1][0] >= ends:
            opened.pop()
        if depth >= _FIRST:
            holder = opened[-1][1] if opened else element
            section = Element("Sect", None, holder.language, holder)
            (holder.kids if opened else kept).append(section)
            opened.append((depth, section))
        if opened and isinstance(kid, Element):
            kid.parent = opened[-1][1]
        (opened[-1][1].kids if opened else kept).append(kid)
    element.kids = kept


def level(element: Element) -> int:
    """The level of a heading; 0 for what is none."""
    role = element.role
    return int(role[1]) if len(role) == 2 and role[0] == "H" and role[1].isdigit() else 0


def _highest(element: Element) -> int:
    """The level of the highest heading in a section of the page's own; 0 where there is none."""
    if element.role not in ("Sect", "Art"):
        return 0
    return min((found for kid in element.walk() if (found := level(kid))), default=0)
