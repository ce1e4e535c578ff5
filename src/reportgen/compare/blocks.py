"""Two states of blocks as one: those that were inserted, deleted or changed.

Each that a reader would call one change has `redline`, which becomes its number.
"""

from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from reportgen.alignment import overlap
from reportgen.compare import tables
from reportgen.compare.inlines import deleted, marked, merged_inlines, paragraphs
from reportgen.compare.known import DELETED, INSERTED, Known, words_of
from reportgen.compare.sequences import Group, aligned, grouped
from reportgen.tree.nodes import Node, attr, div, edit, span

TEXT = frozenset({"Para", "Plain"})
CHANGED = "changed"
"""The class of a Div around a block that was changed."""

EXHIBIT = "changed-exhibit"
"""Another class of that Div where the block may be set elsewhere on the page."""


@dataclass(frozen=True, eq=False)
class Item:
    """Blocks that are compared as one, a block or an item of a list; equal where they read so."""

    blocks: list[Node]
    known: Known
    old: bool

    @cached_property
    def key(self) -> str:
        return self.known.key(self.blocks, old=self.old)

    @cached_property
    def words(self) -> Any:
        return words_of(self.blocks)

    @property
    def kind(self) -> tuple[str, ...]:
        """What a block is; blocks of different kinds are never one."""
        if len(self.blocks) != 1:
            return ()
        node = self.blocks[0]
        kind = node["t"]
        more = [str(node["c"][0])] if kind == "Header" else attr(node)[1] if kind == "Div" else []
        return ("Para" if kind == "Plain" else kind, *more)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Item) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)


def likeness(old: Item, new: Item) -> float:
    """How like two items are, from 0 to 1."""
    return overlap(old.words, new.words) if old.kind == new.kind else 0.0


