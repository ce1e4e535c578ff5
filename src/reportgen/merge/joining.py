"""The document that was sent and its sources joined: each word has its place, as far as it has one.

The blocks are paired by their words, in order where they can be; what is set elsewhere than it is
written (captions, the front matter) is looked for in what is left over.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from reportgen.alignment import changes
from reportgen.merge.source_block import SourceBlock
from reportgen.merge.source_words import SourceWord
from reportgen.merge.tokens import PARAGRAPH, Token
from reportgen.ooxml import Block

LIKE = 0.5
"""How alike two blocks are at least that are joined though they do not read the same."""
WIDE = 40_000
"""How many pairs of blocks in a gap are compared with each other."""

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
    """Each token with the words that it was set from."""
    ours, theirs = [_token_key(t) for t in tokens], [_word_key(w) for w in words]
    at: list[Place | None] = [None] * len(tokens)
    i0 = k0 = 0
    end = (len(ours), len(ours), len(theirs), len(theirs))
    for i1, i2, k1, k2 in [*changes(ours, theirs), end]:
        for n in range(i1 - i0):
            at[i0 + n] = (k0 + n, k0 + n + 1)
        _fill(tokens, words, at, (i1, i2), (k1, k2))
        i0, k0 = i2, k2
    return Passage(tokens, words, at, blocks)


def _token_key(token: Token) -> str:
    return f"\0{token.atom}" if token.atom else token.text


def _word_key(word: SourceWord) -> str:
    if word.atom == "cite":  # most styles here print a note; where not, the words stand in a gap
        return "\0note"
    return f"\0{word.atom}" if word.atom else word.text


def _fill(tokens: list[Token], words: list[SourceWord], at: list[Place | None],
          ours: Place, theirs: Place) -> None:  # fmt: skip
    """What stands between two joined words was set for the atoms between them, if there are any.

    Where there are none, the same letters may be cut otherwise: `*one*self` is a word in print.
    """
    if "".join(t.text for t in tokens[slice(*ours)]) == "".join(
        w.text for w in words[slice(*theirs)]
    ):
        for i in range(*ours):
            at[i] = theirs
        return
    atoms = [k for k in range(*theirs) if words[k].atom not in ("", "hidden")]
    for i in range(*ours):
        if atoms:
            at[i] = (atoms[0], atoms[-1] + 1)
        elif ours[1] < len(tokens) and tokens[ours[1]].atom == "note" and theirs[1] < len(words):
            word = words[theirs[1]]  # the author's name that stands in the text before its note
            if word.atom == "cite" and word.inner is None:
                at[i] = (theirs[1], theirs[1] + 1)


Features = Counter[str]


def features(words: Sequence[str]) -> Features:
    """What makes a text like another: its words, and each with the next."""
    found = [w for w in words if w.strip()]
    return Counter([*found, *(f"{a} {b}" for a, b in pairwise(found))])


def likeness(one: Features, other: Features) -> float:
    """How much of two texts is the same, from 0 to 1."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


def pair(ours: Sequence[Sequence[str]], theirs: Sequence[Sequence[str]]) -> dict[int, int]:
    """The texts of one list that are those of another, by their words."""
    found = _equal(ours, theirs)
    a, b = [features(words) for words in ours], [features(words) for words in theirs]
    ends = [(-1, -1), *sorted(found.items()), (len(ours), len(theirs))]
    for (i0, k0), (i1, k1) in pairwise(ends):
        found |= _between(a, b, range(i0 + 1, i1), range(k0 + 1, k1))
    used = set(found.values())
    left = [k for k in range(len(theirs)) if k not in used and b[k]]
    for i in range(len(ours)):
        if i not in found and a[i] and left:
            best = max(left, key=lambda k: likeness(a[i], b[k]))
            if likeness(a[i], b[best]) >= LIKE:
                found[i] = best
                left.remove(best)
    return found


def _equal(ours: Sequence[Sequence[str]], theirs: Sequence[Sequence[str]]) -> dict[int, int]:
    """The most pairs of equal texts that stand in the same order."""
    places: dict[tuple[str, ...], list[int]] = {}
    for k, words in enumerate(theirs):
        if words:
            places.setdefault(tuple(words), []).append(k)
    tails: list[int] = []
    chains: list[tuple[int, int, object]] = []
    for i, words in enumerate(ours):
        for k in reversed(places.get(tuple(words), ())):
            n = bisect_left(tails, k)
            link = (i, k, chains[n - 1] if n else None)
            tails[n : n + 1] = [k]
            chains[n : n + 1] = [link]
    out: dict[int, int] = {}
    last: object = chains[-1] if chains else None
    while isinstance(last, tuple):
        out[last[0]] = last[1]
        last = last[2]
    return out


def _between(a: list[Features], b: list[Features], ours: range, theirs: range) -> dict[int, int]:
    """The likest pairs of two gaps, in the same order."""
    if not ours or not theirs or len(ours) * len(theirs) > WIDE:
        return {}
    best = [[0.0] * (len(theirs) + 1) for _ in range(len(ours) + 1)]
    for x in range(len(ours) - 1, -1, -1):
        for y in range(len(theirs) - 1, -1, -1):
            like = likeness(a[ours[x]], b[theirs[y]])
            joined = like + best[x + 1][y + 1] if like >= LIKE else 0.0
            best[x][y] = max(joined, best[x + 1][y], best[x][y + 1])
    out = {}
    x = y = 0
    while x < len(ours) and y < len(theirs):
        if best[x][y] == best[x + 1][y]:
            x += 1
        elif best[x][y] == best[x][y + 1]:
            y += 1
        else:
            out[ours[x]] = theirs[y]
            x, y = x + 1, y + 1
    return out


def spoken(tokens: Sequence[Token]) -> list[str]:
    """The words of tokens that the source has too."""
    return [t.text for t in tokens if not t.atom and not t.made and t.text.strip()]


def written(block: SourceBlock) -> list[str]:
    """The words of a block of the source, those in the cells of a table too."""
    words = [w for row in block.rows for cell in row.cells for w in cell.words] or block.words
    return [word.text for word in words if not word.atom and word.text.strip()]


def everything(block: Block) -> list[Block]:
    """The paragraphs of a block: itself, or those in the cells of a table."""
    if not block.rows:
        return [block]
    return [
        inner
        for row in block.rows
        for cell in row
        for held in cell.blocks
        for inner in everything(held)
    ]
