"""Tables: head rows that repeat, widths that fit what stands in them, and a description."""

from dataclasses import replace
from typing import Any

from reportgen.ast import Node, text
from reportgen.tables import NUMBER
from reportgen.word import blocks as writer
from reportgen.word.styles import rule
from reportgen.word.xml import twips, val

LONG = 24
"""How many rows a table may have and still be kept on one page."""
ALIGN = {"AlignRight": "right", "AlignCenter": "center"}


def table(node: Node, place: Any) -> str:
    """A table under its caption."""
    (identifier, _, pairs), (_, title), columns, head, bodies, foot = node["c"]
    top = [row for row in head[1] if any(text(c[4]).strip() for c in row[1])]
    body = [row for b in bodies for row in [*b[2], *b[3]]]
    rows = [*top, *body, *foot[1]]
    if not rows or not columns:
        return ""
    aligns = _aligns(columns, body)
    widths = _widths(columns, rows, place)
    kept = len(rows) <= LONG
    words = writer.caption("Table Caption", "Table", identifier, node, title, place)
    look = (
        f'<w:tblLook w:val="{"04A0" if top else "0480"}" w:firstRow="{int(bool(top))}" '
        'w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
    )
    description = dict(pairs).get("alt") or _description(top)
    properties = (
        '<w:tblPr><w:tblStyle w:val="Table"/>'
        f'<w:tblW w:w="{twips(sum(widths))}" w:type="dxa"/><w:jc w:val="left"/>'
        f'<w:tblLayout w:type="fixed"/>{look}'
        f"{val('tblCaption', ' '.join(text(title).split())[:255]) if title else ''}"
        f"{val('tblDescription', description) if description else ''}</w:tblPr>"
    )
    grid = "".join(f'<w:gridCol w:w="{twips(w)}"/>' for w in widths)
    filled = _filled(rows, len(widths))
    out = []
    for i, cells in enumerate(filled):
        header = i < len(top)
        first_foot = bool(foot[1]) and i == len(rows) - len(foot[1])
        keep = header or (kept and i < len(rows) - 1)
        out.append(_row(cells, header, first_foot, keep, aligns, widths, place))
    after = replace(place, keep=False).paragraph("Table End", "")
    return f"{words}<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{''.join(out)}</w:tbl>{after}"


def _aligns(columns: list[Any], rows: list[Any]) -> list[str]:
    """How each column stands; a column of numbers to the right."""
    aligns = [ALIGN.get(column[0]["t"], "") for column in columns]
    for i in range(len(aligns)):
        cells = [text(row[1][i][4]).strip() for row in rows if len(row[1]) > i]
        if i and any(cells) and not aligns[i] and all(NUMBER.fullmatch(c) for c in cells if c):
            aligns[i] = "right"
    return aligns


def _widths(columns: list[Any], rows: list[Any], place: Any) -> list[float]:
    """A width for each column, by what stands in it."""
    room = place.book.recipe.column
    size = place.book.recipe.full("Table Text").size or 9
    pad = 2 * float(place.book.recipe.settings.get("cell-padding", 4))
    least, most = [pad] * len(columns), [pad] * len(columns)
    for row in rows:
        at = 0
        for _, _, _, span, inner in row[1]:
            words = [len(w) for w in text(inner).split()] or [0]
            if span == 1 and at < len(columns):
                least[at] = max(least[at], max(words) * size * 0.56 + pad)
                lines = [len(line) for line in text(inner).split("\n")]
                most[at] = max(most[at], max(lines) * size * 0.5 + pad)
            at += span
    if sum(most) <= room:
        spare = min(room / max(sum(most), 1), 1.35)
        return [m * spare for m in most]
    if sum(least) >= room:
        return [room * x / sum(least) for x in least]
    over = [max(m - x, 0) ** 0.7 for m, x in zip(most, least, strict=True)]
    return [
        x + (room - sum(least)) * o / (sum(over) or 1) for x, o in zip(least, over, strict=True)
    ]


def _filled(rows: list[Any], count: int) -> list[list[tuple[Any, int, int, str]]]:
    """Each row's cells with their place, their span and what Word says of a cell over rows."""
    open_: dict[int, tuple[int, int]] = {}
    out = []
    for row in rows:
        cells: list[tuple[Any, int, int, str]] = []
        queue = list(row[1])
        at = 0
        while at < count:
            if at in open_:
                left, span = open_[at]
                cells.append((None, at, span, "<w:vMerge/>"))
                open_[at] = (left - 1, span)
                if left <= 1:
                    del open_[at]
                at += span
                continue
            cell = queue.pop(0) if queue else None
            span = min(cell[3], count - at) if cell else 1
            over = cell[2] if cell else 1
            cells.append((cell, at, span, '<w:vMerge w:val="restart"/>' if over > 1 else ""))
            if over > 1:
                open_[at] = (over - 1, span)
            at += span
        out.append(cells)
    return out


def _row(
    cells: list[tuple[Any, int, int, str]], header: bool, foot: bool, keep: bool,
    aligns: list[str], widths: list[float], place: Any,
) -> str:  # fmt: skip
    out = []
    line = rule("top", 0.5, place.book.recipe.colour("ink")) if foot else ""
    for cell, at, span, merge in cells:
        style = "Table Head" if header else "Table Text"
        inner = replace(
            place, body=style, first=style, item=style, left=0.0, depth=-1, keep=keep,
            align=aligns[at] if span == 1 else "center" if header else "",
        )  # fmt: skip
        body = writer.blocks(cell[4], inner) if cell else ""
        if not body.endswith("</w:p>"):  # a cell ends with a paragraph
            body += inner.paragraph(style, "")
        out.append(
            f'<w:tc><w:tcPr><w:tcW w:w="{twips(sum(widths[at : at + span]))}" w:type="dxa"/>'
            f"{val('gridSpan', span) if span > 1 else ''}{merge}"
            f"{f'<w:tcBorders>{line}</w:tcBorders>' if line else ''}"
            f"{val('vAlign', 'bottom') if header else ''}</w:tcPr>{body}</w:tc>"
        )
    head = "<w:tblHeader/>" if header else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{''.join(out)}</w:tr>"


def _description(top: list[Any]) -> str:
    """What the columns hold, by the words over them."""
    heads = (" ".join(text(cell[4]).split()) for row in top for cell in row[1])
    return "; ".join(head for head in heads if head)[:500]
