"""Blocks -> paragraphs, lists, quotations, code, tables, figures and boxes."""

from collections.abc import Collection
from functools import partial
from typing import Any

from reportgen.jats import figures, lists, named_blocks, raw, tables
from reportgen.jats.context import Context
from reportgen.jats.elements import LANG, Child, Element, element, filled
from reportgen.jats.inlines import PARAGRAPH, PHRASE, inlines
from reportgen.jats.named_blocks import Write
from reportgen.tree import theorems
from reportgen.tree.named_blocks import kind
from reportgen.tree.nodes import Node, attr

ALL: frozenset[str] = frozenset()
"""Every element of blocks may stand here."""
UNTAGGED = frozenset({"alternatives"})
"""The elements that bear no language."""


def blocks(tree: list[Node], context: Context, allowed: Collection[str] = ALL) -> list[Element]:
    """The elements of blocks; one that is not among those `allowed` stands in a paragraph."""
    out: list[Element] = []
    for node in tree:
        made = _block(node, context, allowed)
        out += [one if not allowed or one.tag in allowed else element("p", one) for one in made]
    return out


def writer(context: Context) -> Write:
    """What writes blocks, for those that hold some."""
    return partial(_written, context)


def _written(context: Context, tree: list[Node], allowed: Collection[str]) -> list[Element]:
    return blocks(tree, context, allowed)


def _block(node: Node, context: Context, allowed: Collection[str]) -> list[Element]:
    if node.get("change") == "del":
        return []
    c: Any = node.get("c")
    write = writer(context)
    match node["t"]:
        case "Para" | "Plain":
            return _paragraph(c, context)
        case "Header":
            return _heading(node, context)
        case "BlockQuote":
            made = filled(element("disp-quote", write(c, ALL)))
            return [] if made is None else [made]
        case "BulletList" | "OrderedList":
            return lists.listed(node, write)
        case "DefinitionList":
            return lists.definitions(c, context, write)
        case "LineBlock":
            return _verse(c, context)
        case "HorizontalRule":
            return [element("p", "* * *", content_type="thematic-break")]
        case "CodeBlock":
            return _code(c, context)
        case "Div":
            return _division(node, context, allowed)
        case "Figure":
            return figures.figure(node, context, write)
        case "Table":
            return tables.table(node, context, write)
        case "RawBlock":
            return [element("p", words) for words in raw.words(node, context)]
    return []


def _paragraph(nodes: list[Node], context: Context) -> list[Element]:
    """A paragraph; a formula or a picture that is all it holds stands for itself."""
    shown = [node for node in nodes if node["t"] not in ("Space", "SoftBreak", "LineBreak")]
    if shown and all(_displayed(node) for node in shown):
        return [x for n in shown for x in inlines([n], context) if isinstance(x, Element)]
    alone = figures.alone(shown[0], context) if len(shown) == 1 else None
    if alone is not None:
        return [alone]
    made = filled(element("p", inlines(nodes, context, PARAGRAPH)))
    return [] if made is None else [made]


def _displayed(node: Node) -> bool:
    return bool(node["t"] == "Math" and node["c"][0]["t"] == "DisplayMath")


def _heading(node: Node, context: Context) -> list[Element]:
    """A heading where there are no sections, as in a quotation."""
    _, (identifier, _, _), words = node["c"]
    bold = filled(element("bold", inlines(words, context, PHRASE)))
    if bold is None:
        return []
    name = context.id(identifier, "heading") if identifier else ""
    return [element("p", bold, id=name, content_type="heading")]


def _verse(lines: list[list[Node]], context: Context) -> list[Element]:
    made = []
    for line in lines:
        parts = inlines(line, context, PHRASE) or ["\u00a0"]
        # A line holds no link, but a phrase in it does.
        held = (element("styled-content", one) if _is_link(one) else one for one in parts)
        made.append(element("verse-line", held))
    return [element("verse-group", made)] if made else []


def _is_link(part: Child) -> bool:
    return isinstance(part, Element) and part.tag in ("ext-link", "email")


def _code(c: Any, context: Context) -> list[Element]:
    (identifier, classes, _), source = c
    if not source.strip():
        return []
    name = context.id(identifier, "code") if identifier else ""
    language = classes[0] if classes else ""
    return [element("code", source, id=name, language=language, space="preserve")]


def _division(node: Node, context: Context, allowed: Collection[str]) -> list[Element]:
    identifier, classes, pairs = attr(node)
    content = node["c"][1]
    write = writer(context)
    if named_blocks.is_bibliography(node):
        return []
    if theorems.kind(classes):
        made = named_blocks.theorem(node, context, write)
    elif named_blocks.is_boxed(node):
        made = [named_blocks.boxed(node, context, write)]
    elif kind(node):
        made = named_blocks.quoted(node, context, write)
    else:
        made = blocks(content, context, allowed)
    for one in made:
        if pairs.get("lang") and one.get(LANG) is None and one.tag not in UNTAGGED:
            one.set(LANG, pairs["lang"])
    if identifier and made and identifier not in context.others:
        if made[0].get("id"):
            context.others[identifier] = str(made[0].get("id"))
        else:
            made[0].set("id", context.id(identifier, "block"))
    return made
