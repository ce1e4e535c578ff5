"""Figures and tables with their captions: typed ones, too, and a label for each that has one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from reportgen.importer.inlines import line, without
from reportgen.importer.items import Item
from reportgen.importer.slugs import slug
from reportgen.tree.nodes import Node, attr, find, text

CAPTION = re.compile(
    r"^(?P<word>Figure|FIGURE|Fig|FIG|Table|TABLE|Exhibit|Chart|Graph|Map|Diagram|그림|표|도표"
    r"|Abbildung|Tabelle|Figura|Tabla|Tableau)(?P<dot>\.?)\s*"
    r"(?P<number>\d+(?:[.-]\d+)*|[IVXL]+|[A-Z]\.?\d+)(?P<end>\s*[.:：—–|-]\s*|\s+|$)"
)
_BLOCKS = {"BulletList", "OrderedList", "LineBreak", "Table", "CodeBlock", "BlockQuote", "Div"}
_ALIGN, _WIDTH = {"t": "AlignDefault"}, {"t": "ColWidthDefault"}
TABLES = ("table", "표", "tabelle", "tabla", "tableau")
_STYLES = ("caption", "image caption", "table caption", "figure caption", "table title")
_PICTURE_NAME = re.compile(
    r"(?i)^(?:image|picture|grafik|그림|bild)?\s*\d*(?:\.\w{3,4})?$|\.(?:png|jpe?g|gif|emf|wmf|tiff?)$"
)
_GUESSED = re.compile(r"(?i)\s*(?:description automatically generated|자동 생성된 설명).*$", re.S)


@dataclass(frozen=True)
class Exhibit:
    """A figure or a table that a caption names: its word, its number as typed, its label."""

    word: str
    number: str
    label: str
    anchors: tuple[str, ...] = ()


@dataclass
class Exhibits:
    """What was found of figures and tables.

    `untied` are captions beside which no figure and no table stands; `merged` and `nested` count
    tables with such cells; `boxes` are tables of a single cell.
    """

    found: list[Exhibit] = field(default_factory=list)
    untied: list[str] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)
    boxes: int = 0
    labels: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class _Caption:
    word: str
    number: str
    inlines: list[Node]
    anchors: tuple[str, ...]

    @property
    def is_table(self) -> bool:
        return self.word.lower() in TABLES


def read(items: list[Item], found: Exhibits) -> list[Item]:
    """Items in which each figure and table has its caption and its label."""
    items = [part for item in items for part in _parted(item)]
    captions = {i: one for i, item in enumerate(items) if (one := caption(item))}
    targets: dict[int, _Caption] = {}
    used: set[int] = set()
    for i, one in captions.items():
        target = next((j for j in _near(items, i, one) if j not in targets), None)
        if target is None:
            found.untied.append(items[i].text)
        else:
            title = i + 1 if not one.inlines and target == i + 2 else None
            if title is not None and _is_caption_title(items[title]):
                one = replace(one, inlines=_upright(items[title].block["c"]))
                used.add(title)
            targets[target] = one
            used.add(i)
    out: list[Item] = []
    for i, item in enumerate(items):
        if i in used:
            continue
        out += _set(item, targets.get(i), found)
    return out


def caption(item: Item) -> _Caption | None:
    """The caption that a paragraph is; None for any other."""
    if item.level:
        found = CAPTION.match(item.text)
        alone = found is not None and found.end() == len(item.text)
        return _caption(item.block["c"][2], True) if alone else None
    if item.kind != "Para" or find(item.block, {"Image"}):
        return None
    return _caption(item.block["c"], item.style in _STYLES)


def _caption(inlines: list[Node], styled: bool) -> _Caption | None:
    words = text(inlines).lstrip().replace("\u00a0", " ")
    found = CAPTION.match(words)
    if not found:
        return None
    rest = words[found.end() :]
    bold = bool(inlines) and inlines[0]["t"] in ("Strong", "Emph")
    if not styled and not found["end"].strip() and not bold and rest:
        return None
    lead = len(text(inlines)) - len(text(inlines).lstrip())
    behind = without(inlines, lead + found.end())
    anchors = tuple(attr(one)[0] for one in find(inlines, {"Span"}) if not one["c"][1])
    return _Caption(
        found["word"], found["number"], [n for n in behind if not _is_anchor(n)], anchors
    )


def _parted(item: Item) -> list[Item]:
    """A paragraph of words and one picture at its end or its head, as two."""
    if item.kind != "Para" or not item.text.strip():
        return [item]
    inlines = item.block["c"]
    at = [i for i, node in enumerate(inlines) if node["t"] == "Image"]
    if len(at) != 1 or at[0] not in (0, len(inlines) - 1):
        return [item]
    rest = [node for node in inlines if node["t"] != "Image"]
    if not line(rest):
        return [item]
    picture = Item({"t": "Para", "c": [inlines[at[0]]]}, item.style)
    words = Item({"t": "Para", "c": rest}, item.style)
    return [picture, words] if at[0] == 0 else [words, picture]


def _is_caption_title(item: Item) -> bool:
    """Whether a line between "Figure 1" and its picture is its title: in italics, or short."""
    if item.kind != "Para" or len(item.text.split()) > 40:
        return False
    return all(node["t"] in ("Emph", "Space") for node in item.block["c"]) or not (
        item.text.endswith(".")
    )


def _upright(inlines: list[Node]) -> list[Node]:
    only = [node for node in inlines if node["t"] != "Space"]
    if len(only) == 1 and only[0]["t"] == "Emph":
        upright: list[Node] = only[0]["c"]
        return upright
    return inlines


def _is_anchor(node: Node) -> bool:
    return node["t"] == "Span" and not node["c"][1]


def _near(items: list[Item], i: int, one: _Caption) -> Iterator[int]:
    """The places where the figure or table of a caption may be, the likeliest first."""
    order = [1, 2, -1, -2] if one.is_table or not one.inlines else [-1, 1, -2, 2]
    for step in order:
        j = i + step
        if not 0 <= j < len(items):
            continue
        between = items[i + (1 if step > 0 else -1)] if abs(step) == 2 else None
        if between is not None and (between.kind != "Para" or len(between.text.split()) > 40):
            continue
        if (items[j].kind == "Table") == one.is_table and _is_exhibit(items[j]):
            yield j


def _is_exhibit(item: Item) -> bool:
    if item.kind in ("Table", "Figure"):
        return item.kind == "Table" or bool(find(item.block["c"][2], {"Image"}))
    if item.kind != "Para" or not find(item.block, {"Image"}):
        return False
    return all(node["t"] in ("Image", "Space", "LineBreak", "Span") for node in item.block["c"])


def _set(item: Item, given: _Caption | None, found: Exhibits) -> list[Item]:
    """A figure or table as Markdown has it, with what stands in its caption; others as they are."""
    if item.kind == "Table":
        own = _own_caption(item.block["c"][1][1])
        return _table(item, _both(given, own), found)
    if item.kind == "Figure" and not _is_exhibit(item):
        return [Item(block) for block in (*item.block["c"][2], *item.block["c"][1][1])]
    if item.kind == "Figure":
        own = _own_caption(item.block["c"][1][1])
        images = find(item.block["c"][2], {"Image"})
        return _figure(item, images, _both(given, own), found)
    if _is_exhibit(item):
        return _figure(item, find(item.block, {"Image"}), given, found)
    return [item]


def _own_caption(blocks: list[Node]) -> _Caption | None:
    inlines: list[Node] = []
    for block in blocks:
        if block["t"] in ("Para", "Plain"):
            inlines += [*([{"t": "Space"}] if inlines else []), *block["c"]]
    if not inlines:
        return None
    anchors = tuple(attr(one)[0] for one in find(inlines, {"Span"}) if not one["c"][1])
    bare = [n for n in inlines if not _is_anchor(n)]
    named = _caption(bare, True)
    return replace(named, anchors=anchors) if named else _Caption("", "", bare, anchors)


def _both(given: _Caption | None, own: _Caption | None) -> _Caption | None:
    """One caption of the line beside an exhibit and of the one within it."""
    if given is None or own is None:
        return given or own
    blank: list[Node] = [{"t": "Space"}] if given.inlines and own.inlines else []
    inlines = [*given.inlines, *blank, *own.inlines]
    return replace(given, inlines=inlines, anchors=(*given.anchors, *own.anchors))


def _label(one: _Caption, kind: str, found: Exhibits) -> str:
    label = f"{kind}-{slug(line(one.inlines), 3) or one.number or len(found.found) + 1}"
    base, n = label, 2
    while label in found.labels:
        label, n = f"{base}-{n}", n + 1
    found.labels.add(label)
    if one.number:
        found.found.append(Exhibit(one.word, one.number, label, one.anchors))
    return label


def _figure(item: Item, images: list[Node], one: _Caption | None, found: Exhibits) -> list[Item]:
    label = _label(one, "fig", found) if one else ""
    words = one.inlines if one else []
    if len(images) == 1:
        return [Item(_paragraph(_image(images[0], label, words)))]
    panels = [_paragraph(_image(image, "", [])) for image in images]
    if not one:
        return [Item(panel) for panel in panels]
    last = [{"t": "Para", "c": words}] if words else []
    return [Item({"t": "Div", "c": [[label, [], []], [*panels, *last]]})]


def _paragraph(image: Node) -> Node:
    return {"t": "Para", "c": [image]}


def _image(node: Node, label: str, words: list[Node]) -> Node:
    """An image with its label, its caption, and its text alternative where it has a true one."""
    _, described, (target, title) = node["c"]
    alt = alternative(line(described) or title)
    pairs = [["alt", alt]] if alt else []
    return {"t": "Image", "c": [[label, [], pairs], words, [target, ""]]}


def alternative(words: str) -> str:
    """A text alternative without what Word guesses, and no name of a file."""
    kept = _GUESSED.sub("", words).strip()
    return "" if _PICTURE_NAME.search(kept) or (kept != words.strip()) else kept


def _table(item: Item, one: _Caption | None, found: Exhibits) -> list[Item]:
    attributes, _, columns, head, bodies, foot = item.block["c"]
    rows = [*head[1], *(row for body in bodies for row in (*body[2], *body[3])), *foot[1]]
    cells = [cell for row in rows for cell in row[1]]
    wide = max((sum(cell[3] for cell in row[1]) for row in rows), default=0)
    columns = [*columns, *([[_ALIGN, _WIDTH]] * (wide - len(columns)))]
    if len(cells) == 1 and not one:
        found.boxes += 1
        return [Item({"t": "Div", "c": [["", ["box"], []], cells[0][4]]})]
    if any(cell[2] > 1 or cell[3] > 1 for cell in cells):
        found.merged.append(line(one.inlines) if one else line(cells[0][4])[:60])
    elif all(len(cell[4]) < 2 and not find(cell[4], _BLOCKS) for cell in cells):
        columns = [[align, _WIDTH] for align, _ in columns]
    table = {"t": "Table", "c": [attributes, [None, []], columns, head, bodies, foot]}
    out = [Item(table)]
    if one:
        label = _label(one, "tbl", found)
        raw = [{"t": "RawInline", "c": ["markdown", words]} for words in (": ", f" {{#{label}}}")]
        out.append(Item({"t": "Para", "c": [raw[0], *one.inlines, raw[1]]}, "table caption"))
    return out
