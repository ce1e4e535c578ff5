"""Sources -> Manuscript: front matter, the vetted tree with its places, and the bibliography."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from reportgen import bibliography, image, pandoc
from reportgen.ast import LEAVES, Node, attr, text, walk
from reportgen.bibliography import Library
from reportgen.diag import Bag
from reportgen.image import Image
from reportgen.load import Sources
from reportgen.parse import cross, front, keys, roles, size, tex
from reportgen.parse.front import Front
from reportgen.parse.place import once, place
from reportgen.reading import Reading
from reportgen.source import Source, Span
from reportgen.vet import vet

PLACEABLE = ("Header", "Div", "Span", "Figure", "Table", "CodeBlock", "Math")


@dataclass(frozen=True)
class Chapter:
    """One source and its vetted tree."""

    source: Source
    blocks: list[Node]

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """Every node of the tree, in its order: most checks ask for some of them."""
        return tuple(walk(self.blocks))


@dataclass(frozen=True)
class Cite:
    """A source cited at a place; `brief` where only the brief shows it, `note` inside a note."""

    key: str
    span: Span | None
    note: bool
    brief: bool


@dataclass(frozen=True)
class Label:
    """Something that can be referred to: `kind` is figure, table, section, equation or other."""

    name: str
    kind: str
    span: Span | None


@dataclass(frozen=True)
class Reference:
    """A cross-reference to a label."""

    name: str
    span: Span | None


@dataclass(frozen=True)
class Manuscript:
    """Everything the author wrote, read and placed; nothing resolved yet."""

    sources: Sources
    front: Front
    chapters: tuple[Chapter, ...]
    cites: tuple[Cite, ...]
    labels: tuple[Label, ...]
    references: tuple[Reference, ...]
    images: Mapping[str, Image]
    library: Library
    prose: Mapping[str, list[Node]]
    style: Source | None = None
    raw: bool = False


def parse(reading: Reading, bag: Bag, allow: Collection[str] = ()) -> Manuscript | None:
    """Read everything; None where the front matter or the text cannot be read at all.

    `allow` names what the user permits this manuscript: "raw".
    """
    sources = reading.sources
    matter: Front = front.read(sources.front, sources.start, sources.end, bag)
    library = bibliography.read(_bibliographies(sources, matter, bag), bag, sources.limits)
    style = _style(sources, matter, bag)
    said = _markdown(matter)
    trees = _read(reading, list(said.values()), bag)
    if trees is None:
        return None
    head = Source(sources.front.name, sources.front.text[: sources.end])
    texts = [*sources.chapters, *[head] * len(said)]
    trees = [keys.apart(blocks) for blocks in trees]
    for source, blocks in zip(texts, trees, strict=True):
        place(blocks, source.text)
    told = tex.understood(trees, sources.limits, reading.store)
    if told is not trees and not size.trees(told, texts, sources.limits, bag):
        return None
    images: dict[str, Image] = {}
    read = []
    for source, blocks in zip(texts, told, strict=True):
        vetted = vet(blocks, source, sources, "raw" in allow, bag, images)
        meant = roles.read(vetted.blocks, source)
        labelled = cross.bookdown(cross.equations(meant), source)
        read.append(Chapter(source, keys.particles(labelled, library)))
        images.update(vetted.images)
    images |= _logo(sources, matter, bag)
    chapters, prose = read[: len(sources.chapters)], read[len(sources.chapters) :]
    labels = tuple(label for c in chapters for label in _labels(c))
    known = {label.name for label in labels}
    chapters = [Chapter(c.source, cross.crossed(c.blocks, known, library)) for c in chapters]
    prose = [Chapter(c.source, cross.crossed(c.blocks, known, library)) for c in prose]
    return Manuscript(
        sources,
        matter,
        tuple(chapters),
        tuple(cite for c in [*chapters, *prose] for cite in _cites(c)),
        labels,
        tuple(ref for c in [*chapters, *prose] for ref in _references(c)),
        images,
        library,
        {name: c.blocks for name, c in zip(said, prose, strict=True)},
        style,
        "raw" in allow,
    )


def _markdown(matter: Front) -> dict[str, str]:
    """What the front matter says in Markdown, by its field."""
    said = {
        "abstract": matter.abstract,
        "acknowledgements": matter.acknowledgements,
        "standfirst": matter.brief.standfirst if matter.brief else None,
        **{f"bio-{i}": author.bio for i, author in enumerate(matter.authors)},
        **{f"statement-{i}": s.text for i, s in enumerate(matter.statements)},
    }
    return {name: text for name, text in said.items() if text}


def _bibliographies(sources: Sources, matter: Front, bag: Bag) -> tuple[Source, ...]:
    named = matter.bibliography
    if not named and sources.find("bibliography.bib", sources.front.name):
        named = ("bibliography.bib",)
    found = []
    for i, name in enumerate(named):
        path = sources.find(name, sources.front.name)
        source = sources.text(path, bag) if path else None
        if source:
            found.append(source)
        elif not path:
            span = matter.span("bibliography", i) or matter.span("bibliography")
            bag.error(
                "bib-missing",
                f"the bibliography `{name}` is not there",
                span,
                "put the file beside the manuscript, or mend its name",
            )
    return tuple(found)


def _style(sources: Sources, matter: Front, bag: Bag) -> Source | None:
    """The project's own CSL file, where the front matter names one by path."""
    if not matter.csl:
        return None
    path = sources.find(matter.csl, sources.front.name)
    return sources.text(path, bag) if path else None


