"""Markup that pandoc takes for text: what stands in the words of a tree and looks like it."""

import re
from collections.abc import Iterator

from reportgen.parse import Chapter
from reportgen.tree.nodes import Node, text, walk


def strings(chapter: Chapter) -> Iterator[str]:
    """The words of a chapter, without code, formulas and addresses."""
    return (node["c"] for node in chapter.nodes if node["t"] == "Str")


def lines(chapter: Chapter) -> Iterator[str]:
    """The lines of a chapter's paragraphs, as they were typed one below the other."""
    for node in chapter.nodes:
        if node["t"] in ("Para", "Plain"):
            yield from _lines(node["c"])


def _lines(inlines: list[Node]) -> Iterator[str]:
    line: list[Node] = []
    for node in inlines:
        if node["t"] in ("SoftBreak", "LineBreak"):
            yield text(line)
            line = []
        else:
            line.append(node)
    yield text(line)


def bare(line: str) -> str:
    """The letters and digits of a line: what typography leaves as it was."""
    return re.sub(r"[\W_]+", "", line)


def escaped(source: str, offset: int) -> bool:
    """Whether a backslash takes the meaning of the character at an offset away."""
    before = source[:offset]
    return (len(before) - len(before.rstrip("\\"))) % 2 == 1


def inner_strings(node: Node) -> Iterator[str]:
    """The words within a node."""
    return (inner["c"] for inner in walk(node["c"]) if inner["t"] == "Str")
