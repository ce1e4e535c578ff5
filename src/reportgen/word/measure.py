"""How high a written body is: its lines broken by the fonts' own widths.

Lines have fixed heights, so that only the breaks are in question; and a break is where words are
too wide together. Word and LibreOffice agree with this to within a line or two a page.
"""

from reportgen.word.column_balance import Block, Section
from reportgen.word.design import Design, Style
from reportgen.word.elements import Element, w, wp
from reportgen.word.line_breaking import line_count, pieces
from reportgen.word.runs import style_id

P, R, T = w.name("p"), w.name("r"), w.name("t")
TABLE, ROW, CELL = w.name("tbl"), w.name("tr"), w.name("tc")
PARAGRAPH_PROPERTIES, RUN_PROPERTIES = w.name("pPr"), w.name("rPr")
STYLE = {P: w.name("pStyle"), R: w.name("rStyle")}
SECTION, COLUMNS = w.name("sectPr"), w.name("cols")
INLINE, EXTENT = wp.name("inline"), wp.name("extent")
VALUE, WIDTH, COUNT = w.name("val"), w.name("w"), w.name("num")
RAISED = 0.65
"""The size of a raised number beside the text's."""


def sections(body: Element, design: Design) -> list[Section]:
    """The sections of a body, measured."""
    known = {style_id(name): design.resolved(name) for name in design.styles}
    out, blocks = [], []
    for node in body:
        properties = (
            node if node.tag == SECTION else next(node.iterchildren(PARAGRAPH_PROPERTIES), None)
        )
        if properties is not node:
            blocks.append(node)
            properties = None if properties is None else properties.find(SECTION)
        if properties is not None:
            columns = properties.find(COLUMNS)
            count = 1 if columns is None else int(columns.get(COUNT, "1"))
            width = design.text_width if count == 1 else design.column_width
            measured = (_block(block, known, design, width) for block in blocks)
            out.append(Section(tuple(block for block in measured if block), count))
            blocks = []
    return out


def _block(node: Element, known: dict[str, Style], design: Design, width: float) -> Block | None:
    if node.tag == TABLE:
        return _table(node, known, design)
    return _paragraph(node, known, design, width) if node.tag == P else None


def _paragraph(node: Element, known: dict[str, Style], design: Design, width: float) -> Block:
    name = _style(node.find(PARAGRAPH_PROPERTIES), STYLE[P])
    look = known.get(name or "Normal", Style())
    leading = look.leading or (look.size or 11) * 1.4
    drawn = [
        int(extent.get("cy", "0")) / 12700
        for inline in node.iter(INLINE)
        for extent in inline.iterchildren(EXTENT)
    ]
    if drawn:
        height = max(leading, *drawn) + leading * 0.4
    else:
        room = width - (look.left or 0) - (look.right or 0)
        count = line_count(_words(node, look, known, design), room, look.first or 0)
        height = leading * max(count, 1)
    space = sum(rule[0] + rule[2] for side, rule in look.rules.items() if side in ("top", "bottom"))
    height += (look.before or 0) + space + (look.after or 0)
    return Block(height, bool(look.keep_next), level=look.outline)


def _words(
    node: Element, look: Style, known: dict[str, Style], design: Design
) -> list[tuple[str, float]]:
    """The pieces of a paragraph that do not break, with their widths in points."""
    found: list[tuple[str, float]] = []
    for run in node.iter(R):
        text = "".join(t.text or "" for t in run.iter(T))
        if not text:
            continue
        properties = run.find(RUN_PROPERTIES)
        own = known.get(_style(properties, STYLE[R]), Style())
        bold = (own.bold if own.bold is not None else look.bold) or _has(properties, "b")
        italic = (own.italic if own.italic is not None else look.italic) or _has(properties, "i")
        raised = own.raised or _has(properties, "vertAlign")
        size = (own.size or look.size or 11) * (RAISED if raised else 1)
        font = design.faces[own.face or look.face or "text"].latin
        if own.caps or look.caps:
            text = text.upper()
        for piece, width in pieces(text, font, bool(bold), bool(italic)):
            found.append((piece, width * size + (look.tracking or 0) * len(piece)))
    return found


def _style(properties: Element | None, name: str) -> str:
    """The identifier of the style that properties name; "" where they name none."""
    style = None if properties is None else properties.find(name)
    return "" if style is None else style.get(VALUE, "")


def _has(properties: Element | None, name: str) -> bool:
    return properties is not None and properties.find(w.name(name)) is not None


def _table(node: Element, known: dict[str, Style], design: Design) -> Block:
    pad = 2 * float(design.settings.get("cell-padding", 4))
    height = 0.0
    for row in node.iterchildren(ROW):
        tallest = 0.0
        for cell in row.iterchildren(CELL):
            width = next(cell.iter(w.name("tcW")), None)
            room = (0 if width is None else int(width.get(WIDTH, "0")) / 20) - pad
            inner = (_block(block, known, design, room) for block in cell)
            tallest = max(tallest, sum(block.height for block in inner if block))
        height += tallest + 0.5
    return Block(height, table=True)
