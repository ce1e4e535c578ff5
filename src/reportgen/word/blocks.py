"""Blocks -> paragraphs and tables, each under a style of the reference document."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from typing import Any

from reportgen.languages import direction
from reportgen.tree.named_blocks import APPENDIX
from reportgen.tree.nodes import Node, attr
from reportgen.word import lists, named_blocks, source_code, tables
from reportgen.word.captions import caption
from reportgen.word.elements import Element
from reportgen.word.formulas import formula, number, unwrapped
from reportgen.word.panels import panels
from reportgen.word.paragraphs import Scope
from reportgen.word.runs import tab

EMPTY = {"t": "Str", "c": ""}


def blocks(tree: list[Node], scope: Scope) -> list[Element]:
    """The paragraphs and tables of blocks."""
    out: list[Element] = []
    before = ""
    for node in _opened(tree, scope):
        style = scope.body if before == "Para" else scope.first
        written = _block(node, style, scope)
        out += written
        before = _last_type(node) if written else before
    return out


def styled(scope: Scope, style: str, tree: list[Node]) -> list[Element]:
    """Blocks whose paragraphs all have one style."""
    return blocks(tree, replace(scope, body=style, first=style, item=style))


def _last_type(node: Node) -> str:
    """The type of the last block, where a Div holds some."""
    return _last_type(node["c"][1][-1]) if node["t"] == "Div" and node["c"][1] else str(node["t"])


def _opened(tree: list[Node], scope: Scope) -> Iterator[Node]:
    """The blocks, with those in place of a Div that says nothing of how they look."""
    for node in tree:
        identifier, classes, pairs = attr(node)
        known = {"csl-entry", *named_blocks.CLASSES, *scope.context.design.classes}
        if node["t"] == "Div" and not (
            identifier or {"lang", "dir"} & pairs.keys() or known & set(classes)
        ):
            yield from _opened(node["c"][1], scope)
        else:
            yield node


def _block(node: Node, style: str, scope: Scope) -> list[Element]:
    c: Any = node.get("c")
    match node["t"]:
        case "Para" | "Plain":
            return _paragraph(c, style, scope)
        case "Header":
            return _heading(node, scope)
        case "BlockQuote":
            return blocks(c, replace(scope, body="Block Text", first="Block Text"))
        case "BulletList":
            return lists.items(c, "bullet", 1, scope, blocks)
        case "OrderedList":
            start, kind, delimiter = c[0]
            return lists.items(c[1], f"{kind['t']} {delimiter['t']}", start, scope, blocks)
        case "DefinitionList":
            return [x for term, bodies in c for x in lists.definition(term, bodies, scope, blocks)]
        case "LineBlock":
            lines = [n for line in c for n in [{"t": "LineBreak"}, *line]][1:]
            return [replace(scope, align="left").paragraph("Block Text", scope.runs(lines))]
        case "HorizontalRule":
            return [scope.paragraph("Horizontal Rule")]
        case "CodeBlock":
            code = scope.paragraph("Source Code", source_code.runs(c, scope.context))
            return [*scope.context.bookmark(c[0][0], []), code]
        case "Div":
            return [*scope.context.bookmark(c[0][0], []), *_division(c, scope)]
        case "Figure":
            return _figure(node, scope)
        case "Table":
            return tables.table(node, scope, blocks)
        case "RawBlock" if c[0] == "openxml":
            return deepcopy(scope.context.raw.get(c[1], []))
    return []


def _paragraph(nodes: list[Node], style: str, scope: Scope) -> list[Element]:
    shown = [n for n in nodes if n["t"] not in ("Space", "SoftBreak") and n != EMPTY]
    only = shown[0] if len(shown) == 1 else None
    if only and only["t"] == "Math" and only["c"][0]["t"] == "DisplayMath":
        return [_equation(only, scope)]
    if only and only["t"] == "Image":
        style = "Figure"
    runs = scope.runs(nodes)
    return [scope.paragraph(style, runs)] if runs else []


def _equation(node: Node, scope: Scope) -> Element:
    """A displayed formula; one with a number stands between it and an empty space as wide."""
    body = formula(node, scope.context)
    if not node.get("number"):
        return scope.paragraph("Equation", body)
    width = scope.context.design.column_width
    inner = [element for one in body for element in unwrapped(one)]
    runs = [tab(), *inner, tab(), *number(node, scope.context)]
    return scope.paragraph("Equation", runs, stops=[(width / 2, "center"), (width, "right")])


def _heading(node: Node, scope: Scope) -> list[Element]:
    """A heading; no level is ever skipped."""
    level, (identifier, classes, _), nodes = node["c"]
    levels = scope.context.levels
    while levels and levels[-1] >= level:
        levels.pop()
    levels.append(level)
    style = f"Heading {min(scope.heading + len(levels) - 1, 6)}"
    style = "Appendix Heading" if APPENDIX in classes and style == "Heading 1" else style
    plain = scope.context.numbered and ("unnumbered" in classes or "appendix" in node)
    words = [node for node in nodes if not (scope.context.numbered and "number" in node)]
    runs = scope.context.bookmark(identifier, _words(words, identifier, scope))
    return [scope.paragraph(style, runs, number=(0, lists.UNNUMBERED) if plain else None)]


def _words(words: list[Node], identifier: str, scope: Scope) -> list[Element]:
    """The runs of a heading; the number in that of an appendix has a bookmark."""
    at = next((i for i, n in enumerate(words) if "heading-number" in attr(n)[1]), None)
    if at is None:
        return scope.runs(words)
    number = scope.context.bookmark(f"{identifier}:number", scope.runs([words[at]]))
    return [*scope.runs(words[:at]), *number, *scope.runs(words[at + 1 :])]


def _division(c: Any, scope: Scope) -> list[Element]:
    (_, classes, pairs), tree = c
    lang = dict(pairs).get("lang")
    if lang:
        scope = replace(scope, form=replace(scope.form, lang=lang))
    way = dict(pairs).get("dir") or (direction(lang) if lang else "")
    if way in ("ltr", "rtl") and way != (scope.way or direction(scope.context.lang)):
        scope = replace(scope, way=way)
    for name in classes:
        style = scope.context.design.classes.get(name)
        if style:
            scope = replace(scope, body=style, first=style, item=style)
    if "csl-entry" in classes:
        scope = replace(scope, body="Bibliography", first="Bibliography")
    named = next((name for name in classes if name in named_blocks.CLASSES), "")
    if named:
        return named_blocks.division({"t": "Div", "c": c}, named, scope, blocks)
    return blocks(tree, scope)


def _figure(node: Node, scope: Scope) -> list[Element]:
    (identifier, classes, _), (_, title), tree = node["c"]
    if "panels" in classes:
        shown = panels(classes, tree, scope, blocks)
    else:
        shown = styled(replace(scope, keep_next=True), "Figure", tree)
    lines = named_blocks.lines(title, scope, blocks)
    kept = replace(scope, keep_next=scope.keep_next or bool(lines))
    style = "Sourced Caption" if lines else "Image Caption"
    return [*shown, *caption(style, "Figure", identifier, node, title, kept), *lines]
