"""Where the passage of a comment stands in the manuscript as it is now."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reportgen.diagnostics.source import Source, Span
from reportgen.reviews import ReviewComment
from reportgen.reviews.passages import Found, Passages, words

KEPT = 0.5
"""Which part of a passage's words has to be in one place for the passage to be there still."""
NEAR = 0.25
"""Which part of them says where it went."""
_PLACE = re.compile(r"(.+):(\d{1,7}):(\d{1,7})")


@dataclass(frozen=True)
class Standing:
    """Where a passage is, None where it is not; else `near` is where most of its words are.

    `at` is the number of the text and the offset in it of the words that were commented on.
    """

    span: Span | None = None
    near: Span | None = None
    at: tuple[int, int] | None = None


class Standings:
    """The texts of a manuscript, in which passages of comments are looked for."""

    def __init__(self, texts: Sequence[Source]) -> None:
        self._texts = texts
        self._passages = Passages(texts)

    def standing(self, comment: ReviewComment) -> Standing:
        """Where the passage of a comment stands; nowhere where it has none."""
        passage, quote = words(comment.passage), words(comment.quote)
        if not passage:
            passage = quote
        first, last = within(passage, quote) or (0, len(passage))
        found = self._passages.find(passage, first, last, self._near(comment.place))
        if found is None or found.share < NEAR:
            return Standing()
        span = self._span(found)
        at = (found.source, found.start)
        return Standing(span, None, at) if found.share >= KEPT else Standing(None, span)

    def _span(self, found: Found) -> Span:
        end = max(found.end, found.start + 1)
        return self._texts[found.source].span(found.start, end)

    def _near(self, place: str) -> int:
        """The number of the word about where a place was."""
        match = _PLACE.fullmatch(place)
        for number, source in enumerate(self._texts if match else ()):
            if match and source.name == match[1]:
                offset = source.offset(int(match[2]), int(match[3]))
                return self._passages.number(number, offset)
        return -1


def within(passage: Sequence[str], quote: Sequence[str]) -> tuple[int, int] | None:
    """The numbers of the words of a passage that are a quotation; None where it is not in it."""
    size = len(quote)
    for i in range(len(passage) - size + 1) if size else ():
        if list(passage[i : i + size]) == list(quote):
            return i, i + size
    return None
