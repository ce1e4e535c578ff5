"""The markup that new words stand in: that of their neighbours, or what their formats ask for."""

from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import reduce

from reportgen.merge.markdown_writer import FORMATS, new_run
from reportgen.merge.operations import Operation
from reportgen.merge.printed_words import Passage
from reportgen.merge.source_words import Run
from reportgen.merge.stretches import common
from reportgen.merge.tokens import PARAGRAPH, Token


@dataclass(frozen=True)
class Markup:
    """Markup for the words of an operation, which are those of an `edited` passage."""

    passage: Passage
    edited: list[Token]
    op: Operation

    def same(self) -> dict[int, int]:
        """The tokens that were there before and differ by their format alone."""
        op, at = self.op, self.passage.at
        old = [t.text for t in self.passage.tokens[op.i1 : op.i2]]
        new = [t.text for t in self.edited[op.j1 : op.j2]]
        found = {}
        for a, b, size in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
            for n in range(size):
                place = at[op.i1 + a + n]
                if not place or place[1] > place[0] + 1 or not old[a + n].strip():
                    continue
                if not self.passage.words[place[0]].atom:
                    found[op.j1 + b + n] = op.i1 + a + n
        return found

    def runs(self, token: Token, i: int | None) -> tuple[Run, ...]:
        """The markup of a new token, or of the sent one `i`, whose format changed.

        That of a neighbour of the same format, or what the format adds.
        """
        if i is not None:
            place = self.passage.at[i]
            assert place
            return _adapted(self.passage.words[place[0]].runs, self.passage.tokens[i], token)
        inner = self._inner()
        if inner and all(_is_unseen(*one) and one[0].key[1:] == token.key[1:] for one in inner):
            return reduce(common, (runs for _, runs in inner))
        sides = [self._side(self.op.i1 - 1, -1), self._side(self.op.i2, 1), *inner]
        for word, runs in sorted(filter(None, sides), key=lambda side: _is_unseen(*side)):
            if word.key[1:] == token.key[1:] or token.blank:
                return runs
        near = [side for side in sides[:2] if side]
        if not near:
            return _adapted((), Token("", ""), token)
        base = common(near[0][1], near[-1][1])
        plain = tuple(run for run in base if run.kind not in FORMATS and run.kind != "link")
        side = next((s for s in near if not any(r.kind in FORMATS for r in s[1])), None)
        return _adapted(plain, side[0] if side else Token("", ""), token)

    def beside(self) -> tuple[Run, ...]:
        left, right = self._side(self.op.i1 - 1, -1), self._side(self.op.i2, 1)
        return common(left[1], right[1]) if left and right else ()

    def _inner(self) -> list[tuple[Token, tuple[Run, ...]]]:
        """The replaced words, whose formats the new ones may have."""
        out = []
        stretch = slice(self.op.i1, self.op.i2)
        for token, place in zip(
            self.passage.tokens[stretch], self.passage.at[stretch], strict=True
        ):
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


def _is_unseen(token: Token, runs: tuple[Run, ...]) -> bool:
    """Whether markup of a word is not among its formats: emphasis of Hangul is another face."""
    return any(run.kind in FORMATS and run.kind not in token.format for run in runs)


def _adapted(runs: tuple[Run, ...], old: Token, new: Token) -> tuple[Run, ...]:
    """The markup of a word whose format changes from that of one token to that of another."""
    gone, came = old.format - new.format, new.format - old.format
    kept = [run for run in runs if run.kind not in gone]
    if old.target != new.target and not new.made:
        kept = [run for run in kept if run.kind != "link"]
        if new.target:
            kept.append(new_run(f"link:{new.target}"))
    inner = next((i for i, run in enumerate(kept) if run.kind == "code"), len(kept))
    return (*kept[:inner], *(new_run(kind) for kind in FORMATS if kind in came), *kept[inner:])
