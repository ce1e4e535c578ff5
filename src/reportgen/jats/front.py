"""What an article says of itself before its text (`front`)."""

from collections.abc import Iterable

from reportgen.editions._headings import headings, keywords
from reportgen.jats import abstracts, contributors, rights
from reportgen.jats.context import Context
from reportgen.jats.elements import Child, Element, element, filled
from reportgen.jats.inlines import LINKED, TITLE, inlines
from reportgen.jats.journal import journal_meta
from reportgen.metadata import Record
from reportgen.parse.front_matter import Date

_SUBJECTS = {"research-article": "Research Article"}
_LABELS = {"pdf": "PDF", "html": "HTML", "epub": "EPUB"}


def front(context: Context, record: Record, counted: Element | None) -> Element:
    """The element of the journal's and the article's particulars; `counted` is what it holds."""
    return element(
        "front", journal_meta(context), element("article-meta", _parts(context, record, counted))
    )


def article_type(context: Context) -> str:
    """JATS's name for what an article is."""
    return "research-article"


def _parts(
    context: Context, record: Record, counted: Element | None
) -> Iterable[Child | Iterable[Child]]:
    matter = context.report.front
    journal = matter.journal
    if matter.doi:
        yield element("article-id", matter.doi, pub_id_type="doi")
    yield _categories(context)
    yield _titles(context)
    yield contributors.contributors(context)
    yield contributors.author_notes(context)
    yield _published(context)
    if journal.volume:
        yield element("volume", journal.volume)
    if journal.issue:
        yield element("issue", journal.issue)
    yield _pages(record)
    yield _history(context)
    yield rights.permissions(context, record)
    yield _addresses(record)
    yield abstracts.abstracts(context)
    yield _keywords(context)
    yield rights.funding(context)
    yield counted
    yield _custom(context)


def _categories(context: Context) -> Element:
    subject = context.report.front.article_type or _SUBJECTS[article_type(context)]
    group = element("subj-group", element("subject", subject), subj_group_type="heading")
    return element("article-categories", group)


def _titles(context: Context) -> Element:
    title, subtitle = headings(context.edition)
    matter = context.report.front
    before = f"{context.words['retracted']} " if matter.retraction else None
    short = matter.short_title if matter.short_title != matter.title else None
    return element(
        "title-group",
        element("article-title", before, inlines(title, context, TITLE)),
        filled(element("subtitle", inlines(subtitle, context, TITLE))),
        element("alt-title", short, alt_title_type="running-head") if short else None,
    )


def dated(name: str, day: Date, **attributes: str) -> Element:
    """The element of a day, a month or a year."""
    return element(
        name,
        element("day", str(day.day)) if day.day else None,
        element("month", str(day.month)) if day.month else None,
        element("year", f"{day.year:04}"),
        iso_8601_date=day.iso,
        **attributes,
    )


def _published(context: Context) -> Iterable[Element]:
    date = context.edition.date
    if date:
        yield dated("pub-date", date, publication_format="electronic", date_type="pub")


def _pages(record: Record) -> Iterable[Element]:
    first, last = record.pages
    if first:
        yield element("fpage", first)
        if last:
            yield element("lpage", last)


def _history(context: Context) -> Element | None:
    matter = context.report.front
    known = (
        ("received", matter.received),
        ("rev-recd", matter.revised),
        ("accepted", matter.accepted),
    )
    return filled(
        element("history", (dated("date", day, date_type=name) for name, day in known if day))
    )


def _addresses(record: Record) -> Iterable[Element]:
    if record.address:
        yield element("self-uri", record.title, href=record.address)
    for name, address in record.files.items():
        if name in _LABELS and address:
            label = _LABELS[name]
            yield element("self-uri", label, href=address, content_type=name)


def _keywords(context: Context) -> Element | None:
    words = (element("kwd", inlines(word, context, LINKED)) for word in keywords(context.report))
    made = element("kwd-group", words, kwd_group_type="author")
    return made if len(made) else None


def _custom(context: Context) -> Element | None:
    """What JATS has no element for: the journal where it has no ISSN."""
    journal = context.report.front.journal
    known: list[tuple[str, str]] = []
    if journal_meta(context) is None:
        known += [("journal-title", journal.title or ""), ("publisher", journal.publisher or "")]
    return filled(
        element(
            "custom-meta-group",
            (
                element("custom-meta", element("meta-name", name), element("meta-value", value))
                for name, value in known
                if value
            ),
        )
    )
