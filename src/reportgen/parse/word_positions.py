"""The place of every block and word of a tree in the text that it was read from.

Pandoc's tree has no positions. Its words stand in the text in the same order, between markup, so
that the two are joined word by word; what a filter or a definition elsewhere moved is looked for
by its first words.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from reportgen.tree.nodes import Node, walk
from reportgen.tree.visitor import visit

WORD = re.compile(r"[^\W_]+")
PARAGRAPHS = frozenset({"Para", "Plain", "Header", "CodeBlock", "LineBlock"})
"""The blocks that hold words and no other blocks. Cells and captions are made of them."""
CONTAINERS = frozenset(
    {"Div", "BlockQuote", "BulletList", "OrderedList", "DefinitionList", "Table", "Figure"}
)
TRIED = 6
"""With how many of a block's first words its beginning is looked for."""
AHEAD = 40
"""How many words of the text may stand between two words of a block: a link's address, a key."""

NEAR = 3
"""Within how many words a word counts by itself; farther off its neighbour has to follow."""

_NOTE = re.compile(r"\[\^([^\]\s]+)\]")


def place_blocks(blocks: list[Node], source: str) -> None:
    """Write `at`, the start and end offsets in `source`, into each block of a new tree.

    A block of words reaches from the first of them to the last, with the marks that adjoin them;
    another one from its first block of words to its last. What cannot be found has no place.
    """
    text_words = _Words(source)
    after = 0
    containers = []
    for node, context in visit(blocks):
        if node["t"] not in PARAGRAPHS:
            if node["t"] in CONTAINERS and "at" not in node:
                containers.append(node)
            continue
        first = after if context.note is None else text_words.after(_begin(context.note, source))
        found = text_words.matched(_spoken(node, source), first)
        if found:
            node["at"] = text_words.extent(found[0], found[-1])
            if context.note is None:  # the lines of a row's cells may stand between each other
                after = found[0] + 1 if context.table else found[-1] + 1
    for node in containers:
        inner = [n["at"] for n in walk(node["c"]) if n["t"] in PARAGRAPHS and n.get("at")]
        if inner:
            node["at"] = [min(start for start, _ in inner), max(end for _, end in inner)]


def words(block: Node, source: str) -> Iterator[tuple[str, int, int]]:
    """Each word of a placed block of words that stands in `source`, with its offsets there."""
    if block.get("at"):
        text_words = _Words(source, *block["at"][:2])
        for i in text_words.matched(_spoken(block, source), 0):
            yield text_words.words[i], text_words.starts[i], text_words.ends[i]


class _Words:
    """The words of a text, found by themselves and with their neighbours."""

    def __init__(self, source: str, start: int = 0, end: int | None = None) -> None:
        found = list(WORD.finditer(source, start, len(source) if end is None else end))
        self.source = source
        self.words = [match.group() for match in found]
        self.starts = [match.start() for match in found]
        self.ends = [match.end() for match in found]
        self.single: dict[str, list[int]] = {}
        self.pairs: dict[tuple[str, str], list[int]] = {}
        for i, word in enumerate(self.words):
            self.single.setdefault(word, []).append(i)
        for i, pair in enumerate(pairwise(self.words)):
            self.pairs.setdefault(pair, []).append(i)

    def after(self, offset: int) -> int:
        """The number of the first word that begins at an offset or behind it."""
        return bisect_left(self.starts, offset)

    def matched(self, spoken: list[str], after: int) -> list[int]:
        """The numbers of the words that are `spoken`, in their order, from `after` on."""
        skipped, place = self._begin(spoken, after)
        if place is None and after:
            skipped, place = self._begin(spoken, 0)
        if place is None:
            return []
        out = [place]
        for i in range(skipped + 1, len(spoken)):
            following = _next(self.single.get(spoken[i], []), out[-1] + 1)
            if following is None or following > out[-1] + NEAR:
                pair = (spoken[i], spoken[i + 1]) if i + 1 < len(spoken) else None
                following = _next(self.pairs.get(pair, []), out[-1] + 1) if pair else None
            if following is not None and following <= out[-1] + AHEAD:
                out.append(following)
        return out

    def extent(self, first: int, last: int) -> list[int]:
        """The offsets of words with the marks that adjoin them, within their line."""
        start, end = self.starts[first], self.ends[last]
        while start and not self.source[start - 1].isspace() and self.source[start - 1] != "|":
            start -= 1
        while end < len(self.source) and not self.source[end].isspace() and self.source[end] != "|":
            end += 1
        return [start, end]

    def _begin(self, spoken: list[str], after: int) -> tuple[int, int | None]:
        """How many spoken words to skip, as few as may be, and where the next of them stands."""
        if len(spoken) == 1:
            return 0, _next(self.single.get(spoken[0], []), after)
        tried = (
            (i, _next(self.pairs.get(pair, []), after + i))
            for i, pair in enumerate(pairwise(spoken[:TRIED]))
        )
        found = [(place + NEAR * i, i, place) for i, place in tried if place is not None]
        return min(found)[1:] if found else (0, None)


def _next(places: list[int], after: int) -> int | None:
    """The first of the sorted places from `after` on."""
    i = bisect_left(places, after)
    return places[i] if i < len(places) else None


def _begin(note: Node, source: str) -> int:
    """The offset from which a note's words stand: its bracket, or its definition."""
    start = note["at"][0] if note.get("at") else 0
    name = _NOTE.match(source, start) if note.get("at") else None
    if name is None:
        return start
    definition = re.search(rf"^ {{0,3}}{re.escape(name[0])}:", source, re.M)
    return definition.end() if definition else 0


def _spoken(block: Node, source: str) -> list[str]:
    """The words of a block in the order of the text, those of notes in its brackets too."""
    out: list[str] = []
    _collect(block, source, out)
    return out


def _collect(tree: Any, source: str, out: list[str]) -> None:
    if type(tree) is list:
        for item in tree:
            if type(item) is dict or type(item) is list:
                _collect(item, source, out)
    elif type(tree) is dict and "c" in tree:
        kind, content = tree.get("t"), tree["c"]
        if kind == "Str":
            out += WORD.findall(content)
        elif kind in ("Code", "Math", "CodeBlock", "RawInline"):
            out += WORD.findall(content[1])
        elif kind == "Cite":
            _collect(content[1], source, out)
        elif kind != "Note" or (tree.get("at") and source.startswith("^[", tree["at"][0])):
            _collect(content, source, out)