@dataclass(frozen=True)
class Blocks:
    """Merges blocks; each change in them is one of its own where it is `counted`."""

    known: Known
    counted: bool = True
    inner: "Blocks" = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        inner = replace(self, counted=False) if self.counted else self
        object.__setattr__(self, "inner", inner)

    def merged(self, old: list[Node], new: list[Node]) -> list[Node]:
        """The blocks of both; the only paragraph of a cell or a caption stays the same one."""
        alone = not self.counted and len(old) == len(new) == 1
        if alone and {old[0]["t"], new[0]["t"]} <= TEXT:
            return self._one(old[0], new[0])
        here = [Item([block], self.known, True) for block in old]
        there = [Item([block], self.known, False) for block in new]
        out: list[Node] = []

        def together(group: Group) -> float:
            return _together([here[i] for i in group[0]], [there[j] for j in group[1]])

        for gone, come in grouped(aligned(here, there, likeness), together):
            olds, news = [old[i] for i in gone], [new[j] for j in come]
            if len(olds) + len(news) > 2:
                inlines = self.inlines([one["c"] for one in olds], [one["c"] for one in news])
                out += self._whole([{**news[0], "c": one} for one in paragraphs(inlines)])
            elif not olds or not news:
                out += self.marked(DELETED, olds) if olds else self.marked(INSERTED, news)
            else:
                same = here[gone[0]] == there[come[0]]
                out += news if same else self._one(olds[0], news[0])
        return out

    def marked(self, kind: str, blocks: list[Node]) -> list[Node]:
        """Blocks that are in one state alone."""
        if kind == DELETED:
            blocks = deleted(blocks, self.known)
        return [made for block in blocks for made in self._marked(kind, block)]

    def _marked(self, kind: str, node: Node) -> list[Node]:
        c: Any = node.get("c")
        inlines, every = self._spans, self.inner.marked
        match node["t"]:
            case "Para" | "Plain":
                return self._counted({**node, "c": inlines(kind, c)})
            case "Header":
                words = inlines(kind, c[2])
                if kind == DELETED:  # it is no part of the outline any more
                    made = div([{"t": "Para", "c": words}], "deleted-heading")
                    return self._counted(made)
                return self._named({**node, "c": [*c[:2], words]})
            case "Div":
                return [{**node, "c": [c[0], self._whole(every(kind, c[1]))]}]
            case "BlockQuote":
                return self._counted({**node, "c": every(kind, c)})
            case "BulletList":
                return self._counted({**node, "c": [every(kind, item) for item in c]})
            case "OrderedList":
                return self._counted({**node, "c": [c[0], [every(kind, i) for i in c[1]]]})
            case "Figure":
                caption = [c[1][0], every(kind, c[1][1])]
                made = {**node, "change": kind, "c": [c[0], caption, every(kind, c[2])]}
                return self._counted(made)
            case "Table":
                made = tables.marked(node, lambda blocks: every(kind, blocks))
                return self._counted({**made, "change": kind})
        return self._counted({**node, "change": kind})

    def _spans(self, kind: str, inlines: list[Node]) -> list[Node]:
        """Inlines of one state; the notes in them as well."""
        return marked(kind, self._noted(kind, inlines), self.known)

    def _noted(self, kind: str, inlines: list[Node]) -> list[Node]:
        """Inlines of one state with the words of their notes marked."""

        def change(note: Node) -> Node:
            return {**note, "c": _headed(self.inner.marked(kind, note["c"]))}

        made: list[Node] = edit(inlines, change, {"Note"})
        return made

    def _one(self, old: Node, new: Node) -> list[Node]:
        """A block that was changed."""
        a: Any = old.get("c")
        b: Any = new.get("c")
        match new["t"]:
            case "Para" | "Plain":
                return self._counted({**new, "c": self.inlines([a], [b])})
            case "Header":
                return self._named({**new, "c": [*b[:2], self.inlines([a[2]], [b[2]])]})
            case "Div":
                return [{**new, "c": [b[0], self.merged(a[1], b[1])]}]
            case "BlockQuote":
                return [{**new, "c": self.merged(a, b)}]
            case "BulletList":
                return [{**new, "c": self._items(a, b)}]
            case "OrderedList" if a[0][1:] == b[0][1:]:
                return [{**new, "c": [b[0], self._items(a[1], b[1])]}]
            case "Figure":
                caption = [b[1][0], self.inner.merged(a[1][1], b[1][1])]
                made = {**new, "c": [b[0], caption, self.inner.merged(a[2], b[2])]}
                return self._counted(self._numbered(old, made))
            case "Table" if tables.alike(old, new):
                made = tables.merged(old, new, self.known, self.inner.merged, self.inner.marked)
                return self._counted(self._numbered(old, made))
        return [*self.marked(DELETED, [old]), *self.marked(INSERTED, [new])]

    def inlines(self, old: list[list[Node]], new: list[list[Node]]) -> list[Node]:
        """The inlines of both, and the notes among them."""
        return [
            {**node, "c": [node["c"][0], self._noted(node["change"], node["c"][1])]}
            if "change" in node
            else node
            for node in merged_inlines(old, new, self.known, self._note)
        ]

    def _note(self, old: Node, new: Node) -> Node:
        if self.known.key(old["c"], old=True) == self.known.key(new["c"], old=False):
            return new
        return {**new, "c": _headed(self.inner.merged(old["c"], new["c"]))}

    def _items(self, old: list[list[Node]], new: list[list[Node]]) -> list[list[Node]]:
        """The items of two lists."""
        here = [Item(blocks, self.known, True) for blocks in old]
        there = [Item(blocks, self.known, False) for blocks in new]
        out: list[list[Node]] = []
        for i, j in aligned(here, there, lambda a, b: overlap(a.words, b.words)):
            if i is None and j is not None:
                out.append(self._whole(self.inner.marked(INSERTED, new[j])))
            elif j is None and i is not None:
                out.append(self._whole(self.inner.marked(DELETED, old[i])))
            elif i is not None and j is not None:
                out.append(new[j] if here[i] == there[j] else self.merged(old[i], new[j]))
        return out

    def _whole(self, blocks: list[Node]) -> list[Node]:
        """Blocks that are one change."""
        if not self.counted or not blocks:
            return blocks
        floats = [EXHIBIT] if blocks[0]["t"] in ("Figure", "Table") else []
        return [{**div(blocks, CHANGED, *floats), "redline": 0}]

    def _counted(self, node: Node) -> list[Node]:
        return self._whole([node])

    def _named(self, node: Node) -> list[Node]:
        """A heading that was changed, which keeps its place in the outline."""
        if not self.counted:
            return [node]
        level, attributes, words = node["c"]
        return [{**node, "c": [level, attributes, [{**span(words, CHANGED), "redline": 0}]]}]

    def _numbered(self, old: Node, new: Node) -> Node:
        """A figure or table with the number that it had, where it has another now."""
        before = old.get("number", "")
        return new if before == new.get("number", "") else {**new, "was": before}


def _together(old: list[Item], new: list[Item]) -> float:
    """How like two groups of paragraphs are; 0 where these may not be one."""
    if any(item.kind != ("Para",) for item in (*old, *new)):
        return 0.0
    words = [Counter[str](), Counter[str]()]
    for n, items in enumerate((old, new)):
        for item in items:
            words[n] += item.words
    return overlap(*words)


def _headed(blocks: list[Node]) -> list[Node]:
    """The blocks of a note that was changed, a change of its own."""
    for n, block in enumerate(blocks):
        if block["t"] in TEXT:
            named = {**block, "c": [{**span(block["c"], CHANGED), "redline": 0}]}
            return [*blocks[:n], named, *blocks[n + 1 :]]
    return blocks
