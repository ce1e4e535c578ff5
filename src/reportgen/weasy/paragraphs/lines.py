"""The boxes of one line, spread or drawn together so that it fills its measure."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from reportgen.weasy import compat
from reportgen.weasy.paragraphs.breaks import SHRINK, STRETCH, TRACKING
from reportgen.weasy.paragraphs.inline import Inline, Leaf, Paragraph
from reportgen.weasy.paragraphs.measure import UNITS, Text, style_key


class Line(NamedTuple):
    """A line of a paragraph: the characters from `start` to `end`, the next line's from `next`.

    `gap` is what lacks to the measure, in pixels, less what hangs over the right edge; `hang`
    what hangs over the left edge. The last line is not spread.
    """

    start: int
    end: int
    next: int
    hyphen: bool
    last: bool
    width: float
    hang: float
    hang_end: float


class Part(NamedTuple):
    """Glyphs of a text, from `start` to `end`."""

    text: Text
    start: int
    end: int


class SetText:
    """A text box's part of a line, in the place of WeasyPrint's `Layout`.

    A word space is `spacing` wider than the font's own, behind each other glyph is `tracking` more;
    both in pixels.
    """

    first_line_direction = 0
    max_width = None
    ascent = underline_position = strikethrough_position = None

    def __init__(self, text: str, parts: Sequence[Part]) -> None:
        self.text, self.parts = text, parts
        self.spacing = self.tracking = 0.0
        self.natural = sum(p.text.x[p.end] - p.text.x[p.start] for p in parts) / UNITS
        self.spaces = sum(p.text.spaces_in(p.start, p.end) for p in parts)
        empty = compat.pango.PANGO_GLYPH_EMPTY  # is not shown, so that it cannot be tracked
        shown = sum(p.end - p.start - p.text.glyphs[p.start : p.end].count(empty) for p in parts)
        self.letters = shown - self.spaces

    def decorate(self, style: Any) -> None:
        """Take over what the decoration lines of a style need to be drawn, from a `Layout`."""
        if style["text_decoration_line"] != "none":
            vars(self).update(
                (name, value)
                for name, value in vars(compat.Layout(style)).items()
                if name.endswith(("ascent", "_position", "_thickness"))
            )

    def reactivate(self, style: Any) -> None:
        """Nothing is made anew that a `Layout` would make before it is drawn."""

    def deactivate(self) -> None:
        """Nothing is held that a `Layout` would let go."""


class _Space(NamedTuple):
    """What a line's word spaces and letters are given: parts of a space, and of an em."""

    spaces: float
    letters: float


