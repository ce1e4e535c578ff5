"""Cited works as citations of a deposit: every one, in fields as far as Crossref has them.

Crossref matches a citation by its fields; what has no fields there is deposited as one text.
"""

from collections.abc import Iterator, Sequence

from lxml import etree

from reportgen.deposits import crossref_forms as forms
from reportgen.deposits.crossref_versions import Version
from reportgen.deposits.xml_text import child, line
from reportgen.metadata import Reference

KEY = 128
"""The most characters of a citation's key."""
_TYPES = {
    "article-journal": "journal_article", "article": "preprint", "book": "book",
    "chapter": "book_chapter", "entry-encyclopedia": "book_chapter", "dataset": "dataset",
    "paper-conference": "conference_paper", "thesis": "dissertation", "report": "report",
    "software": "software", "standard": "standard", "patent": "patent", "webpage": "web_resource",
    "post-weblog": "blog_post", "article-newspaper": "web_resource", "post": "web_resource",
    "article-magazine": "web_resource",
}  # fmt: skip
_JOURNALS = frozenset({"article-journal"})
_PARTS = frozenset({"chapter", "paper-conference", "entry-encyclopedia", "entry-dictionary"})
_VOLUMES = frozenset({"book", "thesis", "report", "collection", "periodical"})
_HELD = ("call-number", "archive_location", "archive", "note")
"""Variables of CSL that say where a source is kept, and what else is known of it."""
_IN_FIELDS = _JOURNALS | _PARTS | _VOLUMES


def citations(
    parent: etree._Element, references: Sequence[Reference], version: Version
) -> tuple[Reference, ...]:
    """Put the list of citations into an article; those come back of which nothing is known."""
    if not references:
        return ()
    listed = child(parent, "citation_list")
    left = []
    keys = set[str]()
    for number, work in enumerate(references, 1):
        fields = dict(_fields(work))
        if not fields:
            left.append(work)
            continue
        key = line(work.key)[:KEY]
        key = key if key and key not in keys else f"ref-{number}"
        keys.add(key)
        made = child(listed, "citation", key=key)
        if version.citation_types:
            made.set("type", _TYPES.get(work.type, "other"))
        for name, value in fields.items():
            child(made, name, value)
    if not len(listed):
        parent.remove(listed)
    return tuple(left)


def _fields(work: Reference) -> Iterator[tuple[str, str]]:
    """Name and text of each element of a citation."""
    doi = forms.doi(work.doi)
    structured = bool(work.title and work.type in _IN_FIELDS and (work.authors or work.container))
    if structured:
        yield from _known(work)
    if doi:
        yield "doi", doi
    if not structured and (whole := _sentence(work, bool(doi))):
        yield "unstructured_citation", whole


def _known(work: Reference) -> Iterator[tuple[str, str]]:
    if issn := forms.issn(work.issn):
        yield "issn", issn
    if work.type in _JOURNALS and work.container:
        yield "journal_title", work.container
    if work.authors:
        first = work.authors[0]
        yield "author", first.family or first.name
    for name, value in (
        ("volume", work.volume), ("issue", work.issue), ("first_page", work.first_page)
    ):  # fmt: skip
        if value and forms.fits(name, line(value)):
            yield name, value
    if work.year:
        yield "cYear", work.year
    if isbn := forms.isbn(work.isbn):
        yield "isbn", isbn
    if work.series:
        yield "series_title", work.series
    if work.type in _VOLUMES:
        yield "volume_title", work.title
    elif work.type in _PARTS and work.container:
        yield "volume_title", work.container
    if work.edition and forms.fits("edition_number", line(work.edition)):
        yield "edition_number", work.edition
    if work.type not in _VOLUMES:
        yield "article_title", work.title


def _sentence(work: Reference, identified: bool) -> str:
    """All that is known of a work, on one line."""
    names = [person.name for person in work.authors] + ["et al."] * work.others
    held = [str(work.item.get(name) or "") for name in _HELD]
    made = [
        ", ".join(names), work.title, f"{work.volume} {work.container}", work.issue, work.genre,
        work.number, work.publisher, *held, work.date, work.first_page and work.pages,
        "" if identified else work.url,
    ]  # fmt: skip
    return ". ".join(line(part).rstrip(".") for part in made if part and line(part))