def _logo(sources: Sources, matter: Front, bag: Bag) -> dict[str, Image]:
    """The picture that the theme's setting `logo` names, under the name it has there."""
    wanted = matter.style.logo
    if not wanted:
        return {}
    name = sources.find(wanted, sources.front.name)
    data = sources.data(name, sources.limits.picture_bytes) if name else None
    found = image.read(name, data or b"", sources.limits) if name else "is not there"
    if isinstance(found, Image):
        return {wanted: found}
    bag.error(
        "image-unreadable" if name else "image-missing",
        f"the logo `{wanted}` {found}",
        matter.span("style", "logo"),
        "give the name of a picture of the project",
    )
    return {}


def _read(reading: Reading, prose: list[str], bag: Bag) -> list[list[Node]] | None:
    sources = reading.sources
    spoken = Source(sources.front.name, "\n\n".join(prose))
    if not size.texts((*sources.chapters, spoken), sources.limits, bag) or not sources.chapters:
        return None
    try:
        found = reading.trees(prose)
    except pandoc.Refused as refused:
        what = {
            "time": "takes too long to read",
            "memory": "needs too much memory to read",
            "depth": "nests too deep",
        }
        bag.error(
            "manuscript-unreadable",
            f"the manuscript {what.get(refused.reason, 'cannot be read: ' + refused.reason)}",
            _largest(sources),
            "look for very deep lists, tables or brackets, and for what is not closed",
        )
        return None
    head = Source(sources.front.name, sources.front.text[: sources.end])
    texts = [*sources.chapters, *[head] * len(prose)]
    return found if size.trees(found, texts, sources.limits, bag) else None


def _largest(sources: Sources) -> Span:
    """Where the text of the longest chapter begins."""
    chapter = max(sources.chapters, key=lambda source: len(source.text.strip()))
    return chapter.span(len(chapter.text) - len(chapter.text.lstrip()))


def _labels(chapter: Chapter) -> Iterator[Label]:
    for node in once(chapter.blocks):
        names = [attr(node)[0]]
        if node["t"] == "Math":
            names = [node.get("label", ""), *node.get("also", ())]
        for name in names:
            if name and node["t"] in PLACEABLE:
                yield Label(name, _kind(node, name), _span_of(chapter.source, node, name))


def _kind(node: Node, name: str) -> str:
    match node["t"]:
        case "Figure":
            return "figure"
        case "Table":
            return "table"
        case "Header":
            return "section"
        case "Math":
            return "equation"
    prefix = cross.CROSS.match(name)
    kinds = {"fig": "figure", "tbl": "table", "tab": "table", "table": "table", "sec": "section"}
    kinds |= {"eq": "equation", "lst": "listing"}
    return kinds[prefix[1]] if prefix else "other"


def _span_of(source: Source, node: Node, name: str) -> Span | None:
    for form in (f"#{name}", f"{{{name}}}"):
        if found := source.find(form):
            return found
    return source.span(*node["at"]) if node.get("at") else None


def _cites(chapter: Chapter) -> Iterator[Cite]:
    for node, note, brief in _contexts(chapter.blocks):
        if node["t"] == "Cite":
            for citation in node["c"][0]:
                at = citation.get("at")
                span = chapter.source.span(*at) if at else None
                yield Cite(citation["citationId"], span, note, brief)


def _contexts(
    tree: Any, note: bool = False, brief: bool = False
) -> Iterator[tuple[Node, bool, bool]]:
    """Every node but words, whether it stands in a note, and whether only the brief shows it."""
    if isinstance(tree, list):
        for item in tree:
            if isinstance(item, list) or (isinstance(item, dict) and item.get("t") not in LEAVES):
                yield from _contexts(item, note, brief)
    elif isinstance(tree, dict):
        if "t" in tree:
            yield tree, note, brief
            note = note or tree["t"] == "Note"
            brief = brief or "brief-only" in attr(tree)[1]
            if tree["t"] == "Figure":  # its picture's description repeats the caption
                yield from _contexts(tree["c"][1], note, brief)
                return
        for value in tree.values():
            if isinstance(value, list | dict):
                yield from _contexts(value, note, brief)


def _references(chapter: Chapter) -> Iterable[Reference]:
    for node in chapter.nodes:
        if node["t"] == "Link" and "xref" in attr(node)[1]:
            at = node.get("at")
            yield Reference(node["c"][2][0][1:], chapter.source.span(*at) if at else None)


def words(manuscript: Manuscript) -> int:
    """How many words the chapters have, notes left out."""
    return sum(len(text(chapter.blocks).split()) for chapter in manuscript.chapters)
