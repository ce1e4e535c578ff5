"""The journal that an article stands in (`journal-meta`)."""

from collections.abc import Iterable

from reportgen.jats.context import Context
from reportgen.jats.elements import Element, element


def journal_meta(context: Context) -> Element | None:
    """The element of the journal; None for one without an ISSN or a title, which JATS wants."""
    journal = context.report.front.journal
    issns = [*_issns(context)]
    if not issns or not journal.title:
        return None
    publisher = None
    if journal.publisher:
        publisher = element("publisher", element("publisher-name", journal.publisher))
    address = journal.url or ""
    return element(
        "journal-meta",
        element(
            "journal-id", journal.abbreviation or journal.title, journal_id_type="publisher-id"
        ),
        element(
            "journal-title-group",
            element("journal-title", journal.title),
            element("abbrev-journal-title", journal.abbreviation, abbrev_type="publisher")
            if journal.abbreviation
            else None,
        ),
        issns,
        publisher,
        element("self-uri", journal.title, href=address) if address else None,
    )


def _issns(context: Context) -> Iterable[Element]:
    journal = context.report.front.journal
    if journal.issn:
        yield element("issn", journal.issn)
