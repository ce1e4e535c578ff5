"""How high a written body is: its lines broken by the faces' own widths.

Lines have fixed heights, so that only the breaks are in question; and a break is where words are
too wide together. Word and LibreOffice agree with this to within a line or two a page.
"""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from reportgen.word.faces import advances
from reportgen.word.look import Look, Recipe, ident
from reportgen.word.xml import NAMESPACES, root

W = f"{{{NAMESPACES['w']}}}"
WP = f"{{{NAMESPACES['wp']}}}"
RAISED = 0.65
"""The size of a raised number beside the text's."""


@dataclass(frozen=True)
class Block:
    """A paragraph or a table: its lines' heights, the space around it, what must stay with it."""

    lines: tuple[float, ...]
    before: float = 0.0
    after: float = 0.0
    keep_next: bool = False
    table: bool = False
    level: int | None = None

    @property
    def height(self) -> float:
        return self.before + sum(self.lines) + self.after


@dataclass(frozen=True)
class Section:
    """Blocks set in so many columns; a column begins with a block and never inside one.

    They may be so much higher than they must be for each to begin with a heading.
    """

    blocks: tuple[Block, ...]
    columns: int = 1
    uneven: float = 1.0

    @property
    def height(self) -> float:
        """How far down the page the highest of its columns reaches."""
        return _high(self._columns)

    @property
    def breaks(self) -> tuple[int, ...]:
        """The blocks, counted from 0, that the second and each later column begin with."""
        starts, at = [], 0
        for column in self._columns[:-1]:
            at += len(column)
            starts.append(at)
        return tuple(start for start in starts if start < len(self.blocks))

    @cached_property
    def _columns(self) -> list[list[Block]]:
        levels = sorted({b.level for b in self.blocks if b.level is not None})
        best = anywhere = self._even(self._groups(None))
        for level in reversed(levels):
            columns = self._even(self._groups(level))
            if len(columns) == self.columns and _high(columns) <= self.uneven * _high(anywhere):
                best = columns
        return best

    def _even(self, groups: list[list[Block]]) -> list[list[Block]]:
        """The groups in columns as even as can be."""
        height = sum(block.height for block in self.blocks) / self.columns
        while len(columns := _filled(groups, height)) > self.columns:
            height += 1
        return columns

    def _groups(self, level: int | None) -> list[list[Block]]:
        """The blocks, with those that must stay together in one group; or by headings so high."""
        groups: list[list[Block]] = []
        kept = False
        for block in self.blocks:
            inside = level is not None and (block.level is None or block.level > level)
            if kept or block.table or inside:
                groups[-1:] = [[*(groups[-1] if groups else []), block]]
            else:
                groups.append([block])
            kept = block.keep_next
        return groups


def _high(columns: list[list[Block]]) -> float:
    """How high the highest of the columns is."""
    return max((sum(block.height for block in column) for column in columns), default=0.0)


def _filled(groups: list[list[Block]], height: float) -> list[list[Block]]:
    """The columns of a height that the groups fill, one after another."""
    columns: list[list[Block]] = [[]]
    used = 0.0
    for group in groups:
        need = sum(block.height for block in group)
        if used and used + need > height:
            columns.append([])
            used = 0.0
        columns[-1] += group
        used += need
    return columns


def sections(body: str, recipe: Recipe) -> list[Section]:
    """The sections of a body, measured."""
    from lxml import etree

    tree = etree.fromstring(root("w:body", body).encode())
    known = {ident(name): recipe.full(name) for name in recipe.styles}
    out, blocks = [], []
    for node in tree:
        properties = node if node.tag == f"{W}sectPr" else node.find(f"{W}pPr/{W}sectPr")
        if node.tag != f"{W}sectPr":
            blocks.append(node)
        if properties is not None:
            columns = properties.find(f"{W}cols")
            count = int(columns.get(f"{W}num", "1")) if columns is not None else 1
            width = recipe.measure if count == 1 else recipe.column
            measured = (_block(b, known, recipe, width) for b in blocks)
            out.append(Section(tuple(b for b in measured if b), count))
            blocks = []
    return out


