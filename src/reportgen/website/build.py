"""The files of a site, all of them: pages, files of articles and issues, and what machines read."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from reportgen import themes
from reportgen.diagnostics import Bag
from reportgen.metadata.issue import Issue
from reportgen.parse.front_matter import Journal
from reportgen.themes.context import SafeHtml
from reportgen.website import (
    about,
    article_pages,
    crawlers,
    feeds,
    listings,
    oai,
    own_pages,
    placed_files,
    signposts,
    stylesheet,
)
from reportgen.website.entries import Link
from reportgen.website.fill import Filler
from reportgen.website.listings import Entries
from reportgen.website.notices import Notice, notices
from reportgen.website.plan import PlacedArticle, Site, planned

SHEET = "site.css"
DEFAULT_THEME = "journal"


def built(
    journal: Journal,
    issues: Sequence[Issue],
    base: str,
    root: Path | None,
    theme: str,
    lang: str,
    bag: Bag,
) -> Mapping[str, bytes]:
    """The files by their paths; none where a template is at fault."""
    site = planned(journal, issues, base, lang)
    told = notices(site)
    entries = listings.entries(site, told)
    fronts = [placed.article.record.front for _, placed in site.articles()]
    theme = theme or next((front.theme for front in fronts), DEFAULT_THEME)
    root = root or themes.own_folder().parent
    accent = next((front.style.accent for front in fronts if front.style.accent), "") or ""
    copied = placed_files.files(site)
    fill = Filler(
        site, root, theme, bag, about.journal(site), own_pages.menu(site, entries),
        _feeds(site, entries), frozenset(placed_files.reached(site, entries, copied)),
    )  # fmt: skip
    own = dict(own_pages.pages(site, fill, entries))
    articles = dict(_articles(site, fill, entries, told))
    missing = own_pages.missing(site, fill, stylesheet.plain(root, theme, accent, site.spoken.tag))
    moved = dict(placed_files.moved(site, {**copied, **own, **articles}))
    titles = {path: item.title for path, item in entries.items()}
    titles |= {issue.path: issue.name for issue in site.issues}
    stubs = {path: own_pages.moved(fill, path, to, titles[to]) for path, to in moved.items()}
    if bag.failed:
        return {}
    letters = [*own.values(), missing]
    sheet = stylesheet.sheet(root, theme, accent, letters, site.spoken.tag)
    texts = {**own, **articles, **stubs, SHEET: sheet, "404.html": missing}
    machine = _machine(site, entries, own, moved)
    return {**copied, **{path: text.encode() for path, text in texts.items()}, **dict(machine)}


def _feeds(site: Site, entries: Entries) -> tuple[Link, ...]:
    """The feeds that there are: none where the site has no address."""
    if not site.base or not feeds.newest(list(entries.values())):
        return ()
    return (
        Link("Atom", feeds.ATOM, "application/atom+xml"),
        Link("JSON Feed", feeds.JSON, "application/feed+json"),
    )


def _articles(
    site: Site, fill: Filler, entries: Entries, told: Mapping[str, Sequence[Notice]]
) -> Iterator[tuple[str, str]]:
    """The pages of every article: the built ones, and one that says what it is where none is."""
    words = "".join((*site.words.values(), site.title, *(issue.name for issue in site.issues)))
    css = stylesheet.bar(fill.root, fill.theme, words, site.spoken.tag)
    none = {
        "article": "", "previous": "", "next": "", "earlier_than": "", "version": "",
        "files": (), "citing": (), "versions": (),
    }  # fmt: skip
    for issue, placed in site.articles():
        linked = told.get(placed.path, ())

        def bar(path: str, values: Mapping[str, object]) -> str:
            return fill.filled("site.bar.html.j2", path, {**none, **values})

        pages = dict(article_pages.pages(site, issue, placed, linked, bar, css))
        yield from pages.items()
        if placed.path not in pages:
            values = none | article_pages.unbuilt(site, issue, placed, linked)
            around = SafeHtml(fill.filled("site.bar.html.j2", placed.path, values))
            yield placed.path, _landing(site, fill, placed, entries, around)


def _landing(
    site: Site, fill: Filler, placed: PlacedArticle, entries: Entries, bar: SafeHtml
) -> str:
    item, record = entries[placed.path], placed.article.record
    named = [(name, text) for name, text in record.named if name not in signposts.OWN]
    values = {
        "item": item,
        "bar": bar,
        "named": named,
        "signposts": SafeHtml(signposts.head(site, placed)),
        "canonical": "",
        "description": item.abstract,
    }
    return fill.page("site.article.html.j2", placed.path, feeds.named(item), **values)


def _machine(
    site: Site, entries: Entries, own: Mapping[str, str], moved: Mapping[str, str]
) -> Iterator[tuple[str, bytes]]:
    """What machines read: feeds, the lists of pages and records, where pages went."""
    yield "robots.txt", crawlers.robots(site)
    if moved:
        yield "_redirects", crawlers.redirects(site, moved)
    if not site.base:
        return
    days = {path: item.changed for path, item in entries.items()}
    listed = [(path, days.get(path, "")) for path in (*own, *entries)]
    yield crawlers.SITEMAP, crawlers.sitemap(site, listed)
    if not _feeds(site, entries):
        return
    yield feeds.ATOM, feeds.atom(site, list(entries.values()))
    yield feeds.JSON, feeds.json_feed(site, list(entries.values()))
    mail = site.journal.depositor.email if site.journal.depositor else None
    if mail:
        yield oai.FILE, oai.repository(site, entries, mail)
