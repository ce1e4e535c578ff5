"""Issues -> where each issue, article and file of a site stands."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reportgen.languages import Language, language
from reportgen.metadata.issue import Article, Issue
from reportgen.parse.front_matter import Journal
from reportgen.website import addresses

PAGE = "article.html"
"""The name of an article's page among its outputs; in the site it is the page of its folder."""
VERSION = re.compile(r"v(\d[\w.-]*)/([^/]+)")
"""The name of a file of an earlier version, such as `v1/article.pdf`."""


@dataclass(frozen=True)
class PlacedArticle:
    """An article with its folder, and what it has to do with others.

    `earlier` are the numbers of earlier versions that are kept, the newest first.
    """

    article: Article
    folder: str
    earlier: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """Where its page stands."""
        return f"{self.folder}/index.html"

    def file(self, name: str) -> str:
        """Where one of its files stands."""
        return f"{self.folder}/{name}"


@dataclass(frozen=True)
class PlacedIssue:
    """An issue with its folder, its name (`Volume 12, Issue 2`) and its articles."""

    issue: Issue
    folder: str
    name: str
    articles: tuple[PlacedArticle, ...] = ()

    @property
    def path(self) -> str:
        """Where its page stands."""
        return f"{self.folder}/index.html"


@dataclass(frozen=True)
class Site:
    """A journal's site: `issues` the newest first; `base` is its address, "" where unknown."""

    journal: Journal
    base: str
    spoken: Language
    issues: tuple[PlacedIssue, ...] = ()

    @property
    def words(self) -> Mapping[str, str]:
        """What pages say by themselves."""
        return self.spoken.words

    @property
    def title(self) -> str:
        """The journal's title."""
        return self.journal.title or self.words["untitled"]

    def articles(self) -> Iterator[tuple[PlacedIssue, PlacedArticle]]:
        """Every article with its issue, the newest issue first."""
        for issue in self.issues:
            for article in issue.articles:
                yield issue, article


def planned(journal: Journal, issues: Sequence[Issue], base: str, lang: str) -> Site:
    """Where everything stands, the newest issue first.

    An article whose address (`url`) is one below the site's stands there; others stand in a folder
    of their issue's, below `issues/`.
    """
    base = addresses.base_address(base or journal.url or "")
    ordered = sorted(issues, key=_age, reverse=True)
    spoken = language(lang or (ordered[0].lang if ordered else "en-US"))
    taken = {"issues", "issues/index"}
    placed = []
    for issue in ordered:
        folder = _folder(issue.url, base, f"issues/{_number(issue)}", taken)
        articles = []
        for article in issue.articles:
            default = f"{folder}/{addresses.name(article.slug)}"
            own = _folder(article.record.front.url or "", base, default, taken)
            articles.append(PlacedArticle(article, own, _earlier(article)))
        placed.append(PlacedIssue(issue, folder, _name(issue, spoken), tuple(articles)))
    return Site(journal, base, spoken, tuple(placed))


def landing_page(issue: Issue, slug: str) -> str:
    """Where readers find an article that has no address of its own; "" where no base is known."""
    base = addresses.base_address(issue.journal.url or "")
    own = addresses.folder_of(issue.url, base) if issue.url else None
    folder = own or f"issues/{_number(issue)}"
    return addresses.absolute(base, f"{folder}/{addresses.name(slug)}/index.html")


def _folder(address: str, base: str, default: str, taken: set[str]) -> str:
    wanted = addresses.folder_of(address, base) if address else None
    folder = addresses.free(wanted or default, taken)
    taken.add(folder.casefold())
    return folder


def _age(issue: Issue) -> tuple[str, tuple[int, ...]]:
    numbers = re.findall(r"\d{1,9}", f"{issue.journal.volume or ''} {issue.journal.issue or ''}")
    return (issue.date.iso if issue.date else "", tuple(map(int, numbers)))


def _number(issue: Issue) -> str:
    """An issue's part of a path: `12-2`; its date or its title where it has no number."""
    journal = issue.journal
    parts = [part for part in (journal.volume, journal.issue) if part]
    date = issue.date.iso if issue.date else ""
    return addresses.name("-".join(parts) or date or issue.title or "1")


def _name(issue: Issue, spoken: Language) -> str:
    """What an issue is called."""
    words, journal = spoken.words, issue.journal
    volume = words["volume"].format(journal.volume) if journal.volume else ""
    number = words["issue"].format(journal.issue) if journal.issue else ""
    called = words["comma"].join(part for part in (volume, number) if part)
    return called or issue.title or (issue.date.say(spoken.tag) if issue.date else "")


def _earlier(article: Article) -> tuple[str, ...]:
    found = {m[1] for name in article.files if (m := VERSION.fullmatch(name))}
    return tuple(sorted(found, key=_ordered, reverse=True))


def _ordered(version: str) -> tuple[tuple[int, ...], str]:
    return tuple(map(int, re.findall(r"\d{1,9}", version))), version
