"""Ranges that begin and end anywhere: bookmarks and comments (ISO/IEC 29500-1, 17.13)."""

from dataclasses import dataclass, field
from typing import Any

from reportgen.ooxml.elements import attribute, called
from reportgen.ooxml.model import Word
from reportgen.ooxml.state import Draft, State
from reportgen.ooxml.words import Piece

UNSAID = ("_GoBack",)
"""Bookmarks that Word sets for itself."""


@dataclass
class Ranges:
    """The ranges of a story: which comments begin and end in it, and what is open.

    `held` are the comments in whose range there is a word.
    """

    state: State
    starts: set[str]
    ends: set[str]
    comments: dict[str, None] = field(default_factory=dict)
    closed: set[str] = field(default_factory=set)
    held: set[str] = field(default_factory=set)
    here: list[str] = field(default_factory=list)
    marks: dict[str, tuple[str, Draft, int]] = field(default_factory=dict)
    waiting: list[tuple[str, str]] = field(default_factory=list)
    point: tuple[str, Draft | None, int] = ("", None, 0)

    @classmethod
    def of(cls, story: Any, state: State) -> "Ranges":
        """Those of a story, of which none is open yet."""
        starts, ends = (
            {attribute(e, "id") for e in story.iter(f"{{*}}commentRange{side}")}
            for side in ("Start", "End")
        )
        return cls(state, starts, ends)

    def mark(self, name: str, element: Any, draft: Draft) -> None:
        """Take note of a mark in a paragraph; of anything else nothing."""
        identifier = attribute(element, "id")
        if name == "bookmarkStart":
            self._open(identifier, attribute(element, "name"), draft)
        elif name == "bookmarkEnd":
            self._shut(identifier, draft)
        elif name == "commentRangeStart":
            self._begin(identifier, draft)
        elif name == "commentRangeEnd":
            if identifier in self.comments:
                del self.comments[identifier]
            elif identifier not in self.starts:
                self.state.problem(f"the range of the comment `{identifier}` has no beginning")
            self.closed.add(identifier)

    def between(self, element: Any, draft: Draft) -> None:
        """Take note of a mark between paragraphs."""
        name = called(element)
        if name == "bookmarkStart":
            self.waiting.append((attribute(element, "id"), attribute(element, "name")))
        else:
            self.mark(name, element, draft)

    def enter(self, draft: Draft) -> None:
        """Begin in a paragraph the bookmarks that stand before it."""
        for identifier, name in self.waiting:
            self._open(identifier, name, draft)
        self.waiting.clear()

    def leave(self) -> None:
        """End with a paragraph the comments whose range has no end."""
        for identifier in self.here:
            self.comments.pop(identifier, None)
        self.here.clear()

    def reference(self, identifier: str, draft: Draft) -> None:
        """The place of a comment, which counts where no word is in a range of it."""
        if identifier not in self.held:
            draft.pieces.append(Piece(Word("", comments=(identifier,))))

    def open_comments(self) -> tuple[str, ...]:
        """The comments whose range holds the word that is put next."""
        self.held.update(self.comments)
        return tuple(self.comments)

    def around(self, draft: Draft) -> tuple[str, ...]:
        """The bookmarks that began in a paragraph and are open, or are a point at its end.

        LibreOffice makes points before the markers of notes of some that were around them.
        """
        opened = tuple(name for name, begun, _ in self.marks.values() if begun is draft)
        name, ended, at = self.point
        return (*opened, name) if ended is draft and at == len(draft.pieces) else opened

    def _open(self, identifier: str, name: str, draft: Draft) -> None:
        if name and name not in UNSAID:
            draft.bookmarks.append(name)
            self.marks[identifier] = (name, draft, len(draft.pieces))

    def _shut(self, identifier: str, draft: Draft) -> None:
        """End a bookmark; what stood in it may all be gone, and it goes too."""
        name, begun, start = self.marks.pop(identifier, ("", draft, 0))
        inside = draft.pieces[start:]
        if not name or begun is not draft or draft.has_words(start):
            return
        if inside:
            draft.bookmarks.remove(name)
        else:
            self.point = name, draft, start

    def _begin(self, identifier: str, draft: Draft) -> None:
        self.comments[identifier] = None
        if identifier not in self.ends or identifier in self.closed:
            self.here.append(identifier)
            self.state.problem(
                f"the range of the comment `{identifier}` has no end; it is taken to the end of "
                f"its paragraph, behind `{draft.text()}`"
            )
