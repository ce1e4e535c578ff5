"""Changed words of a passage -> edits of the stretches that they were made of."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportgen.diagnostics.source import Span
from reportgen.merge import citation_changes
from reportgen.merge.collected import Collected, Who, editors_words, who
from reportgen.merge.edits import CITED
from reportgen.merge.mapped_text import MappedText
from reportgen.merge.markdown_writer import Piece
from reportgen.merge.new_markup import Markup
from reportgen.merge.operations import Operation, operations
from reportgen.merge.printed_words import Passage, Place
from reportgen.merge.refusals import AROUND, KEYWORDS, LITERAL, made_words, no_new, no_paragraph
from reportgen.merge.source_block import next_marker
from reportgen.merge.source_words import SourceWord
from reportgen.merge.stretches import Stretch, replaced
from reportgen.merge.tokens import PARAGRAPH, Gone, Token

ONE_LINE = frozenset({"heading", "caption", "cell", "grid", "note", "plain", "single", "double"})


def change_words(
    passage: Passage, edited: list[Token], gone: Sequence[Gone], text: MappedText,
    found: Collected, what: str = "words",
) -> None:  # fmt: skip
    """Add what brings a passage to the words of the edited document."""
    for op in operations(passage.tokens, edited):
        _Change(passage, edited, gone, text, found, what, op).add()


@dataclass
class _Change:
    passage: Passage
    edited: list[Token]
    gone: Sequence[Gone]
    text: MappedText
    found: Collected
    what: str
    op: Operation

    def add(self) -> None:
        op, at = self.op, self.passage.at
        self.old, self.new = self.passage.tokens[op.i1 : op.i2], self.edited[op.j1 : op.j2]
        near = [g for g in self.gone if op.j1 - 2 <= g.index <= op.j2 + 2]
        self.who: Who = who(self.new, near)
        self.words = editors_words(self.new, self.old)
        if len(self.passage.blocks) > 1 and self._is_listed():
            self.refuse(*KEYWORDS)
            return
        group = self._group()
        if group is not None:
            citation_changes.rendered(self.passage, group, op.i1, op.i2, self.new, self.who,
                                      self.span(group), self.text, self.found)  # fmt: skip
            return
        places = [p for p in at[op.i1 : op.i2] if p]
        lost = [t for t, p in zip(self.old, at[op.i1 : op.i2], strict=True)
                if p is None and any(c.isalnum() for c in t.text)]  # fmt: skip
        if lost or (self.old and not places and not all(t.blank for t in self.old)):
            self._made()
            return
        if any(t.atom == "picture" for t in self.old):
            gone = "a picture was taken out or changed"
            self.refuse(gone, "change the picture in the text of the manuscript, if it is to go")
            return
        if places:
            first, last = min(p[0] for p in places), max(p[1] for p in places)
        else:
            point = self._point()
            if point is None:
                self._made()
                return
            first = last = point
        self._write(first, last)

    def _is_listed(self) -> bool:
        """Whether what parts the values of a list came or went."""
        if any(word.atom == "border" for word in self.passage.words):
            return any(t.text in (",", ";", "、", "،") for t in [*self.old, *self.new])
        return False

    def _made(self) -> None:
        reason, remedy = made_words(self.passage, self.text)
        self.refuse(reason, remedy)

    def refuse(self, reason: str, remedy: str) -> None:
        near = next((p for p in self.passage.at[self.op.i1 :] if p), None)
        near = near or next((p for p in self.passage.at[: self.op.i1][::-1] if p), None)
        self.found.refuse(self.span(near), self.who, self.words, reason, remedy)

    def span(self, near: Place | None) -> Span | None:
        if near is None:
            blocks = self.passage.blocks
            return blocks[0].source.span(*blocks[0].place) if blocks else None
        words = self.passage.words
        return self.text.source.span(words[near[0]].start, words[near[1] - 1].end)

    def _group(self) -> Place | None:
        """The words that were set for a citation or a reference, where the change is within."""
        at, op, words = self.passage.at, self.op, self.passage.words
        for place in {p for p in at[max(op.i1 - 1, 0) : op.i2 + 1] if p}:
            if not _is_set(place, words):
                continue
            inside = [i for i, p in enumerate(at) if p == place
                      and self.passage.tokens[i].atom != "note"]  # fmt: skip
            if not inside:
                continue
            first, last = inside[0], inside[-1] + 1
            if op.i1 == op.i2:
                if first < op.i1 < last:
                    return place
            elif op.i1 < last and op.i2 > first:
                whole = op.i1 <= first and op.i2 >= last
                rest = [t for i, t in enumerate(self.old, op.i1)
                        if not first <= i < last and not t.blank]  # fmt: skip
                if not whole or (not rest and any(not t.blank for t in self.new)):
                    return place
        return None

    def _point(self) -> int | None:
        """Before which word new ones stand."""
        at, i = self.passage.at, self.op.i1
        left = at[i - 1] if i else None
        right = at[self.op.i2] if self.op.i2 < len(at) else None
        if left:
            return left[1]
        if right:
            return right[0]
        if not self.passage.words:
            return 0 if self.text.starts or self.text.host in ("cell", "grid") else None
        return None

    def _write(self, first: int, last: int) -> None:
        pieces = self._pieces()
        if pieces is None:
            return
        words = self.passage.words
        kept = [
            Piece(self.text.source.text[w.start : w.end], w.runs, kept=True)
            for w in words[first:last]
            if w.atom == "hidden"
        ]
        if self.text.literal and any(piece.runs for piece in pieces):
            self.refuse(*LITERAL)
            return
        set_from = {k for place in self.passage.at if place for k in range(*place)}
        if any(words[k].atom == "formula" and k not in set_from for k in range(first, last)):
            self.refuse(*AROUND)
            return
        stretch = Stretch(words, self.text)
        writer = self.found.writer(self.text.source, self.text.host, self.text.literal)
        start, end, new = replaced(stretch, first, last, [*pieces, *kept], writer)
        typed = None
        if any(piece.plain for piece in pieces):
            plain = [piece.plain or piece for piece in pieces]
            typed = replaced(stretch, first, last, [*plain, *kept], writer)[2]
        carries = any(token.atom == "note" for token in self.old)
        self.found.edit(self.text.source, start, end, new, self.who, self.words,
                        CITED if typed is not None else self._kind(), carries, typed)  # fmt: skip

    def _kind(self) -> str:
        old, new = ([(t.text, t.atom) for t in tokens] for tokens in (self.old, self.new))
        return "format" if old == new and self.what == "words" else self.what

    def _pieces(self) -> list[Piece] | None:
        """What is written for the new tokens; None where that is refused."""
        self.markup = Markup(self.passage, self.edited, self.op)
        same = self.markup.same()
        pieces: list[Piece] = []
        for j, token in enumerate(self.new, self.op.j1):
            piece = self._piece(token, j, same.get(j))
            if piece is None:
                return None
            pieces.append(piece)
        if self.text.literal or any(block.kind == "field" for block in self.passage.blocks):
            return pieces
        return citation_changes.with_citations(pieces, self.found)

    def _piece(self, token: Token, j: int, i: int | None) -> Piece | None:
        if token.atom == PARAGRAPH:
            if self.text.host in ONE_LINE:
                self.refuse(*no_paragraph(self.text.host))
                return None
            blocks = self.passage.blocks
            if token.target == "list-item" and blocks and blocks[0].kind == "item":
                return Piece("\n" + next_marker(blocks[0].marker), (), kept=True)
            return Piece("\n\n" + self.text.prefix, (), kept=True)
        if token.atom == "note":
            return self._note(token)
        if token.atom == "break":
            mark = " " if self.text.host in ONE_LINE else "\\\n" + self.text.prefix
            return Piece(mark, self.markup.beside(), kept=True)
        if token.atom:
            self.refuse(*no_new(token.atom))
            return None
        if token.made == "reference" and token.target in self.found.references and i is None:
            before = self.edited[j - 1] if j else None
            if before and before.made == "reference" and before.target == token.target:
                return Piece("", (), kept=True)
            return Piece(self.found.references[token.target], (), kept=True)
        runs = self.markup.runs(token, i)
        if i is not None:
            place = self.passage.at[i]
            assert place
            word = self.passage.words[place[0]]
            return Piece(self.text.source.text[word.start : word.end], runs, kept=True)
        return Piece(token.typed, runs)

    def _note(self, token: Token) -> Piece | None:
        if token.target in self.found.notes:
            return Piece(self.found.notes[token.target], (), kept=True)
        field = any(block.kind == "field" for block in self.passage.blocks)
        if field or self.text.host == "note" or token.target not in self.found.written:
            self.refuse(*no_new("note"))
            return None
        typed = self.found.typed.get(token.target)
        plain = Piece(typed, (), kept=True) if typed else None
        return Piece(self.found.written[token.target], (), True, plain)


def _is_set(place: Place, words: list[SourceWord]) -> bool:
    """Whether other words are printed for a stretch of the source than stand there."""
    return any(words[k].atom in ("cite", "reference", "formula") for k in range(*place))
