"""The publications of an issue's articles -> one book: each in a folder, all in one contents.

The articles' files are those that were built: their pages are not made again, and links in them
lead where they led.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from lxml import etree

from reportgen.epub import accessibility, container, navigation
from reportgen.epub.cover import Cover, picture
from reportgen.epub.elements import OPF, TYPE, XHTML, Element, page
from reportgen.epub.navigation import Entry
from reportgen.epub.package_document import Creator, Item, Particulars, document
from reportgen.epub.publication import COVER, cover_page, position
from reportgen.epub.resources import SUFFIXES
from reportgen.languages import direction, language
from reportgen.metadata.issue import Issue
from reportgen.sanitize.image import read

ARTICLE, NAME = "article.epub", "issue.epub"
"""The names of an article's publication among its files, and of the issue's."""
LEFT_OUT = frozenset({"package.opf", "nav.xhtml", "cover.xhtml", "cover.png"})
"""What the issue has one of its own of."""


@dataclass(frozen=True)
class _Book:
    """An article's publication, read: its files, its items' properties, its order, its contents."""

    folder: str
    files: Mapping[str, bytes]
    properties: Mapping[str, str]
    order: tuple[str, ...]
    entries: tuple[Entry, ...]


def bound(issue: Issue, cover: Mapping[str, str] | None = None) -> bytes | None:
    """The issue as one publication; None where not all of its articles have theirs.

    `cover` are the settings of a theme for a cover (`cover-ground` and so on), where the issue has
    no picture of its own. The same issue gives the same bytes.
    """
    if not issue.articles or any(ARTICLE not in article.files for article in issue.articles):
        return None
    words, way = language(issue.lang).words, direction(issue.lang)
    journal = issue.journal
    number = [words["volume"].format(journal.volume)] if journal.volume else []
    number += [words["issue"].format(journal.issue)] if journal.issue else []
    place = words["comma"].join(number)
    title = ": ".join(
        filter(None, (words["comma"].join([journal.title or "", *number]), issue.title))
    )
    books = [_read(article.slug, article.files[ARTICLE]) for article in issue.articles]
    face = Cover(
        title=journal.title or title, lang=issue.lang, way=way, head=place, subtitle=issue.title,
        number=issue.date.say(issue.lang) if issue.date else "", foot=journal.publisher or "",
    )  # fmt: skip
    name, image = _cover(issue, face, cover or {})
    said = issue.cover_alt or face.alternative
    listed = _contents(issue, books)
    files: dict[str, bytes] = {
        name: image,
        "style.css": _faceless(books[0].files["style.css"]),
        "cover.xhtml": page(title, issue.lang, way, cover_page(said, name)),
        "nav.xhtml": navigation.document(
            title, issue.lang, way, words["contents"], listed,
            (("toc", Entry(words["contents"], "nav.xhtml")),
             ("bodymatter", Entry(title, f"{books[0].folder}/{books[0].order[0]}"))),
        ),
    }  # fmt: skip
    properties = {name: "cover-image", "nav.xhtml": "nav"}
    order = ["cover.xhtml", "nav.xhtml"]
    for book in books:
        files |= {f"{book.folder}/{file}": data for file, data in book.files.items()}
        properties |= {f"{book.folder}/{file}": value for file, value in book.properties.items()}
        order += [f"{book.folder}/{file}" for file in book.order]
    about = _particulars(issue, title, way, books)
    items = [Item(file, properties.get(file, "")) for file in sorted(files)]
    files["package.opf"] = document(about, items, order)
    return container.pack(files)


def _faceless(css: bytes) -> bytes:
    """Style rules without the faces, which are in the article's folder."""
    return b"\n".join(line for line in css.splitlines() if not line.startswith(b"@font-face"))


def _read(slug: str, data: bytes) -> _Book:
    with ZipFile(BytesIO(data)) as opened:
        named = {
            name.removeprefix(f"{container.FOLDER}/"): opened.read(name)
            for name in opened.namelist() if name.startswith(f"{container.FOLDER}/")
        }  # fmt: skip
    package = etree.fromstring(named["package.opf"])
    items = {item.get("id"): item for item in package.iter(f"{{{OPF}}}item")}
    spine = [items[ref.get("idref")].get("href", "") for ref in package.iter(f"{{{OPF}}}itemref")]
    return _Book(
        slug,
        {name: data for name, data in named.items() if name not in LEFT_OUT},
        {i.get("href", ""): i.get("properties", "") for i in items.values()
         if i.get("href") not in LEFT_OUT},
        tuple(name for name in spine if name not in LEFT_OUT),
        _entries(slug, etree.fromstring(named["nav.xhtml"])),
    )  # fmt: skip


def _entries(slug: str, nav: Element) -> tuple[Entry, ...]:
    """The lines of an article's contents, leading into its folder."""
    toc = next(node for node in nav.iter(f"{{{XHTML}}}nav") if node.get(TYPE) == "toc")

    def lines(node: Any) -> tuple[Entry, ...]:
        below = node.find(f"{{{XHTML}}}ol")
        if below is None:
            return ()
        out = []
        for line in below:
            link = line.find(f"{{{XHTML}}}a")
            out.append(Entry(link.text or "", f"{slug}/{link.get('href')}", lines(line)))
        return tuple(out)

    return lines(toc)


def _contents(issue: Issue, books: Sequence[_Book]) -> list[Entry]:
    """Each article by its authors and title, below the heading of its section."""
    out: list[Entry] = []
    for article, book in zip(issue.articles, books, strict=True):
        names = ", ".join(author.name for author in article.record.front.authors)
        said = f"{names}: {article.record.title}" if names else article.record.title
        entry = Entry(said, f"{book.folder}/{book.order[0]}", book.entries[1:])
        if article.section and out and out[-1].title == article.section and not out[-1].address:
            out[-1] = Entry(article.section, "", (*out[-1].parts, entry))
        else:
            out.append(Entry(article.section, "", (entry,)) if article.section else entry)
    return out


def _cover(issue: Issue, face: Cover, settings: Mapping[str, str]) -> tuple[str, bytes]:
    """The cover's file and its name; a picture that cannot be used makes way for the theme's."""
    image = read("cover", issue.cover) if issue.cover else ""
    if isinstance(image, str):
        return COVER, picture(face, settings)
    return f"cover.{SUFFIXES[image.media]}", image.data


def _particulars(issue: Issue, title: str, way: str, books: Sequence[_Book]) -> Particulars:
    journal, day = issue.journal, issue.date
    people: dict[str, Creator] = {}
    for article in issue.articles:
        people |= {one.name: Creator(one.name) for one in article.record.front.authors}
    bodies = [
        etree.fromstring(book.files[name]) for book in books for name in book.order
    ]  # fmt: skip
    notes = any("notes.xhtml" in book.files for book in books)
    moment = datetime(day.year, day.month or 1, day.day or 1, tzinfo=UTC) if day else None
    return Particulars(
        title=title,
        lang=issue.lang,
        way=way,
        modified=moment or datetime(1980, 1, 1, tzinfo=UTC),
        doi=issue.doi,
        date=day.iso if day else "",
        publisher=journal.publisher or "",
        creators=tuple(people.values()),
        collection=journal.title or "",
        issn=next((number for _, number in journal.issns), ""),
        position=position(journal),
        prism=tuple(
            (name, value)
            for name, value in (("volume", journal.volume), ("number", journal.issue))
            if value
        ),
        accessibility=accessibility.statements(bodies, notes),
    )
