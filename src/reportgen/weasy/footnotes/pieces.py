"""Notes laid out for a page: whole, or as much as a height has room for."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import inf
from typing import Any

from reportgen.weasy import compat

HYPHEN = "\u2010"
"""What WeasyPrint ends a line with that parts a word."""


@dataclass(frozen=True, eq=False)
class Piece:
    """A note, or a part of one, that stands at the top of the paper until it is placed.

    `resume_at` is where its rest begins (as WeasyPrint counts), None where nothing is left;
    `absolute` are the boxes in it that are positioned absolutely.
    """

    box: Any
    height: float
    resume_at: Any
    absolute: list[Any]


class PieceMaker:
    """Lays out notes for a page's area of notes, each piece once."""

    def __init__(self, context: Any, area: Any) -> None:
        self._context, self._area = context, area
        self._pieces: dict[Any, Piece | None] = {}
        self._least: dict[Any, float] = {}
        self._frame = compat.block_level_layout(context, area.copy(), -inf, None, area.page)[0]
        self.overhead: float = self._frame.margin_height() - self._frame.height
        """The height of the rule over the notes, and of the space around it."""
        self.most: float = self._frame.max_height
        """The most height that the notes may take together."""

    def whole(self, note: Any, skip: Any) -> Piece:
        """All of a note, from `skip` on."""
        piece = self.cut(note, skip, inf, empty=True)
        assert piece is not None
        return piece

    def cut(self, note: Any, skip: Any, height: float, empty: bool) -> Piece | None:
        """As much of a note as `height` has room for; None where that is nothing.

        With `empty` something is set in any case, and what is to stay together is parted.
        """
        key = (note, repr(skip), height, empty)
        if key not in self._pieces:
            self._pieces[key] = self._lay_out(note, skip, height, empty)
        return self._pieces[key]

    def last(self, note: Any, skip: Any, height: float, empty: bool) -> Piece | None:
        """What a page ends with: `cut`, and a line less where that would end in a hyphen."""
        piece = self.cut(note, skip, height, empty)
        if piece is None or piece.resume_at is None or not _ends_in_hyphen(piece.box):
            return piece
        shorter = (edge for edge in _edges(piece.box) if edge < piece.height - 1)
        less = self.cut(note, skip, max(shorter, default=0) + 1e-3, empty=False)
        return piece if less is None or _ends_in_hyphen(less.box) else less

    def least(self, note: Any, skip: Any, large: float) -> float:
        """The least height of the beginning of a note: of all of it where it cannot be parted.

        A note of more height than `large` can be parted in any case.
        """
        key = (note, repr(skip))
        if key not in self._least:
            whole = self.whole(note, skip)
            parts = (
                self.cut(note, skip, edge + 1e-3, whole.height > large)
                for edge in sorted({round(edge, 3) for edge in _edges(whole.box)})
            )
            self._least[key] = next((part.height for part in parts if part), whole.height)
        return self._least[key]

    def _lay_out(self, note: Any, skip: Any, height: float, empty: bool) -> Piece | None:
        context = self._context
        holder = self._area.copy_with_children([note.deepcopy()])
        (box,) = compat.create_anonymous_boxes(holder).children
        box.position_x, box.position_y = self._frame.content_box_x(), 0
        absolute: list[Any] = []
        with _aside(context, height):
            context.create_block_formatting_context(box)
            made, resume_at, _, margins, *_ = compat.block_level_layout(
                context, box, -inf if height == inf else 0, skip, self._frame,
                page_is_empty=empty, absolute_boxes=absolute, fixed_boxes=absolute,
            )  # fmt: skip
            context.finish_block_formatting_context()
        if made is None:
            return None
        if resume_at is not None:
            made.height = max(_edges(made), default=0) - made.content_box_y()
        below = max([made.margin_bottom, *margins])
        total = made.position_y + made.margin_height() - made.margin_bottom + below
        return Piece(made, total, resume_at, absolute)


@contextmanager
def _aside(context: Any, height: float) -> Iterator[None]:
    """Lay out aside from the page, on one of its own of some height, and without its notes."""
    page, notes = context.page_bottom, context.document_notes
    column, floats = context.in_column, context.broken_out_of_flow
    context.page_bottom, context.document_notes = height, notes.aside()
    context.in_column, context.broken_out_of_flow = False, {}
    try:
        yield
    finally:
        context.page_bottom, context.document_notes = page, notes
        context.in_column, context.broken_out_of_flow = column, floats


def _ends_in_hyphen(box: Any) -> bool:
    """Whether the last line of a box ends in a hyphen that parts a word."""
    texts = [part.text for part in box.descendants() if isinstance(part, compat.TextBox)]
    return bool(texts) and texts[-1].endswith(HYPHEN)


def lower_edge(box: Any) -> float:
    """Where the content of a box ends, with the padding and borders of what it ends in."""
    edges = [lower_edge(child) for child in box.children if child.is_in_normal_flow()]
    if not edges or compat.is_line(box):
        return float(box.position_y + box.margin_height())
    return max(edges) + float(box.padding_bottom + box.border_bottom_width)


def _edges(box: Any) -> list[float]:
    """The lower edges of the lines in a note, and of what is no line."""
    if compat.is_line(box) or not box.children:
        return [box.position_y + box.margin_height()]
    return [edge for child in box.children if child.is_in_normal_flow() for edge in _edges(child)]
