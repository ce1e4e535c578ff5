"""Divs of the classes that name blocks, in the form that `tree.named_blocks` says."""

import re
from typing import Any

from reportgen.parse import exhibit_lines
from reportgen.tree.named_blocks import (
    ALIASES,
    APPENDIX,
    ATTRIBUTION,
    BOX,
    EPIGRAPH,
    LANDSCAPE,
    NAMES,
    PULL_QUOTE,
    RUN_IN,
    STATEMENT,
    STATEMENTS,
    TAKEAWAYS,
    TITLE,
    UNTITLED,
    WIDE,
)
from reportgen.tree.nodes import Node, attr, div, edit, para, plain, span, string, text

_DASH = re.compile(r"(?:—|–|―|---?)[ \u00a0]?")
_TYPED = re.compile(
    r"(?:Appendix|Annex|부록|Annexe|Anhang)(?:[ \u00a0][A-Z])?(?:[.:：][ \u00a0]|$)"
)
"""A heading that says itself that it is an appendix's, with its letter or without."""


def read_named(blocks: list[Node]) -> list[Node]:
    """The blocks with each Div, heading, figure and table of such a class in its form."""
    read: list[Node] = edit(blocks, _read, {"Div", "Header", "Figure", "Table"})
    return read


def _read(node: Node) -> Node | list[Node]:
    match node["t"]:
        case "Header":
            return _heading(node)
        case "Figure":
            return _figure(node)
        case "Table":
            return _renamed(node)
    node = _renamed(node)
    _, classes, pairs = attr(node)
    content = node["c"][1]
    name = next((name for name in classes if name in NAMES), "")
    match name:
        case "box" | "key-takeaways":
            title, inner = titled(content, pairs)
            if name == BOX:
                inner = exhibit_lines.last_lines(inner)
            head = [div([plain(title)], TITLE)] if title or name == TAKEAWAYS else []
            return _made(node, name, [*head, *inner])
        case "pull-quote":
            return _made(node, PULL_QUOTE, _unquoted(content))
        case "epigraph":
            return _made(node, EPIGRAPH, _epigraph(content, pairs))
        case "statements":
            return _made(node, STATEMENTS, _statements(content))
        case "acknowledgements":
            title, inner = titled(content, pairs)
            made = _statement(title, inner)
            return _made(node, STATEMENTS, [made])
        case "wide" | "landscape":
            return _reaching(node, name)
    return node


def _renamed(node: Node) -> Node:
    """A node whose classes have the names that are used here."""
    classes = node["c"][0][1]
    if not any(name in ALIASES for name in classes):
        return node
    renamed = list(dict.fromkeys(ALIASES.get(name, name) for name in classes))
    return {**node, "c": [[node["c"][0][0], renamed, node["c"][0][2]], *node["c"][1:]]}


def _made(node: Node, name: str, content: list[Node]) -> Node:
    """The Div with its kind as its first class."""
    identifier, classes, pairs = node["c"][0]
    others = [other for other in classes if other not in NAMES]
    kept = [pair for pair in pairs if pair[0] not in ("title", "source")]
    return {**node, "c": [[identifier, [name, *others], kept], content]}


def titled(content: list[Node], pairs: dict[str, str]) -> tuple[list[Node], list[Node]]:
    """A block's title, which is its attribute or its first heading, and the rest of it."""
    if content and content[0]["t"] == "Header" and "title" not in pairs:
        return content[0]["c"][2], content[1:]
    return string(pairs["title"]) if pairs.get("title") else [], content


def _unquoted(content: list[Node]) -> list[Node]:
    """What a quotation in a pull quote holds: neither is set with quotation marks."""
    return [inner for b in content for inner in (b["c"] if b["t"] == "BlockQuote" else [b])]


def _epigraph(content: list[Node], pairs: dict[str, str]) -> list[Node]:
    """The words and, in a Div, whose they are: the attribute `source`, or what a dash begins."""
    content = _unquoted(content)
    last: Node = content[-1] if content else {"t": ""}
    if pairs.get("source"):
        return [*content, _attribution(string(pairs["source"]))]
    if last["t"] not in ("Para", "Plain"):
        return content
    inlines = last["c"]
    starts = [i + 1 for i, n in enumerate(inlines) if n["t"] in ("SoftBreak", "LineBreak")]
    for start in [*([0] if len(content) > 1 else []), *reversed(starts)]:
        found = _DASH.match(text(inlines[start:]))
        if found:
            said = _without(inlines[start:], found[0])
            before = [{**last, "c": inlines[: start - 1]}] if start else []
            return [*content[:-1], *before, _attribution(said)]
    return content


