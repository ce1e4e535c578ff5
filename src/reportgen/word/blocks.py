"""Blocks -> paragraphs and tables, each under a style of the reference document."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from reportgen.ast import Node, attr, string
from reportgen.resolve import script
from reportgen.word import code, runs, tables
from reportgen.word.book import Book, Part
from reportgen.word.index import label
from reportgen.word.look import ident
from reportgen.word.runs import PLAIN, Run, field, inlines, say
from reportgen.word.styles import tabs
from reportgen.word.xml import flag, text, twips, val

EMPTY = {"t": "Str", "c": ""}
STEP = 18.0
"""How far each level of a list is indented, in points."""
HEADINGS = 2
"""The list that headings are in is 1, that of headings without a number 2; others come after."""
DEEPEST = 8
"""The innermost level that a list of Word's has."""


@dataclass(frozen=True)
class Place:
    """Where blocks stand: the styles of paragraphs, how far in, and how deep in lists."""

    book: Book
    part: Part
    body: str = "Body Text"
    first: str = "First Paragraph"
    item: str = "List Paragraph"
    left: float = 0.0
    depth: int = -1
    align: str = ""
    keep: bool = False
    how: Run = PLAIN
    top: int = 1

    def runs(self, nodes: list[Node]) -> str:
        return inlines(nodes, self.book, self.part, self.how)

    def paragraph(
        self, style: str, body: str, *, number: str = "", left: float | None = None,
        stops: str = "", tall: bool = True,
    ) -> str:  # fmt: skip
        """A paragraph; one that holds a formula or a picture may be higher than its line."""
        look = self.book.recipe.full(style)
        tall = tall and ("<m:oMath" in body or "<w:drawing" in body)
        spacing = ""
        if tall and look.leading:
            spacing = f'<w:spacing w:line="{twips(look.leading)}" w:lineRule="atLeast"/>'
        inset = left if left is not None else self.left + (look.left or 0) if self.left else None
        first = f'w:hanging="{twips(STEP)}"' if number and left else 'w:firstLine="0"'
        indent = f'<w:ind w:left="{twips(inset)}" {first}/>' if inset is not None else ""
        align = val("jc", self.align) if self.align else ""
        return (
            f"<w:p><w:pPr>{val('pStyle', ident(style))}{flag('keepNext', self.keep or None)}"
            f"{number}{stops}{spacing}{indent}{align}</w:pPr>{body}</w:p>"
        )


def blocks(tree: list[Node], place: Place) -> str:
    """The paragraphs and tables of blocks."""
    out: list[str] = []
    after = ""
    for node in _opened(tree, place):
        style = place.body if after == "Para" else place.first
        out.append(_block(node, style, place))
        after = _last(node) if out[-1] else after
    return "".join(out)


def _last(node: Node) -> str:
    """The type of the last block, where a Div holds some."""
    return _last(node["c"][1][-1]) if node["t"] == "Div" and node["c"][1] else str(node["t"])


def _opened(tree: list[Node], place: Place) -> Iterator[Node]:
    """The blocks, with those in place of a Div that says nothing of how they look."""
    for node in tree:
        identifier, classes, pairs = attr(node)
        known = {"csl-entry", *place.book.recipe.classes}
        if node["t"] == "Div" and not (identifier or pairs.get("lang") or known & set(classes)):
            yield from _opened(node["c"][1], place)
        else:
            yield node


def styled(place: Place, style: str, tree: list[Node]) -> str:
    """Blocks whose paragraphs all have one style."""
    return blocks(tree, replace(place, body=style, first=style, item=style))


def tell(value: str | None, place: Place, style: str) -> str:
    """A paragraph of plain words; nothing for nothing."""
    return place.paragraph(style, said(value, place)) if value else ""


def said(value: str, place: Place, how: Run = PLAIN) -> str:
    """The runs of plain words, Korean ones marked."""
    return inlines(script.mark(string(value), place.book.lang), place.book, place.part, how)


def note(tree: list[Node], book: Book) -> str:
    """The paragraphs of a note, its number before the first."""
    kind = "Footnote" if book.feet else "Endnote"
    style = f"{kind} Text"
    place = Place(book, book.endings, style, style, style)
    sign = f"<w:{kind.lower()}Ref/>"
    number = runs.run(sign, Run(style=f"{kind} Number")) + runs.run("<w:tab/>")
    head, rest = tree[:1], tree[1:]
    if not head or head[0]["t"] not in ("Para", "Plain"):
        head, rest = [{"t": "Plain", "c": []}], tree
    opening = place.paragraph(style, number + place.runs(head[0]["c"]))
    return opening + blocks(rest, place)


def _block(node: Node, style: str, place: Place) -> str:
    c: Any = node.get("c")
    match node["t"]:
        case "Para" | "Plain":
            return _paragraph(c, style, place)
        case "Header":
            return _heading(node, place)
        case "BlockQuote":
            return blocks(c, replace(place, body="Block Text", first="Block Text"))
        case "BulletList":
            return _list(c, "bullet", 1, place)
        case "OrderedList":
            start, kind, delimiter = c[0]
            return _list(c[1], f"{kind['t']} {delimiter['t']}", start, place)
        case "DefinitionList":
            return "".join(_definition(item, place) for item in c)
        case "LineBlock":
            lines = [n for line in c for n in [{"t": "LineBreak"}, *line]][1:]
            return replace(place, align="left").paragraph("Block Text", place.runs(lines))
        case "HorizontalRule":
            return place.paragraph("Horizontal Rule", "")
        case "CodeBlock":
            return _anchor(c[0][0], place) + place.paragraph(
                "Source Code", code.lines(c, place.book)
            )
        case "Div":
            return _anchor(c[0][0], place) + _division(c, place)
        case "Figure":
            return _figure(node, place)
        case "Table":
            return tables.table(node, place)
        case "RawBlock":
            return str(c[1]) if place.book.edition.report.raw and c[0] == "openxml" else ""
    return ""


