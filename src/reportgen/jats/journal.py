"""The journal that an article stands in (`journal-meta`)."""

from collections.abc import Iterable

from reportgen.jats.context import Context
from reportgen.jats.elements import Child, Element, element, filled
from reportgen.jats.people import author_name
from reportgen.languages import country, country_code
from reportgen.parse.front_matter import Journal


def journal_meta(context: Context) -> Element:
    """The element of the journal.

    JATS has no article without a journal's name and ISSN: where there are none, their elements
    are empty.
    """
    journal = context.report.front.journal
    name = journal.title or ""
    return element(
        "journal-meta",
        element("journal-id", journal.nlm_ta, journal_id_type="nlm-ta") if journal.nlm_ta else None,
        element(
            "journal-id",
            journal.id or journal.abbreviation or name,
            journal_id_type="publisher-id",
        ),
        element("journal-id", journal.doi, journal_id_type="doi") if journal.doi else None,
        _titles(journal),
        _editors(journal),
        [
            element("issn", number, publication_format=kind or "electronic")
            for kind, number in journal.issns
        ]
        or element("issn"),
        element("issn-l", journal.issn_l) if journal.issn_l else None,
        _publisher(journal, context),
        element("self-uri", name, href=journal.url) if journal.url and name else None,
    )


def _titles(journal: Journal) -> Element | None:
    short = journal.abbreviation
    return filled(
        element(
            "journal-title-group",
            element("journal-title", journal.title) if journal.title else None,
            element("abbrev-journal-title", short, abbrev_type="publisher") if short else None,
        )
    )


def _editors(journal: Journal) -> Element | None:
    return filled(
        element(
            "contrib-group",
            (
                element(
                    "contrib",
                    author_name(one),
                    element("role", one.role) if one.role else None,
                    contrib_type="editor",
                )
                for one in journal.editors
            ),
            content_type="editors",
        )
    )


def _publisher(journal: Journal, context: Context) -> Element | None:
    if not journal.publisher:
        return None
    where: list[Child] = [journal.publisher_place] if journal.publisher_place else []
    if journal.publisher_country:
        where += [", "] if where else []
        where.append(country_element(journal.publisher_country, context.lang))
    place = element("publisher-loc", where) if where else None
    return element("publisher", element("publisher-name", journal.publisher), place)


def country_element(typed: str, lang: str) -> Element:
    """A country in the words of a language under its code, or as it is typed."""
    plain = typed.strip()
    return element("country", country(plain, lang), country=country_code(plain))


def missing(journal: Journal) -> Iterable[str]:
    """What JATS wants of a journal and is not known."""
    if not journal.title:
        yield "name"
    if not journal.issns:
        yield "ISSN"
