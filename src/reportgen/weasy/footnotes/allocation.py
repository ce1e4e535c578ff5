"""How much of a page its notes take: measured note by note, and shared out with the text.

Heights and positions are in CSS pixels, positions from the top of the page, as in WeasyPrint.
"""

from dataclasses import dataclass, field
from typing import Any

from reportgen.weasy.footnotes.pieces import Piece, PieceMaker, lower_edge
from reportgen.weasy.page_floats import PageFloats

KEPT = 0.12
"""The part of a page's height that is left to the text beside notes that go on from before."""
LARGE = 0.5
"""From this part of a page's height on, a note that is not to be parted is parted all the same."""
EXACT = 1e-6
"""What calculation in binary may take from a length."""


@dataclass(frozen=True)
class Pending:
    """A note, or what is left of one, that the next page begins with: from `skip` on."""

    note: Any
    skip: Any = None


@dataclass(eq=False)
class DocumentNotes:
    """The notes of a document: their order, and their pages as far as these are made."""

    order: dict[Any, int]
    begun: dict[Any, int] = field(default_factory=dict)
    """The number of the page that a note was called on."""
    pending: dict[int, list[Pending]] = field(default_factory=dict)
    """What a page begins with, by its number."""
    page: "PageNotes | None" = None
    floats: PageFloats = field(default_factory=PageFloats)
    line: float = 0.0
    """The height of a line of the text; 0 where it is not known."""

    def aside(self) -> "DocumentNotes":
        """A document without notes, in which a note itself is laid out."""
        return DocumentNotes({})

    def carried(self, number: int) -> list[Any]:
        """The notes that a page begins with."""
        return [item.note for item in self.pending.get(number, [])]

    def left(self, number: int) -> tuple[list[Pending], list[Any]]:
        """The notes and the floats that a page begins with."""
        return self.pending.get(number, []), self.floats.pending.get(number, [])

    def height(self, context: Any) -> float:
        """The height of the text block of the page that is being made."""
        return float(context.current_footnote_area.page.height)

    def leave(self, number: int, items: list[Pending]) -> None:
        """Let the page behind this one begin with what is left."""
        self.pending.pop(number + 1, None)
        if items:
            self.pending[number + 1] = items

    def called_by(self, box: Any, number: int) -> list[Any]:
        """The notes that are called in a box for the first time, and not on a page before."""
        notes = (b.footnote for b in box.descendants() if b.footnote is not None)
        return [n for n in notes if n in self.order and self.begun.get(n, number) >= number]