def _block(node: Any, known: dict[str, Look], recipe: Recipe, width: float) -> Block | None:
    if node.tag == f"{W}tbl":
        return _table(node, known, recipe)
    return _paragraph(node, known, recipe, width) if node.tag == f"{W}p" else None


def _paragraph(node: Any, known: dict[str, Look], recipe: Recipe, width: float) -> Block:
    style = node.find(f"{W}pPr/{W}pStyle")
    look = known.get(style.get(f"{W}val") if style is not None else "Normal", Look())
    size = look.size or 11
    drawn = [int(e.get("cy")) / 12700 for e in node.findall(f".//{WP}inline/{WP}extent")]
    leading = look.leading or size * 1.4
    room = width - (look.left or 0) - (look.right or 0)
    count = lines(_words(node, look, known, recipe), room, look.first or 0)
    heights = [leading] * max(count, 1)
    if drawn:
        heights = [max(leading, *drawn) + leading * 0.4]
    space = sum(rule[0] + rule[2] for side, rule in look.rules.items() if side in ("top", "bottom"))
    return Block(
        tuple(heights),
        (look.before or 0) + space,
        look.after or 0,
        bool(look.keep_next),
        level=look.outline,
    )


def _words(
    node: Any, look: Look, known: dict[str, Look], recipe: Recipe
) -> list[tuple[str, float]]:
    """The pieces of a paragraph that do not break, with their widths."""
    pieces: list[tuple[str, float]] = []
    for run in node.iter(f"{W}r"):
        of = run.find(f"{W}rPr")
        style = of.find(f"{W}rStyle") if of is not None else None
        own = known.get(style.get(f"{W}val"), Look()) if style is not None else Look()
        bold = (own.bold if own.bold is not None else look.bold) or _on(of, "b")
        italic = (own.italic if own.italic is not None else look.italic) or _on(of, "i")
        small = own.raised or (of is not None and of.find(f"{W}vertAlign") is not None)
        size = (own.size or look.size or 11) * (RAISED if small else 1)
        face = recipe.faces[own.face or look.face or "text"].latin
        text = "".join(t.text or "" for t in run.iter(f"{W}t"))
        if own.caps or look.caps:
            text = text.upper()
        for piece, width in _pieces(text, face, bool(bold), bool(italic)):
            pieces.append((piece, width * size + (look.tracking or 0) * len(piece)))
    return pieces


@lru_cache(maxsize=4096)
def _pieces(text: str, face: str, bold: bool, italic: bool) -> list[tuple[str, float]]:
    """The pieces of a run, with their widths as parts of its size."""
    widths = advances(face, bold, italic)
    return [
        (piece, sum(widths.get(c, 1.0) for c in piece))
        for piece in re.findall(r"[^ \-–—/]*[ \-–—/]?", text)
        if piece
    ]


def _on(properties: Any, name: str) -> bool:
    return properties is not None and properties.find(f"{W}{name}") is not None


def lines(pieces: list[tuple[str, float]], room: float, first: float) -> int:
    """How many lines the pieces fill; one that ends without a break goes on in the next."""
    count, used, word = 1, first, 0.0
    for text, width in pieces:
        word += width
        if not text.endswith((" ", "-", "–", "—", "/")):
            continue
        trimmed = word - (width / max(len(text), 1) if text.endswith(" ") else 0)
        if used + trimmed > room:
            count, used = count + 1, 0.0
        used, word = used + word, 0.0
    return count + (used + word > room and used > 0)


def _table(node: Any, known: dict[str, Look], recipe: Recipe) -> Block:
    pad = 2 * float(recipe.settings.get("cell-padding", 4))
    heights = []
    for row in node.iter(f"{W}tr"):
        tallest = 0.0
        for cell in row.iter(f"{W}tc"):
            width = int(cell.find(f"{W}tcPr/{W}tcW").get(f"{W}w")) / 20 - pad
            inner = (_paragraph(p, known, recipe, width).height for p in cell.iter(f"{W}p"))
            tallest = max(tallest, sum(inner))
        heights.append(tallest + 0.5)
    return Block(tuple(heights), table=True)
