"""The text between the citations: notes, headings and what the author typed, with their places."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportgen.diagnostics.source import Span
from reportgen.parse import Chapter, Manuscript
from reportgen.tree import scan
from reportgen.tree.nodes import Node, text, walk

_ATX = re.compile(r"^ {0,3}(#{1,6})(?:[ \t]+(.*?))?[ \t]*$", re.MULTILINE)
_UNDERLINE = re.compile(r"^ {0,3}(?:=+|-+)[ \t]*$")


@dataclass(frozen=True)
class Heading:
    """A heading: its level, its words, and where it stands."""

    level: int
    words: str
    span: Span


@dataclass(frozen=True)
class Remark:
    """A note: its words without those of its citations, its citations, and its marker's place."""

    node: Node
    words: str
    cites: tuple[Node, ...]
    span: Span


def citations(manuscript: Manuscript) -> Iterator[tuple[Span, Node]]:
    """Each citation of the chapters, a source at a time, with its place."""
    for chapter in manuscript.chapters:
        for node in chapter.nodes:
            if node["t"] == "Cite":
                for citation in node["c"][0]:
                    yield chapter.span(node, citation.get("at")), citation


def remarks(chapter: Chapter) -> Iterator[Remark]:
    """The notes of a chapter."""
    for node in chapter.nodes:
        if node["t"] == "Note":
            cites = tuple(n for n in walk(node["c"]) if n["t"] == "Cite")
            yield Remark(node, _words(node["c"]), cites, chapter.span(node))


def headings(chapter: Chapter) -> Iterator[Heading]:
    """The headings of a chapter."""
    nodes = [node for node in chapter.nodes if node["t"] == "Header"]
    places = list(_places(chapter)) if nodes else []
    for i, node in enumerate(nodes):
        words = text(node["c"][2]).strip()
        place = places[i] if len(places) == len(nodes) else chapter.span(node)
        yield Heading(node["c"][0], words, place)


def _places(chapter: Chapter) -> Iterator[Span]:
    """Where headings may stand: a line after a blank one that begins with `#` or is underlined."""
    lines = scan.mask(chapter.source.text).split("\n")
    at, before = 0, ""
    for i, line in enumerate(lines):
        following = lines[i + 1] if i + 1 < len(lines) else ""
        marked = _ATX.match(line) is not None
        underlined = bool(line.strip()) and _UNDERLINE.match(following) and "|" not in line
        if not before.strip() and (marked or underlined):
            end = at + len(line.rstrip())
            yield chapter.source.span(at + len(line) - len(line.lstrip()), end)
        at, before = at + len(line) + 1, line


def _words(blocks: list[Node]) -> str:
    """The text of a note, its citations left out."""
    return " ".join(text(_without(blocks)).split())


def _without(tree: object) -> object:
    if isinstance(tree, list):
        return [
            _without(item)
            for item in tree
            if not (isinstance(item, dict) and item.get("t") == "Cite")
        ]
    if isinstance(tree, dict):
        return {key: _without(value) for key, value in tree.items()}
    return tree
