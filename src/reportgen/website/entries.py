"""What lists say of an article: its title, its authors, where it stands, what it may be had as."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportgen import formats
from reportgen.editions._first_page import address
from reportgen.languages import direction
from reportgen.metadata import Record
from reportgen.parse.front_matter.dates import Date
from reportgen.website import addresses
from reportgen.website.notices import RETRACTION, Notice
from reportgen.website.plan import PAGE, PlacedArticle, PlacedIssue, Site

CITING = (".ris", ".bib", ".csl.json", ".cff")
"""How the names of files for reference managers end."""
CONTROLS = dict.fromkeys([*range(0x20), 0x7F, *range(0x80, 0xA0), 0xFFFE, 0xFFFF])
"""Characters that no page, and no XML, may hold (XML 1.0, 2.2), or that show nothing."""


@dataclass(frozen=True)
class Link:
    """A link within the site: its words, its path from the root, and its language if another."""

    text: str
    path: str
    note: str = ""


@dataclass(frozen=True)
class Entry:
    """An article in a list.

    `status` says that it was retracted, or when it was corrected; `state` is a name for that:
    `retracted`, `corrected` or "". `iso` is its day (ISO 8601), `changed` that of what was last
    told of it. `abstract` has its paragraphs in one line. `issue_name` and `issue_path` lead to
    its issue.
    """

    id: str
    path: str
    title: str
    subtitle: str
    authors: tuple[Link, ...]
    names: str
    kind: str
    pages: str
    date: str
    iso: str
    changed: str
    lang: str
    direction: str
    abstract: str
    subjects: tuple[Link, ...]
    section: str
    status: str
    state: str
    doi: str
    downloads: tuple[Link, ...]
    citing: tuple[Link, ...]
    brief: Link | None
    brief_title: str
    brief_summary: str
    issue_name: str
    issue_path: str


def entry(
    site: Site, issue: PlacedIssue, placed: PlacedArticle, told: Sequence[Notice] = ()
) -> Entry:
    """What lists of a site say of an article, of which other articles may have `told`."""
    record, front = placed.article.record, placed.article.record.front
    status, state, changed = _status(site, record, told)
    date = front.date or issue.issue.date
    brief = placed.article.brief
    shown = "brief.html" in placed.article.files
    return Entry(
        id=f"article-{addresses.name(placed.folder)}",
        path=placed.path,
        title=clean(front.title),
        subtitle=clean(front.subtitle or ""),
        authors=tuple(
            Link(clean(a.name), f"authors.html#{person(a.name)}", clean(a.name_native or ""))
            for a in front.authors
        ),
        names=site.spoken.listed([clean(author.name) for author in front.authors]),
        kind=clean(front.article_type or ""),
        pages=pages(placed),
        date=said(date, site.spoken.tag),
        iso=date.iso if date else "",
        changed=max(date.iso if date else "", changed),
        lang=record.lang,
        direction=direction(record.lang),
        abstract=clean(record.abstract or record.summary),
        subjects=tuple(
            Link(clean(word), f"subjects.html#{subject(word)}") for word in front.keywords
        ),
        section=clean(placed.article.section),
        status=status,
        state=state,
        doi=address(front.doi),
        downloads=tuple(files(placed)),
        citing=tuple(files(placed, citing=True)),
        brief=Link(site.words["brief"], placed.file("brief.html")) if shown else None,
        brief_title=clean(brief.title) if brief else "",
        brief_summary=clean(brief.summary) if brief else "",
        issue_name=clean(issue.name),
        issue_path=issue.path,
    )


def clean(text: str) -> str:
    """A text on one line, without characters that pages may not hold."""
    return re.sub(r"\s+", " ", text.replace("\t", " ").replace("\n", " ")).translate(CONTROLS)


def person(name: str) -> str:
    """The fragment of an author in the list of authors."""
    return f"author-{addresses.name(name)}"


def subject(word: str) -> str:
    """The fragment of a keyword in the list of subjects."""
    return f"subject-{addresses.name(word)}"


def said(date: Date | None, lang: str) -> str:
    """A date as a language writes it; "" where there is none."""
    return date.say(lang) if date else ""


def pages(placed: PlacedArticle) -> str:
    """The pages that an article fills, or the number that stands for them: `33–58`, `e12`."""
    article = placed.article
    ends = (str(article.first or ""), str(article.last or ""))
    first, last = ends if ends[0] else article.record.pages
    number = article.record.front.journal.article_number
    if not first:
        return clean(str(number or ""))
    return first if last in ("", first) else f"{first}–{last}"


def _status(site: Site, record: Record, told: Sequence[Notice]) -> tuple[str, str, str]:
    """What became of an article: in words, by a name, and when (ISO 8601)."""
    front, lang, words = record.front, site.spoken.tag, site.words
    ends = [notice.date for notice in told if notice.kind == RETRACTION]
    if front.retraction or ends:
        day = front.retraction.date if front.retraction else None
        day = day or next(filter(None, ends), None)
        said = words["retracted-on"].format(day.say(lang)) if day else words["retracted"]
        return said.rstrip(" :：.。"), "retracted", day.iso if day else ""
    days = [notice.date for notice in front.correction if notice.date]
    days += [notice.date for notice in told if notice.kind == "correction" and notice.date]
    if days:
        return words["corrected"].format(max(days).say(lang)), "corrected", max(days).iso
    return "", "", ""


def files(placed: PlacedArticle, citing: bool = False) -> Iterator[Link]:
    """The files of an article that readers may have: pages for a screen, for print, others."""
    for kind in sorted(formats.names(), key=_rank):
        spec = formats.spec(kind)
        name = f"article.{spec.suffix}"
        wanted = name.endswith(CITING) if citing else not spec.particulars
        if wanted and name in placed.article.files:
            path = placed.path if name == PAGE else placed.file(name)
            yield Link(formats.label(kind), path)


def shown(placed: PlacedArticle) -> Iterator[str]:
    """The names of an article's files that a site has: all but deposits, which are not for readers.

    They say who sends them, and to whom answers go.
    """
    specs = [formats.spec(kind) for kind in formats.names()]
    held = {f"article.{spec.suffix}" for spec in specs if spec.particulars}
    for name in placed.article.files:
        if name not in held or name.endswith(CITING):
            yield name


def _rank(kind: str) -> tuple[int, str]:
    """Where a format stands in a list: pages for a screen, then those for print, then others."""
    media = ("screen", "print")
    medium = formats.spec(kind).medium
    return (media.index(medium) if medium in media else len(media)), kind