def _without(inlines: list[Node], head: str) -> list[Node]:
    rest = list(inlines)
    first = rest[0]
    if first["t"] != "Str":
        return rest
    rest[0] = {**first, "c": first["c"][len(head.rstrip(" \u00a0")) :].lstrip("\u00a0")}
    rest = rest if rest[0]["c"] else rest[1:]
    return rest[1:] if rest and rest[0]["t"] == "Space" else rest


def _attribution(said: list[Node]) -> Node:
    return div([para([{"t": "Str", "c": "—"}, *said])], ATTRIBUTION)


def _statements(content: list[Node]) -> list[Node]:
    """The statements under their headings, or of a list of definitions."""
    out: list[Node] = []
    title: list[Node] = []
    waiting: list[Node] = []
    for block in [*content, None]:
        if block is None or block["t"] in ("Header", "DefinitionList"):
            if title or waiting:
                out.append(_statement(title, waiting))
            title, waiting = [], []
        if block is None:
            continue
        if block["t"] == "Header":
            title = block["c"][2]
        elif block["t"] == "DefinitionList":
            for term, bodies in block["c"]:
                out.append(_statement(term, [inner for body in bodies for inner in body]))
        else:
            waiting.append(block)
    return out


def _statement(title: list[Node], content: list[Node]) -> Node:
    return div(run_in(title, content), STATEMENT)


def run_in(title: list[Node], content: list[Node]) -> list[Node]:
    """Blocks whose first paragraph begins with a title; "" stands for what `resolve` fills in."""
    words: list[Any] = list(title)
    if words and not text(words).rstrip().endswith((".", ":", "?", "!")):
        words.append({"t": "Str", "c": "."})
    head = [span(words, RUN_IN), {"t": "Space"}]
    first: Node = content[0] if content else {"t": ""}
    if first["t"] in ("Para", "Plain"):
        return [{**first, "t": "Para", "c": [*head, *first["c"]]}, *content[1:]]
    return [para(head[:1]), *content]


def _reaching(node: Node, name: str) -> list[Node]:
    """The figures and tables of a Div with its class."""

    def change(inner: Node) -> Node:
        identifier, classes, pairs = inner["c"][0]
        if name in classes:
            return inner
        return {**inner, "c": [[identifier, [*classes, name], pairs], *inner["c"][1:]]}

    identifier, classes, pairs = node["c"][0]
    content: list[Node] = [
        change(block) if block["t"] in ("Figure", "Table") else block for block in node["c"][1]
    ]
    others = [other for other in classes if other not in (WIDE, LANDSCAPE)]
    if identifier or others or pairs:
        return [{**node, "c": [[identifier, others, pairs], content]}]
    return content


def _figure(node: Node) -> Node:
    """A figure of the classes that its picture has (pandoc leaves them there)."""
    node = _renamed(node)
    inner = [n for b in node["c"][2] if b["t"] in ("Plain", "Para") for n in b["c"]]
    if len(inner) != 1 or inner[0]["t"] != "Image":
        return node
    found = _renamed(inner[0])["c"][0][1]
    identifier, classes, pairs = node["c"][0]
    more = [name for name in found if name in (WIDE, LANDSCAPE) and name not in classes]
    return {**node, "c": [[identifier, [*classes, *more], pairs], *node["c"][1:]]} if more else node


def _heading(node: Node) -> Node:
    """An appendix's heading of its class and without the word that it says itself."""
    level, (identifier, classes, pairs), inlines = node["c"]
    found = _TYPED.match(text(inlines))
    if not found and APPENDIX not in classes:
        return node
    cut = _cut(inlines, len(found[0])) if found else inlines
    named = [*classes, *([] if APPENDIX in classes else [APPENDIX]), *([] if cut else [UNTITLED])]
    return {**node, "c": [level, [identifier, named, pairs], cut or inlines]}


def _cut(inlines: list[Node], length: int) -> list[Node]:
    """Inlines without their first characters, which are words."""
    rest = list(inlines)
    while rest and length > 0:
        first = rest[0]
        size = len(text([first]))
        if first["t"] == "Str" and size > length:
            rest[0] = {**first, "c": first["c"][length:]}
            break
        rest.pop(0)
        length -= size
    return rest
