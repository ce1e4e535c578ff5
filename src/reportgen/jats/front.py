"""What an article says of itself before its text (`front`)."""

from collections.abc import Iterable

from reportgen.editions._headings import headings, keywords, translated
from reportgen.jats import abstracts, author_notes, contributors, relations, rights
from reportgen.jats.context import Context
from reportgen.jats.dates import history, published
from reportgen.jats.elements import Children, Element, element, filled
from reportgen.jats.inlines import LINKED, TITLE, inlines
from reportgen.jats.journal import journal_meta
from reportgen.metadata import Record

_TYPES = {"commentary": "article-commentary", "policy-brief": "other"}
"""JATS's names (`article-type`) for types of articles that it calls otherwise."""
_READ = ("PDF", "HTML", "EPUB")
"""The formats that readers are led to."""


def front(context: Context, record: Record, counted: Element | None) -> Element:
    """The element of the journal's and the article's particulars; `counted` is what it holds."""
    meta = element("article-meta", _parts(context, record, counted))
    return element("front", journal_meta(context), meta)


def article_type(context: Context) -> str:
    """JATS's name for what an article is."""
    known = context.report.front.type or "research-article"
    return _TYPES.get(known, known)


def _parts(context: Context, record: Record, counted: Element | None) -> Iterable[Children]:
    matter = context.report.front
    journal = matter.journal
    if matter.doi:
        yield element("article-id", matter.doi, pub_id_type="doi")
    if matter.version:
        yield element("article-version", matter.version, article_version_type="publisher")
    yield _categories(context)
    yield _titles(context)
    yield contributors.contributors(context)
    yield author_notes.author_notes(context)
    yield published(context)
    if journal.volume:
        yield element("volume", journal.volume)
    if journal.issue:
        yield element("issue", journal.issue)
    yield _pages(context, record)
    yield history(context)
    yield rights.permissions(context, record)
    yield _addresses(record)
    yield relations.relations(context)
    yield abstracts.abstracts(context)
    yield abstracts.translated(context)
    yield _keywords(context)
    yield rights.funding(context)
    yield counted
    yield _custom(context)


def _categories(context: Context) -> Element:
    """The heading under which the article is listed; what it is where it has none."""
    matter = context.report.front
    kind = (matter.type or "research-article").replace("-", " ").capitalize()
    subject = element("subject", matter.section or matter.article_type or kind)
    return element("article-categories", element("subj-group", subject, subj_group_type="heading"))


def _titles(context: Context) -> Element:
    title, subtitle = headings(context.edition)
    matter = context.report.front
    before = f"{context.words['retracted']} " if matter.retraction else None
    short = matter.short_title if matter.short_title != matter.title else None
    return element(
        "title-group",
        element("article-title", before, inlines(title, context, TITLE)),
        filled(element("subtitle", inlines(subtitle, context, TITLE))),
        (
            element(
                "trans-title-group",
                element(
                    "trans-title",
                    inlines(translated(context.report, lang, "title"), context, TITLE),
                ),
                filled(
                    element(
                        "trans-subtitle",
                        inlines(translated(context.report, lang, "subtitle"), context, TITLE),
                    )
                ),
                lang=lang,
            )
            for lang, one in matter.translations.items()
            if one.title
        ),
        element("alt-title", short, alt_title_type="running-head") if short else None,
    )


def _pages(context: Context, record: Record) -> Iterable[Element]:
    number = context.report.front.journal.article_number
    first, last = record.pages
    if number:
        yield element("elocation-id", number)
    elif first:
        yield element("fpage", first)
        if last:
            yield element("lpage", last)


def _addresses(record: Record) -> Iterable[Element]:
    if record.address:
        yield element("self-uri", record.title, href=record.address)
    for name, address in record.files.items():
        if name.upper() in _READ and address:
            yield element("self-uri", name.upper(), href=address, content_type=name)


def _keywords(context: Context) -> Iterable[Element]:
    words = [element("kwd", inlines(word, context, LINKED)) for word in keywords(context.report)]
    if words:
        yield element("kwd-group", words, kwd_group_type="author")
    for lang, one in context.report.front.translations.items():
        if one.keywords:
            made = (element("kwd", word) for word in one.keywords)
            yield element("kwd-group", made, kwd_group_type="author", lang=lang)


def _custom(context: Context) -> Element | None:
    """How the article was reviewed (JATS4R, "Peer review materials"; NISO Z39.106)."""
    review = context.report.front.peer_review
    if review is None:
        return None
    known = (
        ("peer-review-identity-transparency", review.type),
        ("peer-review-information-published", review.transparency),
    )
    made = (
        element("custom-meta", element("meta-name", name), element("meta-value", value))
        for name, value in known
        if value
    )
    return filled(element("custom-meta-group", made))
