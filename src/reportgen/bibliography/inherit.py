"""What entries hand down to each other: `crossref`, `xdata` and other keys by `ids`.

The rules are BibLaTeX's (its manual, appendix B): an `@incollection` takes its collection's
`title` as its `booktitle`, and so on; a field of its own always wins.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from reportgen.bibliography.library import Builder, Entry, Field, Library
from reportgen.source import Source, nfc

_LINKS = ("crossref", "xdata", r"ids\s*=")
_DEPTH = 8
_FIELDS = 256

_VOLUMES = {"mvbook", "mvcollection", "mvproceedings", "mvreference"}
_WHOLES = _VOLUMES | {"book", "collection", "proceedings", "reference", "thesis", "report"}
_PARTS = {
    "inbook",
    "bookinbook",
    "suppbook",
    "incollection",
    "suppcollection",
    "inproceedings",
    "conference",
    "inreference",
}
_ARTICLES = {"article", "suppperiodical", "newsarticle", "review"}

_TO_BOOK = {
    "title": "booktitle",
    "subtitle": "booksubtitle",
    "titleaddon": "booktitleaddon",
}
_TO_MAIN = {"title": "maintitle", "subtitle": "mainsubtitle", "titleaddon": "maintitleaddon"}
_TO_JOURNAL = {"title": "journaltitle", "subtitle": "journalsubtitle"}

_OWN_AFFAIR = {
    "ids",
    "crossref",
    "xref",
    "xdata",
    "entryset",
    "entrysubtype",
    "execute",
    "label",
    "options",
    "presort",
    "related",
    "relatedoptions",
    "relatedstring",
    "relatedtype",
    "shorthand",
    "shorthandintro",
    "sortkey",
    "sorttitle",
    "indextitle",
    "shorttitle",
    "keywords",
    "langidopts",
}


def inherit(builder: Builder) -> Library:
    """The library, with every entry's fields complete."""
    entries = builder.entries
    linking = tuple(_linking(entries.values()))
    done = entries | {entry.key: _complete(entry, entries) for entry in linking}
    aliases: dict[str, str] = {}
    for entry in linking:
        for alias in _list(entry, "ids"):
            if alias not in entries:
                aliases.setdefault(alias, entry.key)
    broken = {nfc(k): s for k, s in builder.broken.items()}
    broken = {k: s for k, s in broken.items() if k not in entries and k not in aliases}
    return Library(
        MappingProxyType(done),
        MappingProxyType(aliases),
        tuple((done[first.key], second) for first, second in builder.duplicates),
        MappingProxyType(broken),
    )


def _linking(entries: Iterable[Entry]) -> Iterator[Entry]:
    """The entries that may speak of others: by their text, since few do and cutting takes long."""
    source: Source | None = None
    hits: Sequence[int] = ()
    for entry in entries:
        if entry.source is not source:
            source = entry.source
            hits = _hits(source.text)
        at = bisect_left(hits, entry.start)
        if entry.data is not None or (at < len(hits) and hits[at] < entry.end):
            yield entry


def _hits(text: str) -> Sequence[int]:
    """Where a text has words that may be the name of a linking field."""
    small = text.lower()
    if len(small) != len(text):  # a few letters of other alphabets grow
        return range(len(text))
    return sorted(found.start() for word in _LINKS for found in re.finditer(word, small))


def _complete(entry: Entry, entries: Mapping[str, Entry]) -> Entry:
    if "crossref" not in entry.fields and "xdata" not in entry.fields:
        return entry
    return replace(entry, complete=MappingProxyType(_fields(entry, entries, ())))


def _fields(entry: Entry, entries: Mapping[str, Entry], above: tuple[str, ...]) -> dict[str, Field]:
    """An entry's own fields and what is handed down to it; a circle of entries ends itself."""
    fields = dict(entry.fields)
    if len(above) >= _DEPTH or entry.key in above:
        return fields
    above = (*above, entry.key)
    for key in _list(entry, "xdata"):
        if key in entries:
            for name, field in _some(_fields(entries[key], entries, above)):
                if name not in _OWN_AFFAIR:
                    fields.setdefault(name, field)
    parent = entries.get(next(_list(entry, "crossref"), ""))
    if parent:
        for name, field in _some(_fields(parent, entries, above)):
            for target in _targets(name, entry.type, parent.type):
                fields.setdefault(target, field)
    return fields


def _some(fields: dict[str, Field]) -> Iterator[tuple[str, Field]]:
    return (pair for pair, _ in zip(fields.items(), range(_FIELDS), strict=False))


def _list(entry: Entry, name: str) -> Iterator[str]:
    """The keys in a field, parted by commas; of the first few hundred."""
    found = entry.fields.get(name)
    words = re.split(r"\s*,\s*", found.value.strip(), maxsplit=_FIELDS) if found else []
    return (nfc(word) for word in words[:_FIELDS] if word)


def _targets(name: str, child: str, parent: str) -> tuple[str, ...]:
    """The names under which a parent's field is handed down."""
    if name in _OWN_AFFAIR:
        return ()
    if child in _ARTICLES and parent == "periodical":
        return (_TO_JOURNAL.get(name, name),)
    if child in _PARTS and parent in _VOLUMES:
        return (_TO_MAIN.get(name, name),)
    if child in _PARTS and parent in _WHOLES:
        out = _TO_BOOK.get(name, name)
        if name == "author" and child in ("inbook", "bookinbook", "suppbook"):
            return ("author", "bookauthor")
        return (out,) if name != "author" else ("bookauthor",)
    if child in _WHOLES and parent in _VOLUMES:
        return (_TO_MAIN.get(name, name),)
    if name in _TO_BOOK:
        return ()
    return (name,)
