"""An edition, and those that are included with it -> the pages of a publication.

The theme's template says which sections there are; the text is parted at its headings of the
first level. Links lead to the page that has their target.
"""

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from reportgen import metadata
from reportgen.diagnostics import Bag
from reportgen.editions import Edition
from reportgen.epub.elements import TYPE, XHTML, Element, h
from reportgen.epub.resources import Resources
from reportgen.epub.xhtml import converted, parsed
from reportgen.fonts import coverage
from reportgen.markup import draft_pages
from reportgen.markup.page_values import page_values
from reportgen.themes import template

TEXT = "text"
"""The section that is parted at its headings."""
HEADINGS = tuple(f"{{{XHTML}}}h{level}" for level in range(1, 7))
LINK, SPAN = f"{{{XHTML}}}a", f"{{{XHTML}}}span"


@dataclass(frozen=True)
class Heading:
    """A heading: its level, where it stands, and its words."""

    level: int
    id: str
    title: str


@dataclass(frozen=True)
class Page:
    """A page: the name of its file without the suffix, and its section.

    `title` is what the contents call it, "" for its first heading. `matter` is the part of a book
    that it belongs to: front, body or back matter (EPUB 3 Structural Semantics Vocabulary 1.1).
    """

    name: str
    section: Element
    matter: str
    title: str = ""

    @property
    def file(self) -> str:
        return f"{self.name}.xhtml"

    @property
    def kind(self) -> str:
        """What the section is, in the same vocabulary."""
        return self.section.get(TYPE, "")

    @property
    def headings(self) -> tuple[Heading, ...]:
        """The headings that can be led to, in their order."""
        return tuple(
            Heading(int(node.tag[-1]), node.get("id") or "", words(node))
            for node in self.section.iter(*HEADINGS)
            if node.get("id") or node.tag == HEADINGS[0]
        )


@dataclass(frozen=True)
class Written:
    """The pages of a publication, the HTML that they were made of, and the files they name."""

    pages: tuple[Page, ...]
    text: str
    resources: Resources


def written(edition: Edition, bag: Bag) -> Written | None:
    """The pages; None, with a diagnostic, where a template is at fault."""
    resources = Resources()
    pages: list[Page] = []
    texts: list[str] = []
    for one in (edition, *edition.included):
        text = _filled(one, bag)
        if text is None:
            return None
        texts.append(text)
        pages += _parted(one, text, resources, prefix="" if one is edition else f"{one.name}-")
    outward = tuple(one.elsewhere for one in edition.included if one.elsewhere)
    return Written(tuple(_linked(pages, outward)), "\n".join(texts), resources)


def words(node: Element) -> str:
    """The words of a heading, without the numbers of notes."""
    bare = deepcopy(node)
    for marker in list(bare.iter(LINK)):
        if marker.get(TYPE) == "noteref":
            marker.text = ""
    return " ".join("".join(map(str, bare.itertext())).split())


def _filled(edition: Edition, bag: Bag) -> str | None:
    """The HTML of an edition's sections, from the template of the theme."""
    report, front = edition.report, edition.report.front
    values = page_values(edition, "screen") | {"record": metadata.record_of(edition)}
    name = f"{edition.spec.template}.epub.html.j2"
    text = template.page(
        report.root, front.theme, name, values, bag, front.place("theme"), report.limits
    )
    return None if text is None else coverage.embed_svg_faces(draft_pages.with_line(text, report))


def _parted(edition: Edition, text: str, resources: Resources, prefix: str) -> Iterator[Page]:
    """The pages of an edition; `prefix` tells its names from those of others."""
    lang = edition.report.front.lang or "en-US"
    matter = "frontmatter" if edition.whole else "backmatter"
    loose: list[Element] = []
    for section in parsed(text):
        if not isinstance(section.tag, str):
            continue
        name, title = (section.attrib.pop(f"data-{what}", "") for what in ("page", "title"))
        down = 1 if name == TEXT else 0
        new = converted(section, lang, resources.picture, down)
        _reach(new, edition.report.words["equation"].format("").strip())
        if prefix:
            _prefix(new, prefix)
        if not name:  # the line of a draft, and what a theme sets before its sections
            loose.append(new)
            continue
        for node in reversed(loose):
            new.insert(0, node)
        loose = []
        if name == TEXT:
            yield from _chapters(new, edition)
            matter = "backmatter"
        else:
            yield Page(name, new, matter, title)


def _reach(section: Element, name: str) -> None:
    """Give formulas, which may be wider than the screen, to the keyboard (WCAG 2.2, 2.1.1)."""
    for node in section.iter(f"{{{XHTML}}}div"):
        if node.get("class") == "equation":
            node.set("tabindex", "0")
            node.set("role", "group")
            node.set("aria-label", name)


def _prefix(section: Element, prefix: str) -> None:
    """Give the places in a section names of their own, and lead its links to them."""
    own = set()
    for node in section.iter():
        if node.get("id"):
            own.add(node.get("id"))
            node.set("id", prefix + node.get("id", ""))
    for node in section.iter():
        for name in ("aria-labelledby", "aria-describedby", "headers"):
            if node.get(name):
                node.set(name, " ".join(prefix + one for one in node.get(name, "").split()))
        href = node.get("href", "")
        if href[:1] == "#" and href[1:] in own:
            node.set("href", f"#{prefix}{href[1:]}")


def _chapters(text: Element, edition: Edition) -> Iterator[Page]:
    """The text, a page for each heading of the first level, and one for what stands before."""
    run: list[Element] = []
    count = 0
    for node in [*text, None]:
        if node is None or (_heads(node) and run):
            if run:
                count += 1
                yield Page(f"chapter-{count}", _chapter(run, edition), "bodymatter")
            run = []
        if node is not None:
            run.append(node)


def _heads(node: Element) -> bool:
    """Whether a block is a heading of the first level, or begins with one."""
    if node.tag == HEADINGS[0]:
        return True
    return len(node) > 0 and not (node.text or "").strip() and _heads(node[0])


def _chapter(run: Sequence[Element], edition: Edition) -> Element:
    section: Element = h("section", class_="chapter", role="doc-chapter")
    section.set(TYPE, "chapter")
    for node in run:
        section.append(node)
    head = next(section.iter(HEADINGS[0]), None)
    if head is None:
        section.set("aria-label", edition.title)
    else:
        head.set("id", head.get("id") or "chapter")
        section.set("aria-labelledby", head.get("id", ""))
    return section


def _linked(pages: Sequence[Page], outward: Sequence[str]) -> Iterator[Page]:
    """The pages, each link led to the page that has its target.

    One that has none becomes the words that it is. `outward` are addresses of the article: what
    they lead to by name is in the publication itself.
    """
    places = {
        node.get("id", ""): page.file for page in pages for node in page.section.iter()
        if node.get("id")
    }  # fmt: skip
    for page in pages:
        for link in list(page.section.iter(LINK)):
            href = link.get("href", "")
            base, mark, place = href.partition("#")
            if mark and base in outward and place in places:
                base = ""
            if base or not mark:
                continue
            if place in places:
                file = "" if places[place] == page.file else places[place]
                link.set("href", f"{file}#{place}")
            else:
                _unlink(link)
        yield page


def _unlink(link: Any) -> None:
    link.tag = SPAN
    for name in ("href", "role", TYPE):
        link.attrib.pop(name, None)