class PageNotes:
    """The notes of the page that is being made, and where its text has to end."""

    def __init__(self, document: DocumentNotes, context: Any) -> None:
        self.document, self.context, self.number = document, context, context.current_page
        self.area = context.current_footnote_area
        page = self.area.page
        self.top: float = page.content_box_y()
        self.bottom: float = self.top + page.height
        self.pieces = PieceMaker(context, self.area)
        self.carried = list(document.pending.get(self.number, []))
        self.called: list[Pending] = []
        self.first_limit: float | None = None
        """Where the text ends if what the pages before have left does not fit beside it."""
        self.limit: float | None = None
        """Where the text ends that the last note was cut for; None while all notes are whole."""
        self.full = False
        """Whether what notes have left is in the way of the first lines of the page."""
        self.text: Any = None
        """The laid-out text, once it is there."""
        for note, number in list(document.begun.items()):
            if number == self.number:
                del document.begun[note]

    @property
    def items(self) -> list[Pending]:
        """The notes of the page in order."""
        return self.carried + self.called

    def begin(self, text: bool) -> None:
        """Place what the pages before have left; where `text` is not, it has the whole page."""
        kept = KEPT * (self.bottom - self.top) if text else 0
        if self._needed(self.carried) > self._room(self.top + kept):
            self.first_limit = self.top + kept
        self._take([], self.first_limit)

    def admit(self, called: list[Any], edge: float, must: bool = False, cut: bool = False) -> bool:
        """Whether a line that ends at `edge` can stand on the page, with the notes that it calls.

        If so the notes are the page's. `must`: the page has nothing yet. `cut`: the last note may
        be parted for this line although another line calls it.
        """
        new = [note for note in called if not self._has(note)]
        if not new and edge <= self.context.page_bottom + EXACT:
            return True
        notes = sorted([*self.called, *map(Pending, new)], key=self._order)
        items = self.carried + notes
        room = self._room(edge) + EXACT
        if items and self._needed(items) <= room:
            self._take(notes, None)
        elif items and (new or cut) and self._least(items) <= room:
            self._take(notes, edge)
        elif not must:
            return False
        elif new and self.carried:
            self.full = True
        elif items:
            self._take(notes, edge)
        return True

    def add(self, note: Any) -> None:
        """Take a note that is called on the page, wherever."""
        if note in self.document.order and not self._has(note):
            self._take(sorted([*self.called, Pending(note)], key=self._order), self.limit)

    def remove(self, note: Any) -> None:
        """Take a note from the page, as the line that calls it goes."""
        left = [item for item in self.called if item.note is not note]
        if len(left) < len(self.called):
            self._take(left, self.first_limit)

    def finish(self) -> tuple[list[Piece], list[Pending]]:
        """The pieces of notes on the page in order, and what the next page begins with."""
        self._reconcile()
        found, left = self._shared_out()
        if self.carried and any(item.skip is None and item in self.called for item in left):
            self.full = True
        return found, left

    def _shared_out(self) -> tuple[list[Piece], list[Pending]]:
        room = self._room(self.top if self.limit is None else self.limit) + EXACT
        found: list[Piece] = []
        for n, item in enumerate(self.items):
            piece: Piece | None = self.pieces.whole(item.note, item.skip)
            assert piece is not None
            if piece.height > room and self.limit is not None:
                piece = self.pieces.last(item.note, item.skip, room, empty=not found)
            if piece is None:
                return found, self.items[n:]
            found.append(piece)
            room -= piece.height
            if piece.resume_at is not None:
                return found, [Pending(item.note, piece.resume_at), *self.items[n + 1 :]]
        return found, []

    def _reconcile(self) -> None:
        """Hold the notes to those that the finished text calls, and their height to its end."""
        called: dict[Any, None] = {}
        if self.text is not None:
            called = dict.fromkeys(self.document.called_by(self.text, self.number))
        left = set(self.document.carried(self.number))
        self.called = sorted((Pending(n) for n in called if n not in left), key=self._order)
        self.document.begun.update((item.note, self.number) for item in self.called)
        edge = lower_edge(self.text) if self.items and self.text is not None else self.top
        if self.limit is not None or self._needed(self.items) > self._room(edge) + EXACT:
            self.limit = max(self.top, edge)

    def _has(self, note: Any) -> bool:
        return any(item.note is note for item in self.items)

    def _order(self, item: Pending) -> int:
        return self.document.order[item.note]

    def _room(self, edge: float) -> float:
        """The height for notes under a text that ends at `edge`."""
        return min(self.bottom - self.pieces.overhead - edge, self.pieces.most)

    def _needed(self, items: list[Pending]) -> float:
        return sum(self.pieces.whole(item.note, item.skip).height for item in items)

    def _least(self, items: list[Pending]) -> float:
        """The height of notes of which the last is parted as early as may be."""
        *others, last = items
        large = LARGE * (self.bottom - self.top)
        return self._needed(others) + self.pieces.least(last.note, last.skip, large)

    def _take(self, called: list[Pending], limit: float | None) -> None:
        self.called, self.limit = called, limit
        self._set_bottom()

    def _set_bottom(self) -> None:
        """Tell WeasyPrint where the text has to end."""
        height = self._needed(self.items)
        self.area.height = height
        if not self.context.in_column:
            bottom = self.bottom - self.pieces.overhead - height if self.items else self.bottom
            self.context.page_bottom = bottom if self.limit is None else self.limit
