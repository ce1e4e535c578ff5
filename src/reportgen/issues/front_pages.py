"""The pages of an issue itself, set by its theme: its cover and its contents.

Their links lead to `part:` and the name of an article, which binding makes links within the file.
"""

from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import datetime
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Any

from reportgen import fonts, languages, themes, weasy
from reportgen.diagnostics import Bag
from reportgen.diagnostics.source import Span
from reportgen.editions._first_page import address
from reportgen.editions._title_page import joined
from reportgen.fonts import scripts
from reportgen.limits import LIMITS, Limits
from reportgen.metadata.issue import Article, Issue
from reportgen.parse.front_matter import Front
from reportgen.sanitize import image
from reportgen.themes import page_settings, template
from reportgen.themes.context import SafeHtml
from reportgen.themes.mirror import directed
from reportgen.themes.roman import roman

TEMPLATE = "issue.print.html.j2"
SHEETS = ("print.css", "issue.print.css")
DETAILS = ("all", "titles", "none")
"""How much of the articles a cover names, the most that fits on one page: authors too, titles."""


@dataclass(frozen=True)
class Look:
    """What the pages look like: the project's folder, and front matter with theme and paper.

    `moment` is the date of the files, `cover` where the issue names its picture.
    """

    root: Path
    front: Front
    moment: datetime
    limits: Limits = LIMITS
    cover: Span | None = None


@dataclass(frozen=True)
class Entry:
    """An entry of the contents: the page is as it is printed, empty where pages have no numbers.

    `address` is where its link leads: `part:` and the name of the part.
    """

    title: str
    address: str
    page: str = ""
    section: str = ""
    subtitle: str = ""
    authors: str = ""
    lang: str = ""
    retracted: str = ""

    @property
    def direction(self) -> str:
        return languages.direction(self.lang)


def entry(article: Article) -> Entry:
    """The entry of an article."""
    front, lang = article.record.front, article.record.lang
    words = languages.language(lang).words
    return Entry(
        title=front.title,
        address=f"part:{article.slug}",
        page=str(article.first or ""),
        section=article.section,
        subtitle=front.subtitle or "",
        authors=joined([author.name for author in front.authors], lang),
        lang=lang,
        retracted=words["retracted"] if front.retraction else "",
    )


def cover_pdf(issue: Issue, look: Look, bag: Bag) -> bytes | None:
    """The cover: the issue's picture, or what it holds in words. It is page i.

    None, with a diagnostic, where the picture or the template does not work.
    """
    picture = ""
    if issue.cover:
        found = image.read("cover", issue.cover, look.limits)
        if isinstance(found, str):
            bag.error(
                "image-unreadable", f"the picture of the cover {found}", look.cover, "replace it"
            )
            return None
        said = escape(issue.cover_alt or named(issue))
        source = f"data:{found.media};base64,{b64encode(found.data).decode()}"
        picture = f'<img src="{source}" alt="{said}">'
    page = {"kind": "picture" if picture else "cover", "cover": SafeHtml(picture)}
    entries = [entry(article) for article in issue.articles]
    page |= {"title": named(issue)}
    choices = [_values(issue, entries) | page | {"detail": detail} for detail in DETAILS]
    return _pdf(issue, look, bag, choices, 1)


def contents_pdf(
    issue: Issue, look: Look, bag: Bag, entries: Sequence[Entry] = (), first: int = 3
) -> bytes | None:
    """The pages of the contents, numbered in Roman numerals from `first`.

    `entries` are what it lists, the issue's articles where there are none given. None, with a
    diagnostic, where the template does not work.
    """
    listed = entries or [entry(article) for article in issue.articles]
    page = {"kind": "listing", "cover": SafeHtml(""), "detail": DETAILS[0]}
    return _pdf(issue, look, bag, [_values(issue, listed) | page], first)


