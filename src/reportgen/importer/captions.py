"""Captions of figures and tables: by their style, or typed, as `Figure 1: Talent flows`."""

import re
from dataclasses import dataclass, replace

from reportgen.importer.inlines import without
from reportgen.importer.items import Item
from reportgen.tree.nodes import Node, attr, find, text

CAPTION = re.compile(
    r"^(?P<word>Figure|FIGURE|Fig|FIG|Table|TABLE|Exhibit|Chart|Graph|Map|Diagram|그림|표|도표"
    r"|Abbildung|Tabelle|Figura|Tabla|Tableau)(?P<dot>\.?)\s*"
    r"(?P<number>\d+(?:[.-]\d+)*|[IVXL]+|[A-Z]\.?\d+)(?P<end>\s*[.:：—–|-]\s*|\s+|$)"
)
TABLES = ("table", "표", "tabelle", "tabla", "tableau")
_STYLES = ("caption", "image caption", "table caption", "figure caption", "table title")


@dataclass(frozen=True)
class Caption:
    word: str
    number: str
    inlines: list[Node]
    anchors: tuple[str, ...]

    @property
    def is_table(self) -> bool:
        return self.word.lower() in TABLES


def caption(item: Item) -> Caption | None:
    """The caption that a paragraph is; None for any other."""
    if item.level:
        found = CAPTION.match(item.text)
        alone = found is not None and found.end() == len(item.text)
        return _caption(item.block["c"][2], True) if alone else None
    if item.kind != "Para" or find(item.block, {"Image"}):
        return None
    return _caption(item.block["c"], item.style in _STYLES)


def _caption(inlines: list[Node], styled: bool) -> Caption | None:
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
    return Caption(
        found["word"], found["number"], [n for n in behind if not _is_anchor(n)], anchors
    )


def is_title(item: Item) -> bool:
    """Whether a line between "Figure 1" and its picture is its title: in italics, or short."""
    if item.kind != "Para" or len(item.text.split()) > 40:
        return False
    return all(node["t"] in ("Emph", "Space") for node in item.block["c"]) or not (
        item.text.endswith(".")
    )


def upright(inlines: list[Node]) -> list[Node]:
    only = [node for node in inlines if node["t"] != "Space"]
    if len(only) == 1 and only[0]["t"] == "Emph":
        upright: list[Node] = only[0]["c"]
        return upright
    return inlines


def _is_anchor(node: Node) -> bool:
    return node["t"] == "Span" and not node["c"][1]


def own(blocks: list[Node]) -> Caption | None:
    inlines: list[Node] = []
    for block in blocks:
        if block["t"] in ("Para", "Plain"):
            inlines += [*([{"t": "Space"}] if inlines else []), *block["c"]]
    if not inlines:
        return None
    anchors = tuple(attr(one)[0] for one in find(inlines, {"Span"}) if not one["c"][1])
    bare = [n for n in inlines if not _is_anchor(n)]
    named = _caption(bare, True)
    return replace(named, anchors=anchors) if named else Caption("", "", bare, anchors)


def both(given: Caption | None, own: Caption | None) -> Caption | None:
    """One caption of the line beside an exhibit and of the one within it."""
    if given is None or own is None:
        return given or own
    blank: list[Node] = [{"t": "Space"}] if given.inlines and own.inlines else []
    inlines = [*given.inlines, *blank, *own.inlines]
    return replace(given, inlines=inlines, anchors=(*given.anchors, *own.anchors))
