"""The list of references: each cited work as an `element-citation`."""

import re
from collections.abc import Iterable

from reportgen.jats.context import Context
from reportgen.jats.elements import Child, Element, element
from reportgen.jats.people import person_group
from reportgen.metadata.reference_dates import parts_of
from reportgen.metadata.references import Reference, references
from reportgen.tree.nodes import attr, find, text

_TYPES = {
    "article-journal": "journal", "article-magazine": "magazine", "review": "journal",
    "review-book": "journal", "article-newspaper": "newspaper", "book": "book",
    "classic": "book", "collection": "book", "chapter": "chapter", "entry": "chapter",
    "entry-dictionary": "chapter", "entry-encyclopedia": "chapter", "report": "report",
    "webpage": "webpage", "post": "webpage", "post-weblog": "webpage", "thesis": "thesis",
    "paper-conference": "confproc", "speech": "confproc", "legislation": "law", "bill": "law",
    "legal_case": "law", "treaty": "law", "regulation": "law", "hearing": "law",
    "patent": "patent", "standard": "standard", "dataset": "data", "software": "software",
    "article": "working-paper", "manuscript": "manuscript", "pamphlet": "report",
}  # fmt: skip
"""JATS's names of kinds of works (`publication-type`) for those of CSL."""
_PARTS = frozenset({"journal", "magazine", "newspaper", "chapter", "confproc", "webpage"})
"""The kinds that stand in another work."""
_YEAR = re.compile(r"[12]\d{3}")
_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+")
_HOST = re.compile(r"(?:https?|s?ftps?)://[^\s/]+\.[^\s/]+", re.IGNORECASE)


def reference_list(context: Context, title: list[Child]) -> Element | None:
    """The list of all cited works, in the order in which they are first cited."""
    listed = references(context.report.sources, context.lang)
    labels = _labels(context)
    made = [
        element(
            "ref",
            element("label", labels[one.key]) if one.key in labels else None,
            citation(one, context.lang),
            id=context.references[one.key],
        )
        for one in listed
        if one.key in context.references
    ]
    return element("ref-list", element("title", title), made) if made else None


def _labels(context: Context) -> dict[str, str]:
    """What a style that numbers its sources prints before each."""
    found = {}
    trees = [context.edition.blocks, list(context.edition.bibliography)]
    for entry in find(trees, {"Div"}):
        name, classes, _ = attr(entry)
        if "csl-entry" in classes and name.startswith("ref-"):
            for margin in find(entry["c"][1], {"Span"}):
                if "csl-left-margin" in attr(margin)[1]:
                    found[name.removeprefix("ref-")] = text(margin["c"][1]).strip()
    return {key: label for key, label in found.items() if label}


def citation(one: Reference, lang: str) -> Element:
    """A cited work in its parts; texts are in the work's own language."""
    kind = _TYPES.get(one.type, "document")
    foreign = one.lang if one.lang.split("-")[0].lower() != lang.split("-")[0].lower() else ""
    made = element(
        "element-citation",
        person_group("author", one.authors, one.others),
        _titles(one, kind, foreign),
        person_group("editor", one.editors),
        person_group("translator", one.translators),
        _date(one),
        _imprint(one, kind),
        _identifiers(one),
        publication_type=kind,
    )
    if not len(made):
        made.append(element("comment", one.key))
    return made


def _titles(one: Reference, kind: str, lang: str) -> Iterable[Child]:
    """The title and what the work stands in: `source` is what stands alone."""
    held = bool(one.container) and kind in _PARTS
    name = "source"
    if held or kind in ("journal", "newspaper", "magazine"):
        name = "chapter-title" if kind == "chapter" else "article-title"
    elif kind == "data":
        name = "data-title"
    if one.title:
        yield element(name, one.title, lang=lang)
    if one.container:
        yield element("source" if name != "source" else "series", one.container, lang=lang)
    if one.series and one.series != one.container:
        yield element("series", one.series)


def _date(one: Reference) -> Iterable[Child]:
    if not one.date:
        return
    year, *rest = parts_of(one.date)
    shown = one.year or year.lstrip("0")
    iso = one.date if _YEAR.fullmatch(year) else ""
    yield element("year", shown, iso_8601_date=iso)
    for name, value in zip(("month", "day"), rest, strict=False):
        yield element(name, value.lstrip("0") or value)


def _imprint(one: Reference, kind: str) -> Iterable[Child]:
    item = one.item
    for name in ("event-title", "event"):
        if kind == "confproc" and isinstance(item.get(name), str):
            yield element("conf-name", item[name])
            break
    if one.publisher:
        yield element("publisher-name", one.publisher)
    if one.place:
        yield element("publisher-loc", one.place)
    for name, value in (("edition", one.edition), ("volume", one.volume), ("issue", one.issue)):
        if value:
            yield element(name, value)
    yield from _pages(one)
    if one.number and kind == "patent":
        yield element("patent", one.number)
    else:
        described = " ".join(part for part in (one.genre, one.number) if part)
        if described:
            yield element("comment", described)


def _pages(one: Reference) -> Iterable[Child]:
    first, last = one.first_page, one.last_page
    if not first:
        return
    yield element("fpage", first)
    numbers = [re.sub(r"[^\d.]", "", page) for page in (first, last)]
    ordered = all(n.isdecimal() for n in numbers) and int(numbers[0]) <= int(numbers[1])
    simple = not re.search("[,;&]", one.pages)
    if last and last != first:
        yield element("lpage", last)
        if not (ordered and simple):
            yield element("page-range", one.pages)
    elif not simple:
        yield element("page-range", one.pages)


def _identifiers(one: Reference) -> Iterable[Child]:
    if one.isbn:
        yield element("isbn", one.isbn)
    if one.issn:
        yield element("issn", one.issn)
    if _DOI.fullmatch(one.doi):
        yield element("pub-id", one.doi, pub_id_type="doi")
    elif one.doi:
        yield element("comment", one.doi)
    if one.pmid:
        yield element("pub-id", one.pmid, pub_id_type="pmid")
    what = one.title or one.container or one.key
    if one.url and not (one.doi and "doi.org/" in one.url):
        yield _address(one.url, what)
    if one.archive_url and one.archive_url != one.url:
        yield _address(one.archive_url, what, "archived")
    if one.accessed:
        parts = one.accessed.split("-")
        yield element(
            "date-in-citation",
            (
                element(n, v.lstrip("0") or v)
                for n, v in zip(("year", "month", "day"), parts, strict=False)
            ),
            content_type="access-date",
            iso_8601_date=one.accessed,
        )


def _address(url: str, title: str, use: str = "") -> Element:
    """An address, which is one with a host; others are remarks."""
    target = url if re.match(r"[a-z]+://", url, re.IGNORECASE) else f"https://{url.lstrip('/')}"
    if not _HOST.match(target):
        return element("comment", url)
    return element(
        "ext-link", url, ext_link_type="uri", href=target, link_title=title, specific_use=use
    )
