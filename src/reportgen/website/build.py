"""The files of a site, all of them: pages, files of articles and issues, and what machines read."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
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
from reportgen.website.entries import Link, clean
from reportgen.website.fill import Filler, Wanted
from reportgen.website.listings import Entries
from reportgen.website.notices import Notice, notices
from reportgen.website.plan import PlacedArticle, Site, planned

SHEET = "site.css"
DEFAULT_THEME = "journal"
PDF = "article.pdf"
LARGEST = 5_000_000
"""The most bytes of a PDF that Google Scholar reads."""


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
    _large(site, bag)
    fill = Filler(
        site, root, theme, bag, about.journal(site), own_pages.menu(site, entries),
        _feeds(site, entries), frozenset(placed_files.reached(site, entries, copied)),
    )  # fmt: skip
    own = fill.filled(own_pages.pages(site, fill, entries))
    articles, landings = _articles(site, fill, entries, told)
    shown = {**own, **articles, **landings}
    moved = dict(placed_files.moved(site, {**copied, **shown}))
    titles = {path: item.title for path, item in entries.items()}
    titles |= {issue.path: issue.name for issue in site.issues}
    plain = stylesheet.plain(root, theme, accent, site.spoken.tag)
    missing = fill.filled([own_pages.missing(site, fill, plain)])
    # A page that leads on at once is what no stranger's template may write.
    ours = replace(fill, root=themes.own_folder().parent)
    stubs = ours.filled(own_pages.moved(fill, p, to, titles[to]) for p, to in moved.items())
    if bag.failed:
        return {}
    letters = [*own.values(), *missing.values(), *landings.values()]
    sheet = stylesheet.sheet(root, theme, accent, letters, site.spoken.tag)
    texts = {**shown, **stubs, **missing, SHEET: sheet}
    machine = _machine(site, entries, own, moved)
    return {**copied, **{path: text.encode() for path, text in texts.items()}, **dict(machine)}


def _large(site: Site, bag: Bag) -> None:
    """Warn of PDFs that Google Scholar does not read (Inclusion Guidelines, "File formats")."""
    for _, placed in site.articles():
        size = len(placed.article.files.get(PDF, b""))
        if size > LARGEST:
            bag.warning(
                "pdf-large",
                f"`{placed.file(PDF)}` has {size / 1e6:.1f} MB, and Google Scholar reads "
                f"PDFs of at most {LARGEST / 1e6:g} MB",
                help="make its pictures smaller",
            )


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
) -> tuple[dict[str, str], dict[str, str]]:
    """The pages of the articles: the built ones, and those that say what an article is."""
    words = "".join((*site.words.values(), site.title, *(issue.name for issue in site.issues)))
    css = stylesheet.bar(fill.root, fill.theme, words, site.spoken.tag)
    wanted = [
        bar
        for issue, placed in site.articles()
        for bar in article_pages.bars(site, issue, placed, told.get(placed.path, ()))
    ]
    bars = fill.filled(wanted)
    built = {
        path: text
        for _, placed in site.articles()
        for path, text in article_pages.pages(site, placed, bars, css)
    }
    landings = [
        _landing(site, fill, placed, entries, SafeHtml(bars[placed.path]))
        for _, placed in site.articles()
        if placed.path not in built
    ]
    return built, fill.filled(landings)


def _landing(
    site: Site, fill: Filler, placed: PlacedArticle, entries: Entries, bar: SafeHtml
) -> Wanted:
    item, record = entries[placed.path], placed.article.record
    named = [(name, clean(text)) for name, text in record.named if name not in signposts.OWN]
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
