"""What entries hand down to each other: `crossref`, `xdata` and other keys by `ids`.

The rules are BibLaTeX's (its manual, appendix B): an `@incollection` takes its collection's
`title` as its `booktitle`, and so on; a field of its own always wins.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from types import MappingProxyType

from reportgen.bibliography.library import Builder, Entry, Field, Library
from reportgen.diagnostics import Bag
from reportgen.diagnostics.source import Source, nfc

_LINKS = ("crossref", "xdata", r"ids\s*=")

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


def inherit(builder: Builder, bag: Bag) -> Library:
    """The library, with every entry's fields complete."""
    entries, most = builder.entries, builder.limits.fields
    linking = tuple(_linking(entries.values()))
    for entry in linking:
        _count(entry, most, bag)
    complete = _complete([e for e in linking if _hands(e)], entries, most, bag)
    done = entries | {
        key: replace(entries[key], complete=MappingProxyType(fields))
        for key, fields in complete.items()
    }
    aliases: dict[str, str] = {}
    for entry in linking:
        for alias in _list(entry, "ids", most):
            if alias not in entries:
                aliases.setdefault(alias, entry.key)
    broken = {nfc(k): s for k, s in builder.broken.items()}
    broken = {k: s for k, s in broken.items() if k not in entries and k not in aliases}
    return Library(
        MappingProxyType(done),
        MappingProxyType(aliases),
        tuple((done[first.key], second) for first, second in builder.duplicates),
        MappingProxyType(broken),
        not builder.stopped,
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


def _count(entry: Entry, most: int, bag: Bag) -> None:
    """Report a field that names more entries than are looked at."""
    for name in ("crossref", "xdata", "ids"):
        found = entry.fields.get(name)
        if found and found.value.count(",") >= most:
            bag.error(
                "bib-size",
                f"`{name}` of `{entry.key}` names {found.value.count(',') + 1:,} entries; "
                f"{most:,} are allowed",
                found.name_span,
                "put what they share into one of them",
            )


def _hands(entry: Entry) -> bool:
    """Whether another entry hands down fields to an entry."""
    return "crossref" in entry.fields or "xdata" in entry.fields


def _complete(
    linking: Sequence[Entry], entries: Mapping[str, Entry], most: int, bag: Bag
) -> dict[str, dict[str, Field]]:
    """The fields of each entry, with what is handed down to it.

    An entry comes after those that hand down to it, each once; a circle of entries ends itself.
    """
    done: dict[str, dict[str, Field]] = {}
    begun: set[str] = set()
    for entry in linking:
        stack = [entry.key]
        while stack:
            key = stack[-1]
            above = [k for k in _above(entries[key], most) if k in entries]
            if key not in begun:
                begun.add(key)
                waiting = [k for k in above if k not in begun and _hands(entries[k])]
                if waiting:
                    stack += reversed(waiting)
                    continue
            stack.pop()
            if key not in done:
                done[key] = _fields(entries[key], entries, done, most)
                if len(done[key]) > most:
                    bag.error(
                        "bib-size",
                        f"`{key}` has {len(done[key]):,} fields with those that `crossref` and "
                        f"`xdata` hand down; {most:,} are allowed",
                        entries[key].key_span,
                        "take out what nothing prints",
                    )
    return done


def _above(entry: Entry, most: int) -> Iterator[str]:
    """The keys of the entries that hand down to an entry."""
    yield from _list(entry, "xdata", most)
    yield from islice(_list(entry, "crossref", most), 1)


def _fields(
    entry: Entry, entries: Mapping[str, Entry], done: Mapping[str, dict[str, Field]], most: int
) -> dict[str, Field]:
    """An entry's own fields and what is handed down to it."""
    fields = dict(entry.fields)
    for key in _list(entry, "xdata", most):
        if key in entries and key != entry.key:
            for name, field in islice(done.get(key, entries[key].fields).items(), most):
                if name not in _OWN_AFFAIR:
                    fields.setdefault(name, field)
    parent = entries.get(next(_list(entry, "crossref", most), ""))
    if parent:
        for name, field in islice(done.get(parent.key, parent.fields).items(), most):
            for target in _targets(name, entry.type, parent.type):
                fields.setdefault(target, field)
    return fields


def _list(entry: Entry, name: str, most: int) -> Iterator[str]:
    """The keys in a field, parted by commas; so many of them."""
    found = entry.fields.get(name)
    words = found.value.split(",", most)[:most] if found else []
    return (nfc(word.strip()) for word in words if word.strip())


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
