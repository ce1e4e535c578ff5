"""Which addresses and DOIs a manuscript cites, and where."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from reportgen.bibliography import Entry, Field
from reportgen.bibliography.addresses import web_addresses
from reportgen.bibliography.csl_items import issued
from reportgen.bibliography.dates import read as read_date
from reportgen.checks import _entries, _urls
from reportgen.diagnostics import Bag
from reportgen.diagnostics.source import Source, Span
from reportgen.parse import Manuscript
from reportgen.parse.identifiers import is_made
from reportgen.tree.nodes import Node, walk

DOI = "https://doi.org/{}"
_RESOLVER = re.compile(r"https?://(?:dx\.|www\.)?doi\.org/+(?=10\.)", re.I)
_FIELDS = ("url", "howpublished", "note", "addendum")


@dataclass(frozen=True)
class Insertion:
    """Where fields can be added to an entry: behind one of its fields, and in whose manner."""

    at: Span
    indent: str
    width: int
    """The least width of the names of fields, with the blanks behind them."""
    sign: str


@dataclass(frozen=True)
class Link:
    """An address at its place. A DOI's is that of its resolver.

    `near` is when it was looked at, or else when the work came out (`YYYYMMDD`, empty for no
    date); `archived` says that the entry names a copy in an archive; `insertion` is where one
    could be named.
    """

    url: str
    span: Span | None
    key: str = ""
    doi: str = ""
    near: str = ""
    archived: bool = False
    insertion: Insertion | None = None


def cited(manuscript: Manuscript, _: Bag) -> tuple[Link, ...]:
    """Every address and DOI of the text and of the entries that are cited, in their order."""
    return (*_texts(manuscript), *_bibliography(manuscript))


def _texts(manuscript: Manuscript) -> Iterator[Link]:
    for chapter in manuscript.chapters:
        for node in chapter.nodes:
            if url := _target(node):
                yield _link(url, chapter.span(node))
    for name, blocks in manuscript.prose.items():
        for node in walk(blocks):
            if url := _target(node):
                yield _link(url, manuscript.front.place(*name.split(".")))


def _target(node: Node) -> str:
    """The address on the web that a link leads to; empty for any other node."""
    target = str(node["c"][2][0]) if node["t"] == "Link" else ""
    return target if re.match(r"https?://", target, re.I) else ""


def _bibliography(manuscript: Manuscript) -> Iterator[Link]:
    for entry in manuscript.library:
        if is_made(entry) and entry.data is not None:
            url = str(entry.data.get("URL", ""))
            if url:
                yield _link(url, entry.span, entry.key)
    for entry in _entries.used(manuscript):
        yield from _entry(entry)


def _entry(entry: Entry) -> Iterator[Link]:
    own = {field.name: field for field in reversed(entry.own)}
    near = _near(entry)
    archived = bool(entry.text("archiveurl"))
    if "doi" in own:
        doi = _urls.doi(own["doi"].value.strip())
        if _urls.DOI.fullmatch(doi):
            yield Link(DOI.format(doi), own["doi"].span, entry.key, doi, near, archived)
    field = next((own[n] for n in _FIELDS if n in own and "://" in own[n].value), None)
    if field is None or len(field.value) > _entries.LONGEST:
        return
    given = web_addresses(entry) if entry.data is None else (field.value.strip(),)
    for url in given:
        if re.match(r"https?://", url, re.I):
            at = field.value.find(url) if field.typed else -1
            start = field.start + at
            span = Span(field.source, start, start + len(url)) if at >= 0 else field.span
            place = _insertion(entry, field) if field.name == "url" else None
            yield _link(url, span, entry.key, near, archived, place)


def _link(
    url: str, span: Span | None, key: str = "", near: str = "", archived: bool = False,
    insertion: Insertion | None = None,
) -> Link:  # fmt: skip
    resolver = _RESOLVER.match(url)
    if resolver:
        doi = url[resolver.end() :].partition("?")[0]
        return Link(DOI.format(doi), span, key, doi, near, archived)
    return Link(url.partition("#")[0], span, key, "", near, archived, insertion)


def _near(entry: Entry) -> str:
    """When a reader saw the page, or else when it was published."""
    accessed = entry.text("urldate", "accessed", "lastaccessed") if entry.data is None else ""
    dated = read_date(accessed).csl if accessed else issued(entry).csl
    parts = dated.get("date-parts") if dated else None
    if not isinstance(parts, list) or not parts:
        return ""
    try:
        year, month, day = (
            (*map(int, parts[0]), 7, 1)[:3] if len(parts[0]) != 2 else (*parts[0], 15)
        )
        return date(year, month, day).strftime("%Y%m%d") if year > 1990 else ""
    except (TypeError, ValueError):
        return ""


def _insertion(entry: Entry, field: Field) -> Insertion | None:
    """Where fields go behind one of a BibTeX entry; None where its value is put together."""
    source: Source = field.source
    text, end = source.text, field.end
    if entry.data is not None or not field.typed or text[end : end + 1] not in ("}", '"'):
        return None
    line = text.rfind("\n", 0, field.name_start) + 1
    before = text[line : field.name_start]
    sign = text[field.name_start + len(field.name) : field.start - 1]
    if before.strip() or not re.fullmatch(r"[ \t]*=[ \t]*", sign):
        before, sign = "  ", " = "
    blanks = len(sign) - len(sign.lstrip())
    width = len(field.name) + blanks if blanks > 1 else 0
    return Insertion(
        Span(source, end + 1, end + 1), before, width, sign.lstrip() if width else sign
    )