class LineBuilder:
    """Makes the boxes of one line of a paragraph."""

    def __init__(self, whole: Paragraph, line: Line, block: Any, context: Any) -> None:
        self.whole, self.line, self.block, self.context = whole, line, block, context
        self.absolute: list[Any] = []
        self.fixed: list[Any] = []
        self.texts = {
            leaf.path: _set_text(leaf, line)
            for leaf in whole.leaves
            if leaf.text is not None and leaf.start < line.end and leaf.end > line.start
        }
        self.space = self._space()

    def boxes(self, x: float, y: float) -> list[Any]:
        """The line's boxes from `x` on, in pixels; vertically they are still to be placed."""
        return self._children(self.whole.tree, x, y)[0]

    def _space(self) -> _Space:
        """How much the line's spaces and letters give."""
        line, whole = self.line, self.whole
        natural = spaces = ems = 0.0
        last: SetText | None = None
        size = 0.0
        for leaf in whole.leaves:
            if leaf.start >= line.next or leaf.end <= line.start:
                continue
            if leaf.start >= line.start:
                natural += leaf.before
            if leaf.end <= line.next:
                natural += leaf.after
            if leaf.text is None:
                natural += leaf.width
            elif leaf.path in self.texts:
                last = self.texts[leaf.path]
                natural += last.natural
                spaces += last.spaces * leaf.space
                size = leaf.size
                ems += last.letters * size
        ems -= size  # nothing follows the last letter
        gap = line.width - natural + line.hang + (0 if line.last else line.hang_end)
        if line.last and gap >= 0:
            return _Space(0, 0)
        room = (STRETCH if gap > 0 else SHRINK) * spaces + TRACKING * ems
        ratio = gap / room if room else 0
        letters = TRACKING * max(-1, min(1, ratio))
        return _Space((gap - letters * ems) / spaces if spaces else 0, letters)

    def _children(
        self, tree: Sequence[Inline | Leaf], x: float, y: float
    ) -> tuple[list[Any], float]:
        """The boxes of a line that are children of one box, and where they end."""
        line, made = self.line, []
        for node in tree:
            if node.start == node.end:
                inside = line.start <= node.start < line.next or (
                    node.start == line.next == len(self.whole.text)
                )
            else:
                inside = node.start < line.next and node.end > line.start
            if not inside:
                continue
            box = self._inline(node, x, y) if isinstance(node, Inline) else self._leaf(node, x, y)
            if box is not None:
                made.append(box)
                x = box.position_x + box.margin_width()
        return made, x

    def _inline(self, node: Inline, x: float, y: float) -> Any:
        is_start, is_end = node.start >= self.line.start, node.end <= self.line.next
        inner = x + node.left if is_start else x
        children, end = self._children(node.children, inner, y)
        box = node.box.copy_with_children(children)
        box.remove_decoration(start=not is_start, end=not is_end)
        box.position_x, box.position_y, box.width = x, y, end - inner
        fit_line_height(box)
        return box

    def _leaf(self, leaf: Leaf, x: float, y: float) -> Any:
        if leaf.text is not None:
            text = self.texts.get(leaf.path)
            return None if text is None else self._text(leaf, text, x, y)
        if not leaf.width and isinstance(leaf.box, compat.TextBox):
            return None  # a line feed
        compat.resolve_percentages(leaf.box, self.block)
        box = compat.atomic_box(
            self.context, leaf.box, x, None, self.block, self.absolute, self.fixed
        )
        box.position_x = x
        return box

    def _text(self, leaf: Leaf, text: SetText, x: float, y: float) -> Any:
        box = leaf.box.copy_with_text(text.text)
        text.spacing = self.space.spaces * leaf.space
        text.tracking = self.space.letters * leaf.size
        text.decorate(leaf.box.style)
        box.pango_layout = text
        box.justification_spacing = text.spacing
        box.position_x, box.position_y = x, y
        box.width = text.natural + text.spaces * text.spacing + text.letters * text.tracking
        place_text(box)
        return box


def _set_text(leaf: Leaf, line: Line) -> SetText:
    """The part of a text box that stands in a line."""
    assert leaf.text is not None
    style = leaf.box.style
    start, end = leaf.byte(max(line.start, leaf.start)), leaf.byte(min(line.end, leaf.end))
    words = leaf.text.text.encode()[start:end].decode()
    first, begins = leaf.text.glyph_at(start)
    last, ends = leaf.text.glyph_at(end)
    hyphenated = line.hyphen and leaf.start < line.end <= leaf.end
    if not begins:
        parts = _anew(words, style, hyphenated)
    elif not hyphenated and ends:
        parts = [Part(leaf.text, first, last)]
    else:
        head = words.rfind(" ") + 1  # the last word is another with a hyphen
        cut, _ = leaf.text.glyph_at(start + len(words[:head].encode()))
        tail = _anew(words[head:], style, hyphenated)
        parts = [Part(leaf.text, first, cut), *tail] if cut > first else tail
    return SetText(words + style["hyphenate_character"] * hyphenated, parts)


def _anew(words: str, style: Any, hyphenated: bool) -> list[Part]:
    text = Text(words + style["hyphenate_character"] * hyphenated, style)
    return [Part(text, 0, len(text.glyphs))]


def fit_line_height(box: Any) -> None:
    """Give a line or inline box the margins with which it is as high as its line.

    As WeasyPrint does: CSS 2.2, 10.8.1 counts the half-leading and neither padding nor border.
    """
    line_height, box.baseline = compat.strut(box.style)
    box.height = box.style["font_size"]
    leading = (line_height - box.height) / 2
    box.margin_top = leading - box.border_top_width - box.padding_top
    box.margin_bottom = leading - box.border_bottom_width - box.padding_bottom


def place_text(box: Any) -> None:
    """Give a text box the height of its style's first font, and margins to the line's height."""
    line_height, box.baseline = compat.strut(box.style)
    heights = vars(box.style.font_config).setdefault("paragraph_heights", {})
    key = style_key(box.style)
    if key not in heights:
        layout = compat.Layout(box.style)
        layout.set_text(" ")
        heights[key] = compat.line_size(layout.get_first_line()[0], box.style)[1]
    box.height = heights[key]
    box.margin_top = box.margin_bottom = (line_height - box.height) / 2
