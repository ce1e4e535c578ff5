"""Cited works as machines are told of them: a CSL-JSON item -> a Reference of plain values.

CSL-JSON 1.0.2 (https://docs.citationstyles.org/en/stable/specification.html) marks words of a
text with HTML tags and writes dates and names in several forms; here each value has one form.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from reportgen.bibliography import html_marks, languages, persons
from reportgen.metadata.reference_dates import ReferenceDate, read_date

_OTHERS = "others"
"""The name that stands for further authors who are not named."""
_RANGE = re.compile(r"\s*(?:-{1,3}|[‐-―−])\s*")
_DOI = re.compile(r"^(?:(?:https?://)?(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
_WEB = re.compile(r"https?://\S+", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Person:
    """Who made a work; texts are plain, "" where unknown.

    `literal` is a name that is not parted, that of an `institution` or of a person. A person whose
    name is known as a whole alone has it as `family`, as for names in Hangul.
    """

    given: str = ""
    family: str = ""
    particle: str = ""
    suffix: str = ""
    literal: str = ""
    institution: bool = False

    @property
    def name(self) -> str:
        """The name in the order of speech: `Ludwig van Beethoven`, `The White House`."""
        if self.literal:
            return self.literal
        return " ".join(filter(None, (self.given, self.particle, self.family, self.suffix)))

    @property
    def sorted_name(self) -> str:
        """The name with the family first: `van Beethoven, Ludwig`, `King, Martin Luther, Jr.`"""
        if self.literal:
            return self.literal
        family = " ".join(filter(None, (self.particle, self.family)))
        return ", ".join(filter(None, (family, self.given, self.suffix)))


@dataclass(frozen=True)
class Reference:
    """A cited work; texts are plain, "" where unknown.

    `type` is CSL's. `others` says that there are authors who are not named. `container` is the
    journal, book or web site that it stands in, `genre` what it is in words, `number` that of a
    report or a law. `first_page` and `last_page` are the ends of `pages`. `date` is ISO 8601, as
    exact as it is known; of a range it is the beginning and `end_date` the end, and `circa` says
    that it is not certain. `accessed` is ISO 8601 too. `doi` is without an address before it,
    `archive_url` where the web page is kept. `lang` is a BCP 47 tag, that of the document where
    the work's own is not known. `item` is the CSL-JSON item.
    """

    key: str
    type: str = ""
    title: str = ""
    authors: tuple[Person, ...] = ()
    editors: tuple[Person, ...] = ()
    translators: tuple[Person, ...] = ()
    others: bool = False
    container: str = ""
    series: str = ""
    publisher: str = ""
    place: str = ""
    volume: str = ""
    issue: str = ""
    first_page: str = ""
    last_page: str = ""
    pages: str = ""
    edition: str = ""
    number: str = ""
    genre: str = ""
    year: str = ""
    date: str = ""
    end_date: str = ""
    circa: bool = False
    doi: str = ""
    isbn: str = ""
    issn: str = ""
    url: str = ""
    archive_url: str = ""
    accessed: str = ""
    lang: str = ""
    pmid: str = ""
    item: Mapping[str, Any] = field(default_factory=dict, hash=False)


def references(items: Iterable[Mapping[str, Any]], lang: str) -> tuple[Reference, ...]:
    """The references of CSL-JSON items, in their order; `lang` is the document's language."""
    return tuple(_reference(item, lang) for item in items)


def plain(value: object) -> str:
    """A text of CSL-JSON without its tags, on one line; "" for what is no text.

    A tag counts where its end stands in the text too; one alone is text.
    """
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    text = str(value)
    if "<" in text:
        marks = html_marks.markup(text)
        kept: list[str] = []
        at = 0
        for start in sorted(marks):
            kept.append(text[at:start])
            at = marks[start][0]
        text = "".join(kept) + text[at:]
    return " ".join(_CONTROL.sub("", text).split())


def _reference(item: Mapping[str, Any], lang: str) -> Reference:
    def text(*names: str) -> str:
        return next((found for name in names if (found := plain(item.get(name)))), "")

    issued, accessed = read_date(item.get("issued")), read_date(item.get("accessed"))
    authors, others = _people(item.get("author"))
    pages = text("page")
    first, last = _ends(pages) if pages else (text("page-first"), "")
    title = text("title")
    own = text("language")
    return Reference(
        key=plain(item.get("id")),
        type=text("type"),
        title=title,
        authors=authors,
        editors=_people(item.get("editor"))[0],
        translators=_people(item.get("translator"))[0],
        others=others,
        container=text("container-title"),
        series=text("collection-title"),
        publisher=text("publisher"),
        place=text("publisher-place"),
        volume=text("volume"),
        issue=text("issue"),
        first_page=first,
        last_page=last,
        pages=pages,
        edition=text("edition"),
        number=text("number", "collection-number"),
        genre=text("genre"),
        **_when(issued),
        doi=_DOI.sub("", text("DOI")),
        isbn=_first_number(text("ISBN")),
        issn=_first_number(text("ISSN")),
        url=text("URL"),
        archive_url=_archived(text("archive_location")),
        accessed=accessed.start,
        lang=languages.tag(own) or own or languages.guess(title) or lang,
        pmid=text("PMID"),
        item=item,
    )


def _when(date: ReferenceDate) -> dict[str, Any]:
    return {
        "year": date.year,
        "date": date.start,
        "end_date": date.end,
        "circa": date.circa,
    }


def _people(value: object) -> tuple[tuple[Person, ...], bool]:
    """The persons and institutions of a list of names, and whether there are others besides."""
    names = value if isinstance(value, list | tuple) else []
    found = [person for name in names if (person := _person(name))]
    named = tuple(person for person in found if person.literal != _OTHERS)
    return named, len(named) < len(found)


def _person(name: object) -> Person | None:
    if isinstance(name, str):
        name = {"literal": name}
    if not isinstance(name, Mapping):
        return None
    literal = plain(name.get("literal"))
    given, family = plain(name.get("given")), plain(name.get("family"))
    if literal and not family:
        first = persons.family_first(literal)
        if first is not None:
            return Person(given=first[1], family=first[0], literal=literal)
        return Person(literal=literal, institution=True)
    particles = (name.get("dropping-particle"), name.get("non-dropping-particle"))
    suffix = plain(name.get("suffix"))
    if not family:
        return Person(family=given, suffix=suffix) if given else None
    return Person(given, family, " ".join(filter(None, map(plain, particles))), suffix)


def _ends(pages: str) -> tuple[str, str]:
    """The first and the last of pages: `33-8` ends on 38; of single pages the last is unknown."""
    parts = [part.strip() for part in re.split(r"[,;&]", pages) if part.strip()]
    if not parts:
        return "", ""
    first, *rest = _RANGE.split(parts[0], maxsplit=1)
    last = _RANGE.split(parts[-1], maxsplit=1)[-1] if len(parts) > 1 or rest else ""
    if first.isdecimal() and last.isdecimal() and len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return first, last


def _first_number(text: str) -> str:
    """The first of several ISBNs or ISSNs."""
    first = re.split(r"[,;]", text)[0].strip()
    word = first.partition(" ")[0]
    return word if len(re.sub(r"[^0-9Xx]", "", word)) in (8, 10, 13) else first


def _archived(located: str) -> str:
    """Where a web page is kept, which stands in the field for a place in an archive."""
    found = _WEB.fullmatch(located)
    return found[0] if found else ""
