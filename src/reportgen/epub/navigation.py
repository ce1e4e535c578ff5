"""Pages -> the contents of a publication and its landmarks (EPUB 3.3, 7)."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportgen.epub.elements import TYPE, Element, h, page
from reportgen.epub.pages import Page

DEEPEST = 2
"""The level of the headings that the contents go down to."""
LANDMARKS = ("cover", "titlepage", "abstract", "endnotes", "bibliography", "appendix")
"""Pages that reading systems lead to by what they are."""


@dataclass(frozen=True)
class Entry:
    """A line of the contents, and the lines below it; one without an address is a heading."""

    title: str
    address: str
    parts: tuple["Entry", ...] = ()


def entries(pages: Sequence[Page]) -> tuple[Entry, ...]:
    """The contents: each page by its first heading, with the headings of the next level in it."""
    out = []
    for one in pages:
        heads = one.headings
        parts = tuple(
            Entry(head.title, f"{one.file}#{head.id}")
            for head in heads[1:]
            if head.id and 1 < head.level <= DEEPEST and head.title
        )
        title = one.title or (heads[0].title if heads else "")
        if not title and not any(p.headings for p in pages if p.matter == one.matter):
            title = one.section.get("aria-label", "")  # a text without headings
        if title:
            out.append(Entry(title, one.file, parts))
    return tuple(out)


def landmarks(pages: Sequence[Page], contents: str, text: str) -> tuple[tuple[str, Entry], ...]:
    """What readers look for, by its name in the structure vocabulary.

    `contents` is what the table of contents is called, `text` what the text itself is.
    """
    listed = [("toc", Entry(contents, "nav.xhtml"))]
    body = next((one for one in pages if one.matter == "bodymatter"), None)
    for one in pages:
        if one is body:
            listed.append(("bodymatter", Entry(text, one.file)))
        elif one.kind in LANDMARKS and one.headings:
            listed.append((one.kind, Entry(one.title or one.headings[0].title, one.file)))
    return tuple(listed)


def document(
    title: str,
    lang: str,
    way: str,
    contents: str,
    listed: Sequence[Entry],
    marks: Sequence[tuple[str, Entry]],
) -> bytes:
    """The navigation document; `contents` is the heading over its lines."""
    toc = h("nav", h("h1", contents), _list(listed), role="doc-toc", id="toc")
    toc.set(TYPE, "toc")
    places = h("nav", h("h2", contents), h("ol"), id="landmarks", hidden="hidden")
    places.set(TYPE, "landmarks")
    for kind, entry in marks:
        link = h("a", entry.title, href=entry.address)
        link.set(TYPE, kind)
        places[-1].append(h("li", link))
    return page(title, lang, way, h("body", toc, places))


def _list(listed: Sequence[Entry]) -> Element:
    lines = h("ol")
    for entry in listed:
        link = h("a", entry.title, href=entry.address) if entry.address else h("span", entry.title)
        line = h("li", link)
        if entry.parts:
            line.append(_list(entry.parts))
        lines.append(line)
    found: Element = lines
    return found
