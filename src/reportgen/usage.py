"""What a manuscript cites: each source with where it stands, and in which notes."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from reportgen import styles
from reportgen.ast import attr
from reportgen.bibliography import Entry, latex
from reportgen.diag import Bag
from reportgen.editions.brief import SHOWN
from reportgen.parse import Chapter, Manuscript
from reportgen.source import Span


@dataclass(frozen=True)
class Place:
    """A citation: where it stands, its note's number in the article, and which editions show it.

    `note` is 0 where it has none: in the brief alone, or in a style without notes.
    """

    span: Span | None
    note: int
    article: bool
    brief: bool


@dataclass
class Source:
    """An entry and its citations in the order of the document; `listed` where `nocite` has it."""

    entry: Entry
    places: list[Place] = field(default_factory=list)
    listed: bool = False

    @property
    def unused(self) -> bool:
        return not self.places and not self.listed

    @property
    def notes(self) -> tuple[int, ...]:
        return tuple(dict.fromkeys(place.note for place in self.places if place.note))

    @property
    def article(self) -> bool:
        return any(place.article for place in self.places)

    @property
    def brief(self) -> bool:
        return any(place.brief for place in self.places)


@dataclass
class _Count:
    """The number of the last note, where the style has notes."""

    notes: bool
    number: int = 0

    def next(self) -> int:
        self.number += 1
        return self.number


def usage(manuscript: Manuscript) -> tuple[Source, ...]:
    """Every entry of the bibliography: the cited ones as first cited, then the others."""
    library = manuscript.library
    found: dict[str, Source] = {}
    style = styles.style(manuscript, Bag())
    count = _Count(style is None or style.notes)
    for chapter in manuscript.chapters:
        for key, place in _places(chapter.blocks, chapter, count):
            entry = library.get(key)
            if entry is not None:
                found.setdefault(entry.key, Source(entry)).places.append(place)
    nocite = manuscript.front.nocite
    listed = {entry.key for key in nocite if (entry := library.get(key))}
    rest = (Source(e, listed="*" in nocite or e.key in listed) for e in library)
    return (*found.values(), *(source for source in rest if source.entry.key not in found))


def text(sources: tuple[Source, ...], unused: bool = False) -> str:
    """The sources as a table; `unused` shows those that nothing cites alone."""
    shown = [source for source in sources if source.unused or not unused]
    width = max((len(source.entry.key) for source in shown), default=0)
    lines = [] if unused else [_summary(sources)]
    for source in shown:
        spans = [place.span for place in source.places] or [source.entry.key_span]
        where = ", ".join(map(_shown, spans))
        lines.append(f"{source.entry.key:{width}}  {_notes(source):18}  {where}")
    return "".join(f"{line.rstrip()}\n" for line in lines)


def data(sources: tuple[Source, ...], unused: bool = False) -> str:
    """The sources as JSON."""
    listed = [_json(source) for source in sources if source.unused or not unused]
    return json.dumps(listed, indent=2) + "\n"


def _places(
    tree: Any,
    chapter: Chapter,
    count: _Count,
    shown: tuple[bool, bool] = (True, False),
    note: int = 0,
) -> Iterator[tuple[str, Place]]:
    """Each citation; `shown` says whether the article and the brief show what is being walked."""
    if isinstance(tree, list):
        for item in tree:
            yield from _places(item, chapter, count, shown, note)
        return
    if not isinstance(tree, dict):
        return
    kind = tree.get("t")
    classes = attr(tree)[1] if kind else []
    if "brief-only" in classes:
        shown = (False, True)
    elif "article-only" in classes:
        shown = (True, False)
    elif any(name in SHOWN for name in classes):
        shown = (shown[0], True)
    inner: Any = list(tree.values())
    if kind == "Figure":  # its picture's description repeats the caption
        inner = tree["c"][1]
    elif kind == "Note":
        note = count.next() if shown[0] else 0
        inner = tree["c"]
    elif kind == "Cite":
        number = count.next() if count.notes and shown[0] and not note else note
        for citation in tree["c"][0]:
            at = citation.get("at")
            span = chapter.source.span(*at) if at else None
            yield citation["citationId"], Place(span, number if shown[0] else 0, *shown)
        return
    yield from _places(inner, chapter, count, shown, note)


def _summary(sources: tuple[Source, ...]) -> str:
    article = sum(source.article for source in sources)
    brief = sum(source.brief for source in sources)
    unused = sum(source.unused for source in sources)
    noun = "entry" if len(sources) == 1 else "entries"
    return (
        f"{len(sources)} {noun}: {article} cited in the article, {brief} in the brief, "
        f"{unused} unused"
    )


def _notes(source: Source) -> str:
    if not source.places:
        return "listed" if source.listed else "unused"
    numbers = ", ".join(map(str, source.notes))
    label = f"{'notes' if ',' in numbers else 'note'} {numbers}" if numbers else ""
    return " ".join(filter(None, (label, "brief" if source.brief else "")))


def _shown(span: Span | None) -> str:
    return f"{span.source.name}:{span.line}:{span.column}" if span else "?"


def _json(source: Source) -> Mapping[str, Any]:
    entry = source.entry
    return {
        "key": entry.key,
        "title": latex.plain(entry.text("title")),
        **_ends(entry.key_span),
        "unused": source.unused,
        "places": [
            {
                **_ends(place.span),
                "note": place.note or None,
                "article": place.article,
                "brief": place.brief,
            }
            for place in source.places
        ],
    }


def _ends(span: Span | None) -> dict[str, Any]:
    if span is None:
        return {"file": None, "line": None, "column": None}
    return {"file": span.source.name, "line": span.line, "column": span.column}
