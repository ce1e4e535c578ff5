"""Changed words of a passage -> edits of the stretches that they were made of."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from reportgen.alignment import changes
from reportgen.diagnostics.source import Span
from reportgen.merge import citation_changes
from reportgen.merge.collected import Collected, Who, editors_words, who
from reportgen.merge.inline_scanner import Run, SourceWord
from reportgen.merge.joining import Passage, Place
from reportgen.merge.mapped_text import MappedText
from reportgen.merge.markdown_writer import FORMATS, Piece, new_run
from reportgen.merge.refusals import made_words, no_new, no_paragraph
from reportgen.merge.stretches import Stretch, common, replaced
from reportgen.merge.tokens import PARAGRAPH, Gone, Token

BLANK = Token(" ", " ").key
ONE_LINE = frozenset({"heading", "caption", "cell", "grid", "note", "plain", "single", "double"})


@dataclass(frozen=True)
class Operation:
    """Tokens `i1` to `i2` of the sent passage became `j1` to `j2` of the edited one."""

    i1: int
    i2: int
    j1: int
    j2: int


def operations(old: Sequence[Token], new: Sequence[Token]) -> list[Operation]:
    """What differs, with what is parted by a space alone taken as one change."""
    ours, theirs = [t.key for t in old], [t.key for t in new]
    found = [Operation(*stretch) for stretch in changes(ours, theirs, _is_blank)]
    return [op for op in found if not _idle(op, old, new)]


def _is_blank(key: Hashable) -> bool:
    return key == BLANK


def _idle(op: Operation, old: Sequence[Token], new: Sequence[Token]) -> bool:
    """Whether nothing but space beside space or at an edge came or went."""
    changed = [*old[op.i1 : op.i2], *new[op.j1 : op.j2]]
    if not all(token.blank for token in changed):
        return False
    if op.i1 < op.i2 and op.j1 < op.j2:
        return True
    tokens, a, b = (old, op.i1, op.i2) if op.i1 < op.i2 else (new, op.j1, op.j2)
    edge = a == 0 or b == len(tokens)
    return edge or tokens[a - 1].blank or tokens[b].blank or PARAGRAPH in (
        tokens[a - 1].atom, tokens[b].atom
    )  # fmt: skip


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
        near = [g for g in self.gone if op.j1 <= g.index <= op.j2]
        self.who: Who = who(self.new, near)
        self.words = editors_words(self.new, self.old)
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
        stretch = Stretch(words, self.text)
        writer = self.found.writer(self.text.source, self.text.host)
        start, end, new = replaced(stretch, first, last, [*pieces, *kept], writer)
        carries = any(token.atom == "note" for token in self.old)
        self.found.edit(self.text.source, start, end, new, self.who, self.words, self._kind(),
                        carries)  # fmt: skip

    def _kind(self) -> str:
        if [t.text for t in self.old] == [t.text for t in self.new] and self.what == "words":
            if [t.atom for t in self.old] == [t.atom for t in self.new]:
                return "format"
        return self.what

    def _pieces(self) -> list[Piece] | None:
        """What is written for the new tokens; None where that is refused."""
        same = self._same()
        pieces: list[Piece] = []
        for j, token in enumerate(self.new, self.op.j1):
            piece = self._piece(token, j, same.get(j))
            if piece is None:
                return None
            pieces.append(piece)
        return pieces

    def _piece(self, token: Token, j: int, i: int | None) -> Piece | None:
        if token.atom == PARAGRAPH:
            if self.text.host in ONE_LINE:
                self.refuse(*no_paragraph(self.text.host))
                return None
            return Piece("\n\n" + self.text.prefix, (), kept=True)
        if token.atom == "note":
            return self._note(token)
        if token.atom == "break":
            mark = " " if self.text.host in ONE_LINE else "\\\n" + self.text.prefix
            return Piece(mark, self._beside(j), kept=True)
        if token.atom:
            self.refuse(*no_new(token.atom))
            return None
        if token.made == "reference" and token.target in self.found.references and i is None:
            before = self.edited[j - 1] if j else None
            if before and before.made == "reference" and before.target == token.target:
                return Piece("", (), kept=True)
            return Piece(self.found.references[token.target], (), kept=True)
        runs = self._runs(token, j, i)
        if i is not None:
            place = self.passage.at[i]
            assert place
            word = self.passage.words[place[0]]
            return Piece(self.text.source.text[word.start : word.end], runs, kept=True)
        return Piece(token.typed, runs)

    def _note(self, token: Token) -> Piece | None:
        if token.target in self.found.notes:
            return Piece(self.found.notes[token.target], (), kept=True)
        if self.text.host == "note" or token.target not in self.found.written:
            self.refuse(*no_new("note"))
            return None
        return Piece(self.found.written[token.target], (), kept=True)

    def _same(self) -> dict[int, int]:
        """The tokens that were there before and differ by their format alone."""
        op, at = self.op, self.passage.at
        old, new = [t.text for t in self.old], [t.text for t in self.new]
        found = {}
        for a, b, size in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
            for n in range(size):
                place = at[op.i1 + a + n]
                if place and place[1] == place[0] + 1:
                    if not self.passage.words[place[0]].atom and old[a + n].strip():
                        found[op.j1 + b + n] = op.i1 + a + n
        return found

    def _runs(self, token: Token, j: int, i: int | None) -> tuple[Run, ...]:
        """The markup of a token: that of a neighbour of the same format, or what the format adds."""
        if i is not None:
            place = self.passage.at[i]
            assert place
            return _adapted(self.passage.words[place[0]].runs, self.passage.tokens[i], token)
        sides = [self._side(self.op.i1 - 1, -1), self._side(self.op.i2, 1), *self._inner()]
        for side in sides:
            if side and (side[0].key[1:] == token.key[1:] or token.blank):
                return side[1]
        near = [side for side in sides[:2] if side]
        if not near:
            return _adapted((), Token("", ""), token)
        base = common(near[0][1], near[-1][1])
        plain = tuple(run for run in base if run.kind not in FORMATS and run.kind != "link")
        side = next((s for s in near if not any(r.kind in FORMATS for r in s[1])), None)
        return _adapted(plain, side[0] if side else Token("", ""), token)

    def _beside(self, j: int) -> tuple[Run, ...]:
        left, right = self._side(self.op.i1 - 1, -1), self._side(self.op.i2, 1)
        return common(left[1], right[1]) if left and right else ()

    def _inner(self) -> list[tuple[Token, tuple[Run, ...]]]:
        """The replaced words, whose formats the new ones may have."""
        out = []
        for token, place in zip(self.old, self.passage.at[self.op.i1 : self.op.i2], strict=True):
            if place and not token.blank and not self.passage.words[place[0]].atom:
                out.append((token, self.passage.words[place[0]].runs))
        return out

    def _side(self, i: int, step: int) -> tuple[Token, tuple[Run, ...]] | None:
        """The next word before or behind the change that is one of the source."""
        tokens, at, words = self.passage.tokens, self.passage.at, self.passage.words
        while 0 <= i < len(tokens):
            place = at[i]
            if tokens[i].atom == PARAGRAPH:
                return None
            if place and not tokens[i].blank and not words[place[0]].atom:
                return tokens[i], words[place[0]].runs
            i += step
        return None


def _adapted(runs: tuple[Run, ...], old: Token, new: Token) -> tuple[Run, ...]:
    """The markup of a word whose format changes from that of one token to that of another."""
    gone, came = old.format - new.format, new.format - old.format
    kept = [run for run in runs if run.kind not in gone]
    if old.target != new.target and not new.made:
        kept = [run for run in kept if run.kind != "link"]
        if new.target:
            kept.append(new_run(f"link:{new.target}"))
    return (*kept, *(new_run(kind) for kind in FORMATS if kind in came))


def _is_set(place: Place, words: list[SourceWord]) -> bool:
    """Whether other words are printed for a stretch of the source than stand there."""
    return any(words[k].atom in ("cite", "reference", "formula") for k in range(*place))
