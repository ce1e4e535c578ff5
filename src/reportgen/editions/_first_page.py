"""What the first page of an edition says beside its text: one model for screen, print and Word.

Texts are plain, and empty where nothing is known.
"""

from dataclasses import dataclass

from reportgen import languages
from reportgen.editions import Edition
from reportgen.parse.front_matter import Affiliation, Author, Front
from reportgen.parse.front_matter.dates import Date

HEAD = 60
"""How long a title may be in a running head, in characters."""
MANY = 4
"""How many authors a running head does not name one by one."""


@dataclass(frozen=True)
class Person:
    """An author; `orcid` is the identifier alone, without its address."""

    name: str
    native: str
    affiliations: tuple[str, ...]
    email: str
    orcid: str
    corresponding: bool


@dataclass(frozen=True)
class Issue:
    """Where in a journal an article stands: `Volume 1`, `Issue 2`, `June 1, 2026`, `33–58`.

    `open_pages` says that the first page is known and the last is not: where pages are counted,
    the range can be told.
    """

    volume: str
    issue: str
    date: str
    pages: str
    open_pages: bool
    comma: str = ", "

    @property
    def number(self) -> str:
        """`Volume 1, Issue 2`"""
        return self.comma.join(part for part in (self.volume, self.issue) if part)

    @property
    def line(self) -> str:
        """`Volume 1, Issue 2 · June 1, 2026 · 33–58`; pages where both ends are known."""
        pages = "" if self.open_pages else self.pages
        return " · ".join(part for part in (self.number, self.date, pages) if part)


@dataclass(frozen=True)
class Rights:
    """The article's address, its journal's number and publisher, what may be done with the text.

    `license` is the words to show, its address where there are none.
    """

    address: str
    issn: str
    publisher: str
    copyright: str
    license: str
    license_address: str


@dataclass(frozen=True)
class Restated:
    """The work that an article restates; `published` is where it stands, `address` its own."""

    sentence: str
    published: str
    note: str
    address: str

    @property
    def text(self) -> str:
        """The sentence and the note."""
        return f"{self.sentence} {self.note}" if self.note else self.sentence


@dataclass(frozen=True)
class FirstPage:
    """What an edition's first page says.

    `title`, `subtitle` and `date` are the edition's own where it has its own, `article` is the
    article's title. `contact_address` is empty where the contact is no address for mail.
    `contributions` are lines: what each author did, and who contributed equally.
    """

    title: str
    subtitle: str
    article: str
    short_title: str
    journal: str
    series: str
    authors: tuple[Person, ...]
    byline: tuple[str, ...]
    contributions: tuple[str, ...]
    date: str
    issue: Issue
    rights: Rights
    restates: Restated | None
    contact: str
    contact_address: str
    elsewhere: str

    def running_values(self) -> dict[str, str]:
        """What a running head may name, by its name in `reference.yaml`."""
        return {
            "title": self.article,
            "short-title": self.short_title,
            "authors": ", ".join(self.byline),
            "journal": self.journal,
            "issue": self.issue.line,
            "date": self.date,
            "doi": self.rights.address,
        }


def _shortened(title: str) -> str:
    """A title that fits a running head: whole, what stands before its colon, or its first words."""
    if len(title) <= HEAD:
        return title
    main = title.partition(": ")[0]
    if len(main) <= HEAD:
        return main
    return title[: HEAD + 1].rsplit(" ", 1)[0].rstrip(" ,;:–—-")[:HEAD] + "…"


def first_page(edition: Edition) -> FirstPage:
    """The first page of an edition."""
    front, words = edition.report.front, edition.report.words
    brief = front.brief
    whole = edition.whole
    lang = front.lang or "en-US"
    subtitle = front.subtitle if whole else brief and brief.subtitle
    series = (brief and brief.series) or words["brief"]
    number = f" {brief.number}" if brief and brief.number else ""
    contact = ((brief and brief.contact) or "").strip()
    mail = "@" in contact and " " not in contact
    return FirstPage(
        title=(not whole and brief and brief.title) or front.title,
        subtitle=subtitle or "",
        article=front.title,
        short_title=front.short_title or _shortened(front.title),
        journal=front.journal.title or "",
        series=series + number,
        authors=tuple(_person(author, lang, words["comma"]) for author in front.authors),
        byline=_byline([author.name for author in front.authors], words["et-al"]),
        contributions=_contributions(front, words["equal-contribution"]),
        date=_said((not whole and brief and brief.date) or front.date, lang),
        issue=_issue(edition, lang),
        rights=_rights(front),
        restates=_restated(edition, lang),
        contact=contact,
        contact_address=f"mailto:{contact}" if mail else "",
        elsewhere=edition.elsewhere,
    )


def address(doi: str | None, url: str | None = None) -> str:
    """The address of a work: that of its DOI, where it has one."""
    return f"https://doi.org/{doi}" if doi else url or ""


def _person(author: Author, lang: str, comma: str) -> Person:
    return Person(
        name=author.name,
        native=author.name_native or "",
        affiliations=tuple(_place(place, lang, comma) for place in author.affiliations),
        email=author.email or "",
        orcid=(author.orcid or "").rpartition("/")[2],
        corresponding=author.corresponding,
    )


def _place(place: Affiliation, lang: str, comma: str) -> str:
    """An affiliation on one line, its country by name."""
    country = languages.country(place.country, lang) if place.country else None
    parts = (place.department, place.name, place.city, place.region, country)
    return comma.join(part for part in parts if part)


def _contributions(front: Front, equal: str) -> tuple[str, ...]:
    """`Jane Doe: conceptualization, writing`, and `Equal contribution: Jane Doe, John Roe`."""
    lines = [
        f"{author.name}: {', '.join(author.roles)}" for author in front.authors if author.roles
    ]
    equals = [author.name for author in front.authors if author.equal_contributor]
    return (*lines, *([f"{equal}: {', '.join(equals)}"] if equals else []))


def _byline(names: list[str], others: str) -> tuple[str, ...]:
    """The authors as a running head names them."""
    return tuple(names) if len(names) < MANY else (others.format(names[0]),)


def _issue(edition: Edition, lang: str) -> Issue:
    front, words = edition.report.front, edition.report.words
    journal = front.journal
    return Issue(
        volume=words["volume"].format(journal.volume) if journal.volume else "",
        issue=words["issue"].format(journal.issue) if journal.issue else "",
        date=_said(front.date, lang),
        pages=journal.pages,
        open_pages=bool(journal.first_page and not journal.last_page),
        comma=words["comma"],
    )


def _rights(front: Front) -> Rights:
    terms = front.license
    url = (terms.url if terms else None) or ""
    return Rights(
        address=address(front.doi, front.url),
        issn=front.journal.issn or "",
        publisher=front.journal.publisher or "",
        copyright=front.copyright.text if front.copyright else "",
        license=(terms.text if terms else None) or url,
        license_address=url,
    )


def _restated(edition: Edition, lang: str) -> Restated | None:
    work = edition.report.front.restates
    if work is None:
        return None
    authors = languages.language(lang).listed(work.author)
    sentence = edition.report.words["restates"].format(author=authors, title=work.title)
    published = ", ".join(p for p in (work.container, work.publisher, work.year) if p)
    return Restated(sentence, published, work.note or "", address(work.doi, work.url))


def _said(day: Date | None, lang: str) -> str:
    return day.say(lang) if day else ""
