"""A vetted tree as HTML: lean, flat, valid, and nothing that was not written here.

Pandoc's own writer is not used: it sets inline styles, makes two annotations of a marked-up link
in a PDF, gives table headers no scope, and costs a second trip of the tree through JSON
(docs/decisions). Every tag that can reach an output stands in this module.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from reportgen.languages import language
from reportgen.markup import lists, redline, tables
from reportgen.markup.addresses import with_address_breaks
from reportgen.markup.attributes import attributes_html, id_html
from reportgen.markup.block_places import inlines_with_place, with_place
from reportgen.markup.code_block import code
from reportgen.markup.heading_levels import Levels
from reportgen.markup.identifiers import slug
from reportgen.markup.named_blocks import block_html, lines_html
from reportgen.tree.nodes import Node, attr, text, walk
from reportgen.tree.notes import begins_with_note, ends_with_note

INLINE_TAGS = {
    "Emph": "em", "Strong": "strong", "Underline": "u", "Strikeout": "s", "Superscript": "sup",
    "Subscript": "sub", "SmallCaps": "span",
}  # fmt: skip
LONG_TABLE_ROWS = 24
"""How many rows a table may have and still be kept on one page."""

LONG_CAPTION = 400
"""How many letters a caption may have and stand under a picture of the greatest height."""


@dataclass(frozen=True)
class HtmlWriter:
    """How a tree is written: what the medium and the edition decide.

    `note` gives the marker of a Note; `picture` the element for an image's name, its alternative
    text and attributes; `formula` the element for LaTeX and whether it is displayed. `top` is the
    heading level of the tree's level 1. `between` parts the markers of two notes in a row.
    `continued` is what the rest of a table says on another page, `{} (continued)`.
    """

    note: Callable[[Node], str]
    picture: Callable[[str, str, Mapping[str, str]], str]
    formula: Callable[[str, bool], str]
    words: Mapping[str, str]
    lang: str = "en"
    top: int = 2
    raw: bool = False
    between: str = ""
    continued: str = ""

    def blocks(self, tree: list[Node]) -> str:
        """The HTML of blocks."""
        return self.runs([tree])[0]

    def runs(self, trees: list[list[Node]]) -> list[str]:
        """The HTML of several runs of blocks, heading levels going on from one to the next."""
        levels = Levels(self.top)
        return [_inner(tree, self, levels) for tree in trees]

    def inlines(self, tree: list[Node]) -> str:
        """The HTML of inlines."""
        out: list[str] = []
        plain: list[str] = []
        marked = False
        for node in tree:
            kind = node["t"]
            if kind == "Str":
                plain.append(node["c"])
            elif kind == "Space" or kind == "SoftBreak":
                plain.append(" ")
            else:
                out.append(escape("".join(plain), quote=False))
                html = _inline(node, self)
                if marked and not plain and html and begins_with_note(node):
                    out.append(self.between)
                out.append(html)
                marked = bool(html) and ends_with_note(node)
                plain.clear()
        out.append(escape("".join(plain), quote=False))
        return "".join(out)


def _block(node: Node, m: HtmlWriter, levels: Levels) -> str:
    change = node.get("change", "")
    if change and node["t"] not in ("Figure", "Table"):
        return redline.changed(_block({**node, "change": ""}, m, levels), change, m.words)
    c: Any = node.get("c")
    match node["t"]:
        case "Para":
            return _paragraph(c, m)
        case "Plain":
            return m.inlines(c)
        case "Header":
            tag = f"h{levels.level(c[0])}"
            return f"<{tag}{attributes_html(c[1])}>{m.inlines(c[2])}</{tag}>"
        case "BlockQuote":
            return f"<blockquote>{_inner(c, m, levels)}</blockquote>"
        case "BulletList":
            return lists.bullet_html(c, lambda item: _inner(item, m, levels))
        case "OrderedList":
            return lists.ordered_html(c, lambda item: _inner(item, m, levels))
        case "DefinitionList":
            return lists.definition_html(c, m.inlines, lambda item: _inner(item, m, levels))
        case "LineBlock":
            return f'<p class="lines">{"<br>".join(m.inlines(line) for line in c)}</p>'
        case "HorizontalRule":
            return "<hr>"
        case "CodeBlock":
            return code(c)
        case "Div":
            said = m.words.get("statements", "")
            return block_html(node, attributes_html(c[0]), lambda b: _inner(b, m, levels), said)
        case "Figure":
            return _figure(node, m, levels)
        case "Table":
            return _table(node, m, levels)
        case "RawBlock":
            return str(c[1]) if m.raw and c[0].startswith("html") else ""
    return ""


def _inner(blocks: list[Node], m: HtmlWriter, levels: Levels) -> str:
    return "\n".join(p for b in blocks if (p := with_place(b, _block(b, m, levels))))


def _paragraph(inlines: list[Node], m: HtmlWriter) -> str:
    """A paragraph; a displayed formula in it stands between two, as a block of its own."""
    out: list[str] = []
    run: list[Node] = []
    for node in [*inlines, None]:
        displayed = node is not None and node["t"] == "Math" and node["c"][0]["t"] == "DisplayMath"
        if node is not None and not displayed:
            run.append(node)
            continue
        body = m.inlines(run).strip()
        run = []
        if body:
            out.append(f"<p>{body}</p>")
        if node is not None:
            out.append(_equation(node, m, "div"))
    return "\n".join(out)


def _figure(node: Node, m: HtmlWriter, levels: Levels) -> str:
    attributes, (_, caption), body = node["c"]
    words = _caption(redline.label(node, "figure", m.words), caption, m)
    # A caption is the first or the last of what a figure holds, so that lines stand in it.
    words += lines_html(caption, lambda b: _inner(b, m, levels))
    inner = _inner(body, m, levels)
    if len(text(caption)) > LONG_CAPTION:
        attributes = [attributes[0], [*attributes[1], "long-caption"], attributes[2]]
    if any(image["t"] == "Image" and "here" in attr(image)[1] for image in walk(body)):
        attributes = [attributes[0], [*attributes[1], "here"], attributes[2]]
    return f"<figure{attributes_html(attributes)}>{inner}<figcaption>{words}</figcaption></figure>"


def _caption(label: str, caption: list[Node], m: HtmlWriter) -> str:
    """A caption; its label is HTML, and empty where there is none."""
    paragraphs = (b for b in caption if b["t"] in ("Para", "Plain"))
    body = " ".join(inlines_with_place(b, m.inlines(b["c"])) for b in paragraphs)
    head = f'<span class="label">{label}</span>' if label else ""
    return f"{head} {body}".strip()


def _table(node: Node, m: HtmlWriter, levels: Levels) -> str:
    (identifier, classes, pairs), (_, caption), *_ = node["c"]
    levels.tables += 1
    html, rows = tables.table_html(node, lambda blocks: _inner(blocks, m, levels), levels.tables)
    label = m.words["table"].format(node["number"]) if node.get("number") else ""
    shown = redline.label(node, "table", m.words) if label else ""
    words = _caption(shown, caption, m)
    name = ["long"] if rows > LONG_TABLE_ROWS else []
    opening = f"<figure{attributes_html([identifier, ['table', *name, *classes], pairs])}>"
    said = escape(label or m.words["table"].format("").strip())
    scroll = f'<div class="scroll" tabindex="0" role="group" aria-label="{said}"'
    if label and m.continued:
        scroll += f' data-continued="{escape(m.continued.format(label))}"'
    scroll += ">"
    title = f"<figcaption>{words}</figcaption>" if words else ""
    lines = lines_html(caption, lambda b: _inner(b, m, levels))
    return f"{opening}{title}{scroll}{html}</div>{lines}</figure>"


def _inline(node: Node, m: HtmlWriter) -> str:
    kind: str = node["t"]
    c: Any = node.get("c")
    if kind == "LineBreak":
        return "<br>"
    if kind in INLINE_TAGS:
        small = ' class="small-caps"' if kind == "SmallCaps" else ""
        return f"<{INLINE_TAGS[kind]}{small}>{m.inlines(c)}</{INLINE_TAGS[kind]}>"
    match kind:
        case "Quoted":
            marks = language(m.lang).quotes
            pair = marks[:2] if c[0]["t"] == "DoubleQuote" else marks[2:]
            return f"{pair[0]}{m.inlines(c[1])}{pair[1]}"
        case "Cite":
            return m.inlines(c[1])
        case "Note":
            return m.note(node)
        case "Code":
            return f"<code>{escape(c[1], quote=False)}</code>"
        case "Math":
            displayed = c[0]["t"] == "DisplayMath"
            return _equation(node, m, "span") if displayed else m.formula(c[1], False)
        case "Link":
            return _link(c, m)
        case "Image":
            name = c[2][0]
            pairs = dict(c[0][2])
            return m.picture(name, pairs.get("alt") or text(c[1]).strip(), pairs)
        case "Span":
            if node.get("change"):
                return redline.changed(m.inlines(c[1]), node["change"], m.words)
            attributes = attributes_html(c[0])
            return f"<span{attributes}>{m.inlines(c[1])}</span>" if attributes else m.inlines(c[1])
        case "RawInline":
            return str(c[1]) if m.raw and c[0].startswith("html") else ""
    return ""


def _equation(node: Node, m: HtmlWriter, tag: str) -> str:
    """A displayed formula with its number."""
    name = id_html(slug(node["label"])) if node.get("label") else ""
    number = f'<span class="number">({node["number"]})</span>' if node.get("number") else ""
    return f'<{tag}{name} class="equation">{m.formula(node["c"][1], True)}{number}</{tag}>'


def _link(c: Any, m: HtmlWriter) -> str:
    attributes, inlines, (target, _) = c
    href = "#" + slug(target[1:]) if target.startswith("#") else target
    # One flat run of text in a link: marks inside would be links of their own in a PDF.
    return f'<a{attributes_html(attributes)} href="{escape(href)}">{_flat(inlines, m, target)}</a>'


def _flat(inlines: list[Node], m: HtmlWriter, target: str) -> str:
    if len(inlines) == 1 and inlines[0]["t"] == "Quoted":
        marks = language(m.lang).quotes
        first = 0 if inlines[0]["c"][0]["t"] == "DoubleQuote" else 2
        words = marks[first] + text(inlines[0]["c"][1]) + marks[first + 1]
        return escape(words, quote=False)
    words = escape(text(inlines), quote=False)
    return with_address_breaks(words) if re.match(r"(https?:|www\.)", words) else words
