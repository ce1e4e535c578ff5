"""What the first page of an edition says beside its text: one model for screen, print and Word.

Texts are plain, and empty where nothing is known.
"""

from dataclasses import dataclass

from reportgen import languages
from reportgen.editions import Edition
from reportgen.editions._page_range import page_range, pages
from reportgen.editions._title_page import (
    NoticeLine,
    Person,
    days,
    joined,
    kind_word,
    notices,
    people,
    title_size,
)
from reportgen.parse.front_matter import Front
from reportgen.parse.front_matter.dates import Date

HEAD = 60
"""How long a title may be in a running head, in characters."""
MANY = 4
"""How many authors a running head does not name one by one."""


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
    `affiliations` are the places where authors work, each once, in the order of their marks;
    `contributions` are lines that say who contributed equally; `dates` say when the article was
    received, revised, accepted and published, where that is known; `names` are the authors as a
    running head names them, `kind` what the article is, `title_size` a class for long titles.
    """

    title: str
    subtitle: str
    article: str
    short_title: str
    journal: str
    series: str
    authors: tuple[Person, ...]
    affiliations: tuple[str, ...]
    byline: tuple[str, ...]
    names: str
    kind: str
    dates: tuple[str, ...]
    notices: tuple[NoticeLine, ...]
    retracted: bool
    title_size: str
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
            "authors": self.names,
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
    authors, affiliations = people(front, words, lang)
    byline = _byline([author.name for author in front.authors], words["et-al"])
    mail = "@" in contact and " " not in contact
    return FirstPage(
        title=(not whole and brief and brief.title) or front.title,
        subtitle=subtitle or "",
        article=front.title,
        short_title=front.short_title or _shortened(front.title),
        journal=front.journal.title or "",
        series=series + number,
        authors=authors,
        affiliations=affiliations,
        byline=byline,
        names=joined(byline, lang),
        kind=front.article_type or kind_word(front.type, words),
        dates=days(front, words, lang),
        notices=notices(front, words, lang, whole),
        retracted=front.retraction is not None,
        title_size=title_size(front.title),
        contributions=_equals(front, words["equal-contribution"]),
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


def _equals(front: Front, equal: str) -> tuple[str, ...]:
    """`Equal contribution: Jane Doe, John Roe`."""
    names = [author.name for author in front.authors if author.equal_contributor]
    return (f"{equal}: {', '.join(names)}",) if names else ()


def _byline(names: list[str], others: str) -> tuple[str, ...]:
    """The authors as a running head names them."""
    return tuple(names) if len(names) < MANY else (others.format(names[0]),)


def _issue(edition: Edition, lang: str) -> Issue:
    front, words = edition.report.front, edition.report.words
    journal = front.journal
    first, last = page_range(edition)
    return Issue(
        volume=words["volume"].format(journal.volume) if journal.volume else "",
        issue=words["issue"].format(journal.issue) if journal.issue else "",
        date=_said(front.date, lang),
        pages=pages(edition),
        open_pages=bool(first and not last),
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
