"""A line box as one text: where each of its boxes begins and ends in it, and how wide it is."""

from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

from reportgen.weasy import compat
from reportgen.weasy.paragraphs.measure import SPACES, Text, space_width

OBJECT = "\u2e80"
"""What stands in the text for a box that is set as one piece: it breaks as an ideograph does."""
LINE_FEED = "\n"
GLUE = "\u00a0\u2060"
"""A space at which no line should end; here a scrap of a last line costs instead."""


@dataclass(slots=True)
class Leaf:
    """A text box, or a box that is set as one piece, from character `start` to `end` of the text.

    `x` is its left edge without line breaks, `before` and `after` the margins, borders and padding
    of inline boxes that open before and close behind it. `sums` and `ems` are the word spaces and
    the letters' ems before it, in pixels.
    """

    box: Any
    path: tuple[int, ...]
    start: int
    end: int
    text: Text | None
    width: float
    x: float = 0
    before: float = 0
    after: float = 0
    sums: float = 0
    ems: float = 0
    space: float = 0
    size: float = 0
    offsets: list[int] | None = None

    def byte(self, position: int) -> int:
        """The byte of the box's text at a character of the paragraph's."""
        return (
            position - self.start if self.offsets is None else self.offsets[position - self.start]
        )

    def position(self, byte: int) -> int:
        """The character of the paragraph's text at a byte of the box's."""
        return self.start + (byte if self.offsets is None else self.offsets.index(byte))

    def at(self, position: int) -> tuple[float, float, float]:
        """The x, the sum of word spaces and the ems before a character."""
        if self.text is None:
            done = position > self.start
            return self.x + self.width * done, self.sums, self.ems + self.size * done
        byte = self.byte(position)
        glyph, _ = self.text.glyph_at(byte)
        spaces = self.text.spaces_in(0, glyph)
        return (
            self.x + self.text.x_at(byte), self.sums + spaces * self.space,
            self.ems + (glyph - spaces) * self.size,
        )  # fmt: skip


@dataclass(slots=True)
class Inline:
    """An inline box around leaves, and its margin, border and padding on the left and right."""

    box: Any
    start: int
    end: int
    left: float
    right: float
    children: list["Inline | Leaf"]


@dataclass(slots=True)
class Paragraph:
    """A line box before it is broken into lines."""

    text: str
    tree: list[Inline | Leaf]
    leaves: list[Leaf]
    paths: dict[tuple[int, ...], int]
    starts: list[int] = field(default_factory=list)


class _UnfitError(Exception):
    """A line box holds what is not set here."""


def paragraph(line_box: Any, containing_block: Any, context: Any) -> Paragraph | None:
    """A line box's text, None where it has more than text, inline boxes and pieces."""
    flat = _Flat(containing_block, context)
    try:
        tree = flat.add(line_box, ())
    except _UnfitError:
        return None
    if not any(leaf.text for leaf in flat.leaves):
        return None
    text = "".join(flat.parts).replace(GLUE, "  ")
    paths = {leaf.path: index for index, leaf in enumerate(flat.leaves)}
    starts = [leaf.start for leaf in flat.leaves]
    return Paragraph(text, tree, flat.leaves, paths, starts)


class _Flat:
    """The boxes of a line box, in the order of the text."""

    def __init__(self, containing_block: Any, context: Any) -> None:
        self.block, self.context = containing_block, context
        self.parts: list[str] = []
        self.leaves: list[Leaf] = []
        self.length = 0
        self.x = self.sums = self.ems = self.opening = 0.0

    def add(self, parent: Any, path: tuple[int, ...]) -> list[Inline | Leaf]:
        tree: list[Inline | Leaf] = []
        for index, box in enumerate(parent.children):
            if box.is_leader or not box.is_in_normal_flow():
                raise _UnfitError
            compat.resolve_percentages(box, self.block)
            where = (*path, index)
            if isinstance(box, compat.TextBox):
                tree.append(self._text(box, where))
            elif isinstance(box, compat.InlineBox):
                tree.append(self._inline(box, where))
            elif isinstance(box, compat.AtomicInlineLevelBox):
                tree.append(self._piece(box, where))
            else:
                raise _UnfitError
        return tree

    def _inline(self, box: Any, path: tuple[int, ...]) -> Inline:
        style = box.style
        if style["box_decoration_break"] == "clone" or style["direction"] != "ltr":
            raise _UnfitError
        for side in ("margin_left", "margin_right"):
            if getattr(box, side) == "auto":
                setattr(box, side, 0)
        left = box.margin_left + box.border_left_width + box.padding_left
        right = box.margin_right + box.border_right_width + box.padding_right
        self.x += left
        self.opening += left
        start = self.length
        children = self.add(box, path)
        self.x += right
        if self.leaves and not self.opening:
            self.leaves[-1].after += right
        else:
            self.opening += right
        return Inline(box, start, self.length, left, right, children)

    def _text(self, box: Any, path: tuple[int, ...]) -> Leaf:
        style, words = box.style, box.text
        if (
            style["font_size"] < 1e-6
            or style["word_spacing"]
            or style["direction"] != "ltr"
            or "\t" in words
        ):
            raise _UnfitError
        if words == LINE_FEED:
            return self._leaf(Leaf(box, path, self.length, self.length + 1, None, 0), words)
        if LINE_FEED in words or style["white_space"] not in ("normal", "nowrap"):
            raise _UnfitError
        text = Text(words, style)
        if not text.plain or text.text != words:
            raise _UnfitError
        leaf = Leaf(box, path, self.length, self.length + len(words), text, text.width)
        if not words.isascii():
            leaf.offsets = [0, *accumulate([len(letter.encode()) for letter in words])]
        leaf.size = style["font_size"]
        if text.spaces:
            leaf.space = space_width(style)
        return self._leaf(leaf, words)

    def _piece(self, box: Any, path: tuple[int, ...]) -> Leaf:
        sized = compat.atomic_box(self.context, box, 0, None, self.block, [], [])
        return self._leaf(
            Leaf(box, path, self.length, self.length + 1, None, sized.margin_width()), OBJECT
        )

    def _leaf(self, leaf: Leaf, words: str) -> Leaf:
        leaf.x, leaf.sums, leaf.ems, leaf.before = self.x, self.sums, self.ems, self.opening
        self.opening = 0
        self.x, self.sums, self.ems = self._end(leaf)
        self.length = leaf.end
        self.parts.append(words)
        self.leaves.append(leaf)
        return leaf

    def _end(self, leaf: Leaf) -> tuple[float, float, float]:
        if leaf.text is None:
            return leaf.x + leaf.width, leaf.sums, leaf.ems + leaf.size
        return (
            leaf.x + leaf.width, leaf.sums + leaf.space * len(leaf.text.spaces),
            leaf.ems + leaf.size * (len(leaf.text.glyphs) - len(leaf.text.spaces)),
        )  # fmt: skip


__all__ = ["LINE_FEED", "OBJECT", "SPACES", "Inline", "Leaf", "Paragraph", "paragraph"]
