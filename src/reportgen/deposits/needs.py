"""What the front matter has to say before an article can be deposited: each fault at its place."""

from collections.abc import Callable, Iterator

from reportgen.deposits.xml_text import ILLEGAL
from reportgen.diagnostics import Bag, Diagnostic, Severity
from reportgen.editions import Edition
from reportgen.parse.front_matter import Front

Step = str | int
Need = Callable[[Front], Diagnostic | None]


def missing(edition: Edition, *needs: Need) -> tuple[Diagnostic, ...]:
    """What a deposit of an edition lacks: errors, in the order of the needs."""
    front = edition.report.front
    if edition.report.draft:
        return (fault(front, "deposit-draft", "a draft is not deposited", "build it without it"),)
    return tuple(found for need in needs if (found := need(front)))


def fault(front: Front, code: str, message: str, help: str, *path: Step) -> Diagnostic:
    """An error at a field of the front matter, or at what it would belong to."""
    return Diagnostic(code, Severity.ERROR, message, front.place(*(path or ("title",))), help=help)


def published(front: Front) -> str:
    """When the article was published, in ISO 8601; "" where no date is known."""
    days = (front.date, front.published_online, front.published_print)
    return next((day.iso for day in days if day), "")


def doi(front: Front) -> Diagnostic | None:
    """That the article has a DOI."""
    if front.doi:
        return None
    return fault(
        front, "doi-missing", "the article has no DOI, under which it would be registered",
        "add `doi: 10.5555/example`", "doi",
    )  # fmt: skip


def url(front: Front) -> Diagnostic | None:
    """That the article has a landing page."""
    if front.url:
        return None
    return fault(
        front, "url-missing", "the article has no landing page, to which its DOI would lead",
        "add `url: https://example.org/article`", "url",
    )  # fmt: skip


def date(front: Front) -> Diagnostic | None:
    """That the article has a date of publication."""
    if published(front):
        return None
    return fault(
        front, "date-missing", "the article has no date of publication", "add `date: 2026-11-24`",
        "date",
    )  # fmt: skip


def journal(front: Front) -> Diagnostic | None:
    """That the journal has a title."""
    if front.journal.title:
        return None
    return fault(
        front, "journal-missing", "the journal has no title", "add `title: ...` to `journal`",
        "journal",
    )  # fmt: skip


def issn(front: Front) -> Diagnostic | None:
    """That the journal has an ISSN."""
    if front.journal.issns:
        return None
    return fault(
        front, "issn-missing", "the journal has no ISSN", "add `eissn: 1234-5679` to `journal`",
        "journal",
    )  # fmt: skip


def issn_or_doi(front: Front) -> Diagnostic | None:
    """That the journal has an ISSN, or a DOI of its own."""
    return None if front.journal.doi and front.journal.url else issn(front)


def publisher(front: Front) -> Diagnostic | None:
    """That somebody publishes the article."""
    if front.journal.publisher or front.journal.title:
        return None
    return fault(
        front, "publisher-missing", "nobody is named who publishes the article",
        "add `publisher: ...` to `journal`", "journal",
    )  # fmt: skip


def depositor(front: Front) -> Diagnostic | None:
    """That there is an address for what the registry answers."""
    if front.journal.depositor and front.journal.depositor.email:
        return None
    return fault(
        front, "depositor-missing", "nobody is named to whom the registry's answers go",
        "add `depositor: {name: ..., email: ...}` to `journal`", "journal", "depositor",
    )  # fmt: skip


def registrant(front: Front) -> Diagnostic | None:
    """That somebody registers the DOI."""
    if front.journal.registrant or front.journal.publisher:
        return None
    return fault(
        front, "registrant-missing", "nobody is named who registers the DOI",
        "add `registrant: ...` or `publisher: ...` to `journal`", "journal",
    )  # fmt: skip


def authors(front: Front) -> Diagnostic | None:
    """That the article has an author."""
    if front.authors:
        return None
    return fault(front, "author-missing", "the article has no author", "add `author: ...`")


def illegal(front: Front, bag: Bag) -> None:
    """Warn of characters that no XML document may hold, and that are left out of a deposit."""
    for path, value in _texts(front):
        if found := ILLEGAL.search(value):
            bag.warning(
                "character-invalid",
                f"the character U+{ord(found[0]):04X} is left out of XML, which may not hold it",
                front.place(*path),
                "remove it",
            )


def _texts(front: Front) -> Iterator[tuple[tuple[Step, ...], str]]:
    for name in ("title", "subtitle", "abstract"):
        yield (name,), getattr(front, name) or ""
    for number, author in enumerate(front.authors):
        yield ("authors", number), author.name
    for number, word in enumerate(front.keywords):
        yield ("keywords", number), word
    for name in ("title", "publisher", "volume", "issue"):
        yield ("journal", name), getattr(front.journal, name) or ""
