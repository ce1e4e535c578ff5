"""Comments of an edited document -> where they stand in the sources, with their threads.

The words of a comment's paragraph are looked for in the sources. A rendered citation has no words
there: a comment on one stands at the marker of its note.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from reportgen.diagnostics.source import Source, Span, nfc
from reportgen.ooxml.model import Block, Comment, Document, within
from reportgen.project.load import Sources
from reportgen.reviews import Reply, ReviewComment
from reportgen.reviews.passages import WORD, Found, Passages, words
from reportgen.word.comments import AUTHOR

KEPT, KEPT_NOTE = 0.5, 0.7
"""Which part of a passage's words, and of a note's, has to be in one place of the sources."""
FEW = 8
"""A passage of fewer words is looked for with so many words before and behind it."""
AWAY = 40
"""How many words a short passage may stand from where those around it stand."""
AHEAD = 60
"""Within how many characters behind a word the marker of its note begins."""
MOST = 2_000
"""How many comments are looked for; the others have no place."""
LONGEST = 2000
"""The most characters of a passage that are kept."""
_BLANK = re.compile(r"[ \n]*")
_MARKER = re.compile(r"\^?\[")


@dataclass(frozen=True)
class PlacedComment:
    """A comment, or the first of a thread, and its place in the sources.

    `span` is None where no text of the sources is what it stands on: words that reportgen writes
    by itself, or none at all. `passage` are the words of its paragraph, or of that with the marker
    of the note whose citation it stands on.
    """

    comment: Comment
    replies: tuple[Comment, ...]
    span: Span | None
    passage: str = ""


def placed(
    document: Document, sources: Sources, original: Document | None = None
) -> list[PlacedComment]:
    """The comments of a document with their places, in the order of the file.

    `original` is the same file with its tracked changes rejected: there are places of comments on
    what the changes take out. Comments of reportgen's own are left out.
    """
    texts = source_texts(sources)
    passages = Passages(texts)
    readings = [_Reading(read) for read in (document, original) if read is not None]
    out = []
    for number, (comment, replies) in enumerate(threads(document.comments)):
        span, passage = None, ""
        for reading in readings if number < MOST else ():
            at = reading.where.get(comment.id)
            if at is not None:
                passage = passage or at.words
                span, held = reading.place(at, texts, passages)
                passage = held or passage
            if span is not None:
                break
        out.append(PlacedComment(comment, replies, span, passage[:LONGEST]))
    return out


def source_texts(sources: Sources) -> list[Source]:
    """The chapters, and the front matter."""
    return [*sources.chapters, Source(sources.front.name, sources.front.text[: sources.end])]


def threads(comments: Sequence[Comment]) -> Iterator[tuple[Comment, tuple[Comment, ...]]]:
    """Each first comment of a thread with its replies; what answers reportgen begins a thread."""
    known = {one.id: one for one in comments}
    first: dict[str, str] = {}
    for one in comments:
        root, seen = one, {one.id}
        while (parent := known.get(root.parent)) and parent.id not in seen:
            if parent.author == AUTHOR:
                break
            root = parent
            seen.add(root.id)
        first[one.id] = root.id
    replies: dict[str, list[Comment]] = {}
    for one in comments:
        if first[one.id] != one.id:
            replies.setdefault(first[one.id], []).append(one)
    for one in comments:
        if first[one.id] == one.id and one.author != AUTHOR:
            yield one, tuple(replies.get(one.id, ()))


def review_comments(comments: Iterable[PlacedComment], sent: str = "") -> list[ReviewComment]:
    """The comments as rounds keep them; `sent` is the hash of what was sent."""
    counted: Counter[tuple[str, str, str]] = Counter()
    out = []
    for one in comments:
        said = one.comment
        place = f"{one.span.source.name}:{one.span.line}:{one.span.column}" if one.span else ""
        replies = tuple(
            Reply(_identifier(r, counted), r.author, _dated(r), r.text) for r in one.replies
        )
        out.append(
            ReviewComment(
                _identifier(said, counted), said.author, _dated(said), said.text,
                quote=said.quote[:LONGEST], passage=one.passage, place=place, sent=sent,
                replies=replies, resolved=said.done,
            )
        )  # fmt: skip
    return out


def _identifier(comment: Comment, counted: Counter[tuple[str, str, str]]) -> str:
    """The same for the same comment in another reading; equal ones are counted."""
    key = (comment.author, _dated(comment), " ".join(nfc(comment.text).split()))
    counted[key] += 1
    digits = hashlib.sha256("\0".join([*key, str(counted[key])]).encode()).hexdigest()
    return f"c{digits[:9]}"


def _dated(comment: Comment) -> str:
    """The date of a comment; LibreOffice writes the year 0 where there is none."""
    return comment.date if re.match(r"[1-9]\d{3}-", comment.date) else ""


@dataclass(frozen=True)
class _Anchor:
    """The characters `start` to `end` of a paragraph, by its number."""

    paragraph: int
    start: int
    end: int
    words: str


@dataclass
class _Reading:
    """The paragraphs of a document in their order, and where its comments and notes stand."""

    document: Document
    paragraphs: list[str] = field(default_factory=list)
    notes: dict[int, str] = field(default_factory=dict)
    where: dict[str, _Anchor] = field(default_factory=dict)
    markers: dict[str, _Anchor] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for block in within(self.document.blocks):
            self._add(block)
        for note in self.document.notes:
            for block in within(note.blocks):
                self.notes[len(self.paragraphs)] = note.id
                self._add(block)

    def place(
        self, at: _Anchor, texts: Sequence[Source], passages: Passages
    ) -> tuple[Span | None, str]:
        """Where an anchor stands in the sources, and the words of the paragraph that is there."""
        note = self.notes.get(at.paragraph)
        found = self._find(at, passages, KEPT if note is None else KEPT_NOTE)
        if found is not None and found.start == found.end:
            source = texts[found.source]
            start = _BLANK.match(source.text, found.end)
            return source.span(start.end() if start else found.end), at.words
        if found is not None:
            return texts[found.source].span(found.start, found.end), at.words
        marker = self.markers.get(note or "")
        if marker is None or (found := self._find(marker, passages, KEPT)) is None:
            return None, ""
        text = texts[found.source].text
        start = _MARKER.search(text, found.end, found.end + AHEAD)
        offset = start.start() if start else found.end
        return texts[found.source].span(offset, offset + 1), marker.words

    def _find(self, at: _Anchor, passages: Passages, least: float) -> Found | None:
        text = self.paragraphs[at.paragraph]
        spans = [match.span() for match in WORD.finditer(text)]
        first = sum(end <= at.start for _, end in spans)
        last = sum(start < at.end for start, _ in spans)
        own, last = words(text), max(first, last)
        near = -1
        if len(own) < FEW:
            before, behind = self._around(at.paragraph)
            size = len(before)
            around = passages.find([*before, *own, *behind], first + size, last + size)
            if around is not None:
                near = passages.number(around.source, around.start)
                if around.share >= least and (around.start < around.end or not own):
                    return around
        found = passages.find(own, first, last, near)
        if found is None or found.share < least:
            return None
        away = abs(passages.number(found.source, found.start) - near)
        return found if len(own) >= FEW or near < 0 or away <= AWAY else None

    def _around(self, number: int) -> tuple[list[str], list[str]]:
        """The last words of the paragraphs before one, and the first of those behind it."""
        before = words(" ".join(self.paragraphs[max(0, number - FEW) : number]))
        behind = words(" ".join(self.paragraphs[number + 1 : number + 1 + FEW]))
        return before[-FEW:], behind[:FEW]

    def _add(self, block: Block) -> None:
        """Take in a paragraph, its comments, and the markers in it."""
        offsets, number = [0], len(self.paragraphs)
        for word in block.words:
            offsets.append(offsets[-1] + len(word.text))
        self.paragraphs.append(block.text)
        held = [(offsets[i], offsets[i + 1], word) for i, word in enumerate(block.words)]
        removed = [(offsets[i], offsets[i], word) for i, word in block.removed if i < len(offsets)]
        for start, _, word in held:
            if word.atom == "note":
                self.markers[word.target] = _Anchor(number, start, start, block.text)
        for start, end, word in (*held, *removed):
            for identifier in word.comments:
                old = self.where.get(identifier)
                if old is None:
                    self.where[identifier] = _Anchor(number, start, end, block.text)
                elif old.paragraph == number:
                    begin, finish = min(old.start, start), max(old.end, end)
                    self.where[identifier] = _Anchor(number, begin, finish, block.text)
