"""Chapter -> its labels: what a reference may lead to."""

from collections.abc import Iterator

from reportgen.diagnostics.source import Finder, Span
from reportgen.parse import cross_references
from reportgen.parse.chapter import Chapter
from reportgen.parse.manuscript import Label
from reportgen.tree import named_blocks
from reportgen.tree.nodes import Node, attr

PLACEABLE = ("Header", "Div", "Span", "Figure", "Table", "CodeBlock", "Math")


def labels_of(chapter: Chapter) -> Iterator[Label]:
    """The labels of a chapter with what each is of and where it is given."""
    places = Finder(chapter.source)
    for node in chapter.nodes:
        names = [attr(node)[0]]
        if node["t"] == "Math":
            names = [node.get("label", ""), *node.get("also", ())]
        for name in names:
            if name and node["t"] in PLACEABLE:
                yield Label(name, _kind(node, name), _span_of(places, chapter, node, name))


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
        case "Div" if named_blocks.is_numbered_box(node):
            return "box"
        case "Div" if {"panel", "theorem"} & set(attr(node)[1]):
            return "panel" if "panel" in attr(node)[1] else "theorem"
    prefix = cross_references.LABEL_KEY.match(name)
    kinds = {"fig": "figure", "tbl": "table", "tab": "table", "table": "table", "sec": "section"}
    kinds |= {"eq": "equation", "lst": "listing"}
    return kinds[prefix[1]] if prefix else "other"


def _span_of(places: Finder, chapter: Chapter, node: Node, name: str) -> Span:
    for form in (f"#{name}", f"{{{name}}}"):
        if found := places.find(form):
            return found
    return chapter.span(node)
