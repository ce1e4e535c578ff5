"""An edition -> an EPUB 3.3 publication."""

from collections.abc import Mapping

from reportgen import metadata
from reportgen.diagnostics import Bag
from reportgen.editions import Edition
from reportgen.editions._first_page import first_page
from reportgen.epub import accessibility, container, navigation, styles
from reportgen.epub.cover import Cover, picture
from reportgen.epub.elements import MATHML, TYPE, Element, h, page
from reportgen.epub.package_document import Creator, Item, Particulars, document
from reportgen.epub.pages import Page, written
from reportgen.languages import direction
from reportgen.metadata import Record
from reportgen.parse.front_matter import Author, Journal

COVER = "cover.png"


def publication(edition: Edition, bag: Bag) -> bytes | None:
    """The file; None, with a diagnostic, where a template of the theme is at fault.

    The same edition gives the same bytes: the moment in it is that of the document.
    """
    found = written(edition, bag)
    if found is None:
        return None
    record, words = metadata.record_of(edition), edition.report.words
    way = direction(record.lang)
    face = _cover(edition, record, way)
    files: dict[str, bytes] = {
        "style.css": styles.style_sheet(edition, found.text, found.resources),
        COVER: picture(face, styles.cover_settings(edition)),
        "cover.xhtml": page(record.title, record.lang, way, cover_page(face.alternative)),
        "nav.xhtml": navigation.document(
            record.title, record.lang, way, words["contents"], navigation.entries(found.pages),
            navigation.landmarks(found.pages, words["contents"], edition.title),
        ),
    }  # fmt: skip
    for one in found.pages:
        body = h("body", one.section)
        body.set(TYPE, one.matter)
        files[one.file] = page(_title(one, record), record.lang, way, body)
    files |= found.resources.files
    sections = [one.section for one in found.pages]
    about = particulars(edition, record, accessibility.statements(sections, bool(edition.notes)))
    order = ["cover.xhtml", *(one.file for one in found.pages)]
    order.insert(2, "nav.xhtml")
    items = [Item(name, _properties(name, found.pages)) for name in sorted(files)]
    files["package.opf"] = document(about, items, order)
    return container.pack(files)


def cover_page(alternative: str, name: str = COVER) -> Element:
    """The body of the page that shows the cover, the picture of that name."""
    image = h("img", src=name, alt=alternative, role="doc-cover", class_="cover")
    body: Element = h("body", h("section", image, aria_label=alternative))
    body[0].set(TYPE, "cover")
    return body


def particulars(
    edition: Edition, record: Record, said: tuple[accessibility.Statement, ...]
) -> Particulars:
    """What the package document says of an edition."""
    front, journal = record.front, record.front.journal
    terms = front.license
    subtitle = (front.subtitle or "") if record.whole else ""
    main = record.title.removesuffix(f": {subtitle}") if subtitle else record.title
    return Particulars(
        title=main,
        lang=record.lang,
        way=direction(record.lang),
        modified=edition.report.moment,
        subtitle=subtitle,
        doi=front.doi or "",
        date=record.date,
        publisher=journal.publisher or "",
        rights=metadata.rights(front),
        license=(terms.url or "") if terms else "",
        description=record.summary,
        creators=tuple(_creator(author) for author in front.authors),
        subjects=tuple(front.keywords),
        collection=journal.title or "",
        issn=next((issn for _, issn in journal.issns), ""),
        position=position(journal),
        prism=tuple(_prism(record).items()),
        accessibility=said,
    )


def position(journal: Journal) -> str:
    """A volume and an issue as a place in a series, `12.2`; "" where they are not numbers."""
    parts = [part for part in (journal.volume, journal.issue) if part]
    return ".".join(parts) if all(part.isdecimal() for part in parts) else ""


def _prism(record: Record) -> Mapping[str, str]:
    journal, (first, last) = record.front.journal, record.pages
    known = {
        "volume": journal.volume,
        "number": journal.issue,
        "startingPage": first,
        "endingPage": last,
    }
    return {name: value for name, value in known.items() if value}


def _creator(author: Author) -> Creator:
    last = author.family or ""
    sorted_name = f"{last}, {author.given}" if last and author.given else ""
    native = author.name_native or ""
    hangul = any("\uac00" <= letter <= "\ud7a3" for letter in native)
    return Creator(author.name, sorted_name, native, "ko" if hangul else "")


def _cover(edition: Edition, record: Record, way: str) -> Cover:
    first = first_page(edition)
    head = first.issue
    number = " · ".join(part for part in (head.number, head.date) if part)
    return Cover(
        title=edition.title if not first.retracted else record.title,
        lang=record.lang,
        way=way,
        head=first.journal,
        number=number,
        subtitle=first.subtitle,
        foot=", ".join(first.byline),
    )


def _title(page: Page, record: Record) -> str:
    heads = page.headings
    return heads[0].title if heads else record.title


def _properties(name: str, pages: tuple[Page, ...]) -> str:
    """The properties of a file in the manifest (EPUB 3.3, appendix D.5)."""
    if name == "nav.xhtml":
        return "nav"
    if name == COVER:
        return "cover-image"
    section = next((one.section for one in pages if one.file == name), None)
    if section is None:
        return ""
    return "mathml" if next(section.iter(f"{{{MATHML}}}math"), None) is not None else ""