def _paragraph(nodes: list[Node], style: str, place: Place) -> str:
    shown = [n for n in nodes if n["t"] not in ("Space", "SoftBreak") and n != EMPTY]
    only = shown[0] if len(shown) == 1 else None
    if only and only["t"] == "Math" and only["c"][0]["t"] == "DisplayMath":
        return _equation(only, place)
    if only and only["t"] == "Image":
        style = "Figure"
    body = place.runs(nodes)
    return place.paragraph(style, body) if body else ""


def _equation(node: Node, place: Place) -> str:
    body = runs.formula(node, place.book)
    if not node.get("number"):
        return place.paragraph("Equation", body)
    start, end = body.find("<m:oMath>"), body.rfind("</m:oMath>")
    if start >= 0:
        body = body[start : end + len("</m:oMath>")]
    width = place.book.recipe.column
    tab = runs.run("<w:tab/>")
    return place.paragraph(
        "Equation",
        tab + body + tab + runs.numbered(node, place.book),
        stops=tabs([(width / 2, "center"), (width, "right")]),
    )


def _heading(node: Node, place: Place) -> str:
    """A heading; no level is ever skipped."""
    level, (identifier, classes, _), nodes = node["c"]
    levels = place.book.levels
    while levels and levels[-1] >= level:
        levels.pop()
    levels.append(level)
    style = f"Heading {min(place.top + len(levels) - 1, 6)}"
    bare = place.book.numbered and "unnumbered" in classes
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>' if bare else ""
    return place.paragraph(style, place.book.mark(identifier, place.runs(nodes)), number=number)


def _list(items: list[list[Node]], kind: str, start: int, place: Place) -> str:
    depth = min(place.depth + 1, DEEPEST)
    place.book.lists.append((kind, start))
    name = HEADINGS + len(place.book.lists)
    number = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{name}"/></w:numPr>'
    inner = replace(place, body=place.item, first=place.item, depth=depth, left=place.left + STEP)
    return "".join(_item(item, number, inner) for item in items)


def _item(item: list[Node], number: str, place: Place) -> str:
    head, rest = item[:1], item[1:]
    if not head or head[0]["t"] not in ("Para", "Plain"):
        head, rest = [], item
    body = place.runs(head[0]["c"]) if head else ""
    indent = place.left + (place.book.recipe.full(place.item).left or 0)
    opening = place.paragraph(place.item, body, number=number, left=indent)
    return opening + blocks(rest, place)


def _definition(item: Any, place: Place) -> str:
    term, bodies = item
    inner = replace(place, body="Definition", first="Definition")
    opening = replace(place, keep=True).paragraph("Definition Term", place.runs(term))
    return opening + "".join(blocks(body, inner) for body in bodies)


def _division(c: Any, place: Place) -> str:
    (_, classes, pairs), tree = c
    lang = dict(pairs).get("lang")
    if lang:
        place = replace(place, how=replace(place.how, lang=lang))
    for name in classes:
        style = place.book.recipe.classes.get(name)
        if style:
            place = replace(place, body=style, first=style, item=style)
    if "csl-entry" in classes:
        place = replace(place, body="Bibliography", first="Bibliography")
    return blocks(tree, place)


def _anchor(identifier: str, place: Place) -> str:
    return place.book.mark(identifier, "")


def _figure(node: Node, place: Place) -> str:
    (identifier, _, _), (_, title), tree = node["c"]
    inner = replace(place, body="Figure", first="Figure", item="Figure", keep=True)
    return blocks(tree, inner) + caption("Image Caption", "Figure", identifier, node, title, place)


def caption(
    style: str, sequence: str, identifier: str, node: Node, title: list[Node], place: Place
) -> str:
    """A caption as Word makes it: its number a field, its label under a bookmark."""
    book = place.book
    number = node.get("number", "")
    body = ""
    if number:
        name = Run(style="Caption Label")
        before, _, behind = label(book.edition.report.words[sequence.lower()], "\0").partition("\0")
        jump = f" \\r {number}" if _jumps(sequence, number, book) else ""
        count = field(f"SEQ {sequence} \\* ARABIC{jump}", number, name)
        if identifier:
            count = book.mark(f"{identifier}:number", count)
        body = book.mark(identifier, say(before, name) + count + say(behind, name))
    said = [b["c"] for b in title if b["t"] in ("Para", "Plain")]
    words = "".join(runs.run(text(" ")) * (i > 0) + place.runs(c) for i, c in enumerate(said))
    if body and words:
        body += say(". ", Run(style="Caption Label"))
    return place.paragraph(style, body + words) if body or words else ""


def _jumps(sequence: str, number: str, book: Book) -> bool:
    """Whether Word would count to another number: an edition may show one exhibit of several."""
    numbers = book.index.numbers[sequence]
    before = numbers[: numbers.index(number)] if number in numbers else []
    return int(number) != int(next((n for n in reversed(before) if n), "0")) + 1
