"""Issues and articles as Open Journal Systems imports them: its native XML, by version.

The form changes with each release, and a file for one is invalid for another. Versions are those
of `plugins/importexport/native` in OJS 3.4, 3.5 and what is to be 3.6.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType

from lxml import etree

from reportgen.deposits import needs, ojs_files
from reportgen.deposits.ojs_authors import authors
from reportgen.deposits.xml_text import child, document, line, optional
from reportgen.metadata import Record
from reportgen.metadata.issue import Article, Issue

_SPACE = "http://pkp.sfu.ca"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
PUBLISHED = "3"
"""The status of an article that is out (PKP\\submission\\PKPSubmission)."""


@dataclass(frozen=True)
class Version:
    """A version of OJS.

    `parted` says that affiliations and keywords have elements of their own inside, `contributors`
    that an author is of a type and has roles; before, an author was of a group of users.
    """

    number: str
    parted: bool = True
    contributors: bool = False


VERSIONS = MappingProxyType(
    {
        one.number: one
        for one in (Version("3.4", parted=False), Version("3.5"), Version("3.6", contributors=True))
    }
)


RELEASED = "3.5"
"""The newest version that is out."""


def issue(made: Issue, version: Version) -> bytes:
    """The native XML of an issue with all its articles and their files."""
    root = etree.Element(f"{{{_SPACE}}}issue", nsmap={None: _SPACE, "xsi": _XSI})  # type: ignore[dict-item]
    root.set(f"{{{_XSI}}}schemaLocation", f"{_SPACE} native.xsd")
    root.attrib.update({"published": "1", "current": "0", "access_status": "1"})
    if made.doi:
        child(root, "id", made.doi.lower(), type="doi", advice="update")
    _identification(root, made)
    if made.date and made.date.day:
        child(root, "date_published", made.date.iso)
    locale = _locale(made.lang)
    titles = list(dict.fromkeys(article.section or "Articles" for article in made.articles))
    listed = child(root, "sections")
    for number, title in enumerate(titles, 1):
        section = child(listed, "section", ref=_reference(number), seq=str(number))
        child(section, "abbrev", _reference(number), locale=locale)
        child(section, "title", title, locale=locale)
    into = child(root, "articles")
    first = 1
    for number, article in enumerate(made.articles, 1):
        under = _reference(titles.index(article.section or "Articles") + 1)
        first = _article(into, article, version, number, under, first)
    return document(root)


def _identification(root: etree._Element, made: Issue) -> None:
    """Volume, number, year and title; a volume that is no number stands in the title."""
    journal = made.journal
    into = child(root, "issue_identification")
    volume = journal.volume or ""
    numeric = volume.isascii() and volume.isdigit() and len(volume) < 10
    if numeric:
        child(into, "volume", volume)
    optional(into, "number", journal.issue)
    years = [made.date.iso] if made.date else []
    years += [needs.published(article.record.front) for article in made.articles]
    if year := next((day[:4] for day in years if day), ""):
        child(into, "year", year)
    said = ", ".join(part for part in ("" if numeric else volume, made.title) if part)
    optional(into, "title", said, locale=_locale(made.lang))


def _article(
    parent: etree._Element,
    article: Article,
    version: Version,
    number: int,
    section: str,
    first: int,
) -> int:
    """Put an article into an issue; `first` is the number of its first file, that of the next's
    comes back."""
    record, front = article.record, article.record.front
    locale, day = _locale(record.lang), needs.published(front)
    made = child(
        parent, "article", locale=locale, status=PUBLISHED, stage="production",
        current_publication_id=str(number),
    )  # fmt: skip
    if front.received and front.received.day:
        made.set("date_submitted", front.received.iso)
    child(made, "id", str(number), type="internal", advice="ignore")
    galleys = ojs_files.submission_files(made, article, locale, first)
    into = child(
        made, "publication", status=PUBLISHED, seq=str(number), access_status="0",
        section_ref=section, date_published=day if day.count("-") == 2 else "",
    )  # fmt: skip
    if version.contributors:
        into.attrib.update(
            {"id": str(number), "version_stage": "VoR", "version_major": "1", "version_minor": "0"}
        )
    else:
        into.set("version", "1")
    child(into, "id", str(number), type="internal", advice="ignore")
    if front.doi:
        child(into, "id", front.doi.lower(), type="doi", advice="update")
    _texts(into, record, locale)
    _rights(into, record, locale)
    _keywords(into, record, version)
    primary = authors(into, front, locale, version.parted, version.contributors, number)
    if primary:
        into.set("primary_contact_id", str(primary))
    ojs_files.galleys(into, galleys, locale)
    if record.references:
        cited = child(into, "citations")
        for work in record.references:
            names = ", ".join(person.name for person in work.authors)
            parts = (names, work.title, work.container, work.date, work.doi or work.url)
            optional(cited, "citation", ". ".join(line(part) for part in parts if part))
    pages = "–".join(page for page in record.pages if page) or front.journal.article_number
    optional(into, "pages", pages)
    return first + len(galleys)


def _texts(into: etree._Element, record: Record, locale: str) -> None:
    """Title and abstract in every language; the abstract is HTML, as OJS keeps it."""
    spoken = [(locale, record.title, record.abstract)]
    for tag, words in record.front.translations.items():
        spoken.append((_locale(tag), words.title or "", words.abstract or ""))
    for tag, title, _ in spoken:
        optional(into, "title", title, locale=tag)
    for tag, _, abstract in spoken:
        if abstract:
            paragraph = etree.Element("p")
            paragraph.text = line(abstract)
            child(into, "abstract", etree.tostring(paragraph, encoding="unicode"), locale=tag)


def _rights(into: etree._Element, record: Record, locale: str) -> None:
    terms, held = record.front.license, record.front.copyright
    optional(into, "licenseUrl", terms.url if terms else "")
    optional(into, "copyrightHolder", held.holder if held else "", locale=locale)
    year = (held.year if held else "") or ""
    if year.isascii() and year.isdigit():
        child(into, "copyrightYear", year)


def _keywords(into: etree._Element, record: Record, version: Version) -> None:
    listed: list[tuple[str, Sequence[str]]] = [(record.lang, record.front.keywords)]
    listed += [(tag, words.keywords) for tag, words in record.front.translations.items()]
    for tag, words in listed:
        if words:
            made = child(into, "keywords", locale=_locale(tag))
            for word in words:
                if version.parted:
                    child(child(made, "keyword"), "name", word)
                else:
                    child(made, "keyword", word)


def _reference(number: int) -> str:
    """What a section is called in the file."""
    return f"SEC{number}"


def _locale(tag: str) -> str:
    """A language as OJS names it since 3.4: by its code alone where no script is meant."""
    code, *rest = tag.split("-")
    script = next((part for part in rest if len(part) == 4), "")
    return f"{code}_{script}" if script else code
