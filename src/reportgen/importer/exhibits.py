"""Figures and tables with their captions: typed ones, too, and a label for each that has one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from reportgen.importer import captions
from reportgen.importer.inlines import line
from reportgen.importer.items import Item
from reportgen.importer.slugs import slug
from reportgen.tree.nodes import Node, find

_BLOCKS = {"BulletList", "OrderedList", "LineBreak", "Table", "CodeBlock", "BlockQuote", "Div"}
_ALIGN, _WIDTH = {"t": "AlignDefault"}, {"t": "ColWidthDefault"}
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


def read(items: list[Item], found: Exhibits) -> list[Item]:
    """Items in which each figure and table has its caption and its label."""
    items = [part for item in items for part in _parted(item)]
    found_captions = {i: one for i, item in enumerate(items) if (one := captions.caption(item))}
    targets: dict[int, captions.Caption] = {}
    used: set[int] = set()
    for i, one in found_captions.items():
        target = next((j for j in _near(items, i, one) if j not in targets), None)
        if target is None:
            found.untied.append(items[i].text)
        else:
            title = i + 1 if not one.inlines and target == i + 2 else None
            if title is not None and captions.is_title(items[title]):
                one = replace(one, inlines=captions.upright(items[title].block["c"]))
                used.add(title)
            targets[target] = one
            used.add(i)
    out: list[Item] = []
    for i, item in enumerate(items):
        if i in used:
            continue
        out += _set(item, targets.get(i), found)
    return out


def _near(items: list[Item], i: int, one: captions.Caption) -> Iterator[int]:
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


def _set(item: Item, given: captions.Caption | None, found: Exhibits) -> list[Item]:
    """A figure or table as Markdown has it, with what stands in its caption; others as they are."""
    if item.kind == "Table":
        own = captions.own(item.block["c"][1][1])
        return _table(item, captions.both(given, own), found)
    if item.kind == "Figure" and not _is_exhibit(item):
        return [Item(block) for block in (*item.block["c"][2], *item.block["c"][1][1])]
    if item.kind == "Figure":
        own = captions.own(item.block["c"][1][1])
        images = find(item.block["c"][2], {"Image"})
        return _figure(item, images, captions.both(given, own), found)
    if _is_exhibit(item):
        return _figure(item, find(item.block, {"Image"}), given, found)
    return [item]


def _label(one: captions.Caption, kind: str, found: Exhibits) -> str:
    label = f"{kind}-{slug(line(one.inlines), 3) or one.number or len(found.found) + 1}"
    base, n = label, 2
    while label in found.labels:
        label, n = f"{base}-{n}", n + 1
    found.labels.add(label)
    if one.number:
        found.found.append(Exhibit(one.word, one.number, label, one.anchors))
    return label


def _figure(
    item: Item, images: list[Node], one: captions.Caption | None, found: Exhibits
) -> list[Item]:
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


def _table(item: Item, one: captions.Caption | None, found: Exhibits) -> list[Item]:
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
