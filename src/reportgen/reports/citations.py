"""What a manuscript cites: each source with where it stands, and in which notes."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from reportgen import editions
from reportgen.bibliography import Entry, decode
from reportgen.diagnostics import Bag
from reportgen.diagnostics.source import Span
from reportgen.parse import Manuscript
from reportgen.resolve import style as styles
from reportgen.tree.visitor import visit


@dataclass(frozen=True)
class Place:
    """A citation: where it stands, its note's number in the work, and which editions show it.

    `note` is 0 where it has none: outside the whole work, or in a style without notes.
    """

    span: Span | None
    note: int
    editions: frozenset[str]


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
    def editions(self) -> frozenset[str]:
        return frozenset[str]().union(*(place.editions for place in self.places))


@dataclass(frozen=True)
class Usage:
    """Every source of a bibliography, and the names of the editions: the whole work first."""

    sources: tuple[Source, ...]
    editions: tuple[str, ...]


def citation_usage(manuscript: Manuscript) -> Usage:
    """Every entry of the bibliography: the cited ones as first cited, then the others."""
    library = manuscript.library
    found: dict[str, Source] = {}
    for key, place in _places(manuscript):
        entry = library.get(key)
        if entry is not None:
            found.setdefault(entry.key, Source(entry)).places.append(place)
    nocite = manuscript.front.nocite
    listed = {entry.key for key in nocite if (entry := library.get(key))}
    rest = (Source(e, listed="*" in nocite or e.key in listed) for e in library)
    sources = (*found.values(), *(source for source in rest if source.entry.key not in found))
    usual = editions.defaults()
    printing = (one for one in manuscript.selections if one.edition in usual)
    ordered = sorted(printing, key=lambda selection: not selection.whole)
    return Usage(sources, tuple(selection.edition for selection in ordered))


def text(usage: Usage, unused: bool = False) -> str:
    """The sources as a table; `unused` shows those that nothing cites alone."""
    shown = [source for source in usage.sources if source.unused or not unused]
    width = max((len(source.entry.key) for source in shown), default=0)
    lines = [] if unused else [_summary(usage)]
    for source in shown:
        spans = [place.span for place in source.places] or [source.entry.key_span]
        where = ", ".join(map(_shown, spans))
        lines.append(f"{source.entry.key:{width}}  {_notes(source, usage.editions):18}  {where}")
    return "".join(f"{line.rstrip()}\n" for line in lines)


def data(usage: Usage, unused: bool = False) -> str:
    """The sources as JSON."""
    shown = (source for source in usage.sources if source.unused or not unused)
    listed = [_json(source, usage.editions) for source in shown]
    return json.dumps(listed, indent=2) + "\n"


def _places(manuscript: Manuscript) -> Iterator[tuple[str, Place]]:
    """Each citation of the chapters, with its key."""
    style = styles.citation_style(manuscript, Bag())
    marked = style is None or style.notes
    count, numbers = 0, dict[int, int]()
    for chapter in manuscript.chapters:
        for node, context in visit(chapter.blocks):
            if node["t"] not in ("Note", "Cite"):
                continue
            shown = frozenset(
                s.edition for s in manuscript.selections if s.includes(context.classes)
            )
            work = manuscript.work is not None and manuscript.work.edition in shown
            if node["t"] == "Note":
                if context.note is None and work:
                    count += 1
                    numbers[id(node)] = count
            else:
                number = numbers.get(id(context.note), 0)
                if marked and work and context.note is None:
                    count += 1
                    number = count
                for citation in node["c"][0]:
                    span = chapter.span(node, citation.get("at"))
                    yield citation["citationId"], Place(span, number, shown)


def _summary(usage: Usage) -> str:
    noun = "entry" if len(usage.sources) == 1 else "entries"
    counts = ((name, sum(name in s.editions for s in usage.sources)) for name in usage.editions)
    cited = ", ".join(
        f"{n} {'' if i else 'cited '}in the {name}" for i, (name, n) in enumerate(counts)
    )
    unused = sum(source.unused for source in usage.sources)
    return f"{len(usage.sources)} {noun}: {cited}, {unused} unused"


def _notes(source: Source, editions: tuple[str, ...]) -> str:
    if not source.places:
        return "listed" if source.listed else "unused"
    numbers = ", ".join(map(str, source.notes))
    label = f"{'notes' if ',' in numbers else 'note'} {numbers}" if numbers else ""
    others = (name for name in editions[1:] if name in source.editions)
    return " ".join(filter(None, (label, *others)))


def _shown(span: Span | None) -> str:
    return f"{span.source.name}:{span.line}:{span.column}" if span else "?"


def _json(source: Source, editions: tuple[str, ...]) -> Mapping[str, Any]:
    entry = source.entry
    return {
        "key": entry.key,
        "title": decode.plain(entry.text("title")),
        **_ends(entry.key_span),
        "unused": source.unused,
        "places": [
            {
                **_ends(place.span),
                "note": place.note or None,
                **{name: name in place.editions for name in editions},
            }
            for place in source.places
        ],
    }


def _ends(span: Span | None) -> dict[str, Any]:
    if span is None:
        return {"file": None, "line": None, "column": None}
    return {"file": span.source.name, "line": span.line, "column": span.column}
