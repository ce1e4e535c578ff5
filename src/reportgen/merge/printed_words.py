"""The words that were printed joined to those of the source, within a paragraph."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from reportgen.alignment import changes
from reportgen.merge.source_block import SourceBlock
from reportgen.merge.source_words import SourceWord
from reportgen.merge.tokens import PARAGRAPH, Token

NEAR = 4
"""How many words a note's marker may have moved, as behind the point that follows it."""

Place = tuple[int, int]
"""A range of source words."""


@dataclass
class Passage:
    """Tokens of the document that was sent, and the source words that they were made of.

    `at` has for each token the range of `words` that it was set from: one word, or several where
    it was set for a citation, a reference or a formula; None where nothing in the source says it.
    """

    tokens: list[Token]
    words: list[SourceWord]
    at: list[Place | None]
    blocks: list[SourceBlock] = field(default_factory=list)

    def token_of(self, word: int) -> int | None:
        """The first token that was set from a source word."""
        return next((i for i, p in enumerate(self.at) if p and p[0] <= word < p[1]), None)


def passage(tokens: list[Token], blocks: list[SourceBlock]) -> Passage:
    """The tokens of some paragraphs joined to the words of as many blocks of the source."""
    return joined(tokens, with_breaks(blocks), blocks)


def with_breaks(blocks: Sequence[SourceBlock]) -> list[SourceWord]:
    """The words of several blocks, with the stretches between them as words of their own."""
    words: list[SourceWord] = []
    for block in blocks:
        if words:
            words.append(SourceWord(PARAGRAPH, words[-1].end, block.place[0], atom=PARAGRAPH))
        words += block.words
    return words


def joined(tokens: list[Token], words: list[SourceWord], blocks: list[SourceBlock]) -> Passage:
    """Each token with the words that it was set from.

    The words are joined first; spaces then follow their neighbours.
    """
    units = _units(tokens)
    spoken = [k for k, word in enumerate(words) if word.atom or word.text != " "]
    ours, theirs = [key for key, _, _ in units], [_word_key(words[k]) for k in spoken]
    at: list[Place | None] = [None] * len(tokens)
    u0 = v0 = 0
    end = (len(ours), len(ours), len(theirs), len(theirs))
    for u1, u2, v1, v2 in [*_slid(changes(ours, theirs), ours, spoken, words), end]:
        for n in range(u1 - u0):
            k = spoken[v0 + n]
            _put(at, units[u0 + n], (k, k + 1))
        _fill(tokens, words, at, units[u1:u2], spoken[v1:v2], units[u2 : u2 + 1],
              spoken[v2 : v2 + 1])  # fmt: skip
        u0, v0 = u2, v2
    _join_markers(tokens, words, at)
    _join_blanks(tokens, words, at)
    return Passage(tokens, words, at, blocks)


Unit = tuple[str, int, int]
"""A key, and the tokens that it stands for: the words of a reference are one."""


def _units(tokens: list[Token]) -> list[Unit]:
    out: list[Unit] = []
    for i, token in enumerate(tokens):
        last = tokens[i - 1] if i else None
        if token.made == "reference":
            if last and last.made == "reference" and last.target == token.target:
                out[-1] = (out[-1][0], out[-1][1], i + 1)
            else:
                out.append(("\0reference", i, i + 1))
        elif not token.blank:
            out.append((f"\0{token.atom}" if token.atom else token.text, i, i + 1))
    return out


def _word_key(word: SourceWord) -> str:
    if word.atom == "cite":  # most styles here print a note; where not, the words stand in a gap
        return "\0note"
    return f"\0{word.atom}" if word.atom else word.text


def _put(at: list[Place | None], unit: Unit, place: Place) -> None:
    for i in range(unit[1], unit[2]):
        at[i] = place


Stretch = tuple[int, int, int, int]