def issue_record(issue: Issue, moment: datetime) -> weasy.Record:
    """What the file of a whole issue says of itself."""
    journal = issue.journal
    (issn, *_) = [number for _, number in journal.issns] or [""]
    publication = {
        "publicationName": journal.title,
        "issn": issn,
        "volume": journal.volume,
        "number": journal.issue,
        "issueName": issue.title,
        "publicationDate": issue.date.iso if issue.date else "",
    }
    return weasy.Record(
        title=f"{named(issue)}: {issue.title}" if issue.title else named(issue),
        authors=tuple(editor.name for editor in journal.editors),
        lang=issue.lang,
        publisher=journal.publisher or "",
        doi=issue.doi,
        date=moment,
        publication=tuple((name, value) for name, value in publication.items() if value),
    )


def _pdf(
    issue: Issue, look: Look, bag: Bag, choices: Sequence[Mapping[str, Any]], first: int
) -> bytes | None:
    """Pages of the template, filled in with the first of the choices that come to one page, or
    with the last; None with a diagnostic."""
    journal = look.front.journal.model_copy(update={"first_page": roman(first)})
    front = look.front.model_copy(update={"journal": journal, "lang": issue.lang})
    theme = front.theme
    sheets = "\n".join(themes.text(look.root, theme, name) for name in SHEETS)
    for values in choices:
        html = template.page(look.root, theme, TEMPLATE, values, bag, None, look.limits)
        if html is None:
            return None
        css = directed(f"{sheets}\n{page_settings.css(front)}", html, values["direction"])
        needed = scripts.used(html, issue.lang)
        css = scripts.stacks(css, needed, issue.lang)
        faces = fonts.css(face for script in needed for face in scripts.faces(script))
        with closing(weasy.read(html, css, faces)) as draft:
            document = draft.layout()
            if len(document.pages) == 1 or values is choices[-1]:
                record = weasy.Record(
                    title=values["title"],
                    lang=issue.lang,
                    date=look.moment,
                    first=first,
                    roman=True,
                )
                return weasy.pdf(document, record, (), front.pdf_standard)
    return None


def _values(issue: Issue, entries: Sequence[Entry]) -> dict[str, Any]:
    words = languages.language(issue.lang).words
    journal = issue.journal
    imprint = [journal.publisher or "", *_numbers(journal.issns)]
    return {
        "lang": issue.lang,
        "direction": languages.direction(issue.lang),
        "words": words,
        "title": words["contents"],
        "issue": {
            "journal": journal.title or "",
            "title": issue.title,
            "line": _line(issue, words),
            "imprint": " · ".join(part for part in imprint if part),
            "address": address(issue.doi, issue.url),
        },
        "sections": _sections(entries),
        "entries": len(entries),
        "others": [{"name": one.title, "address": one.address} for one in entries],
    }


def _sections(entries: Iterable[Entry]) -> list[dict[str, Any]]:
    """The entries below their headings."""
    return [
        {
            "title": section,
            "entries": [asdict(one) | {"direction": one.direction} for one in group],
        }
        for section, group in groupby(entries, key=lambda one: one.section)
    ]


def _numbers(issns: Sequence[tuple[str, str]]) -> list[str]:
    """`ISSN 1234-5678 (print)`; what it is for is an English word, and left out."""
    return [f"ISSN {number}" for _, number in issns]


def _line(issue: Issue, words: Mapping[str, str]) -> str:
    """`Volume 1, Issue 2 · November 24, 2026`"""
    number = words["comma"].join(_numbered(issue, words))
    date = issue.date.say(issue.lang) if issue.date else ""
    return " · ".join(part for part in (number, date) if part)


def _numbered(issue: Issue, words: Mapping[str, str]) -> list[str]:
    journal = issue.journal
    named = (("volume", journal.volume), ("issue", journal.issue))
    return [words[name].format(value) for name, value in named if value]


def named(issue: Issue) -> str:
    """`The Journal, Volume 1, Issue 2`"""
    words = languages.language(issue.lang).words
    return words["comma"].join([issue.journal.title or "", *_numbered(issue, words)])