def _slid(found: list[Stretch], ours: list[str], spoken: list[int], words: list[SourceWord]
          ) -> list[Stretch]:  # fmt: skip
    """The stretches, with what only print has beside the citation that it was set for.

    `(Smith 2019, 4), and` for `@smith, and`: either of the commas can be the one that was typed.
    """
    out: list[Stretch] = []
    for one in found:
        last = out[-1] if out else None
        n = one[0] - last[1] if last else 0
        if last is None or not n:
            out.append(one)
            continue
        between = ours[last[1] : one[0]]
        more, less = (s[2] == s[3] for s in (one, last))
        if more and _has_set(last, spoken, words) and between == ours[one[1] - n : one[1]]:
            out[-1] = (last[0], one[1] - n, last[2], last[3])
        elif less and _has_set(one, spoken, words) and between == ours[last[0] : last[0] + n]:
            out[-1] = (last[0] + n, one[1], one[2], one[3])
        else:
            out.append(one)
    return out


def _has_set(stretch: Stretch, spoken: list[int], words: list[SourceWord]) -> bool:
    return any(words[k].atom == "cite" for k in spoken[stretch[2] : stretch[3]])


def _fill(tokens: list[Token], words: list[SourceWord], at: list[Place | None], ours: list[Unit],
          theirs: list[int], behind: list[Unit], after: list[int]) -> None:  # fmt: skip
    """What stands between two joined words was set for the atoms between them, if there are any.

    Where there are none, the same letters may be cut otherwise: `*one*self` is a word in print.
    """
    text = "".join(words[k].text for k in theirs)
    if text and text == "".join(t.text for _, a, b in ours for t in tokens[a:b]):
        for unit in ours:
            _put(at, unit, (theirs[0], theirs[-1] + 1))
        return
    atoms = [k for k in theirs if words[k].atom not in ("", "hidden", "note")]
    beside = _beside(words, behind, after) if not theirs else None
    for unit in ours:
        if tokens[unit[1]].atom == "note":
            continue
        if atoms:
            _put(at, unit, (atoms[0], atoms[-1] + 1))
        elif beside is not None:
            _put(at, unit, (beside, beside + 1))


def _beside(words: list[SourceWord], behind: list[Unit], after: list[int]) -> int | None:
    """The word that print has more words for: an author before a note, `Equation` before `(1)`."""
    if not behind or not after:
        return None
    word = words[after[0]]
    named = word.atom == "cite" and word.inner is None and behind[0][0] == "\0note"
    return after[0] if named or word.atom == "reference" else None


def _join_markers(tokens: list[Token], words: list[SourceWord], at: list[Place | None]) -> None:
    """The markers that typesetting has put elsewhere than they are typed."""
    used = {place[0] for token, place in zip(tokens, at, strict=True)
            if place and token.atom == "note"}  # fmt: skip
    free = [k for k, word in enumerate(words) if word.atom in ("cite", "note") and k not in used]
    for i, token in enumerate(tokens):
        if token.atom != "note" or at[i] is not None:
            continue
        before = next((p[1] for p in reversed(at[:i]) if p), 0)
        near = [k for k in free if abs(k - before) <= NEAR]
        if near:
            at[i] = (near[0], near[0] + 1)
            free.remove(near[0])


def _join_blanks(tokens: list[Token], words: list[SourceWord], at: list[Place | None]) -> None:
    """Each space with the one beside the words that it stands between."""
    for i, token in enumerate(tokens):
        if not token.blank or at[i] is not None:
            continue
        left = at[i - 1] if i else None
        right = next((at[n] for n in range(i + 1, len(tokens)) if not tokens[n].blank), None)
        if left and left == right and words[left[0]].atom:
            at[i] = left
        elif left and left[1] < len(words) and _is_space(words[left[1]]):
            at[i] = (left[1], left[1] + 1)
        elif right and right[0] and _is_space(words[right[0] - 1]):
            at[i] = (right[0] - 1, right[0])


def _is_space(word: SourceWord) -> bool:
    return not word.atom and word.text == " "


def with_references(words: Sequence[SourceWord], labels: frozenset[str]) -> list[SourceWord]:
    """The words, of which those that name labels refer to them."""
    return [
        replace(word, atom="reference")
        if word.atom == "cite" and word.target.strip("-@{}") in labels
        else word
        for word in words
    ]
