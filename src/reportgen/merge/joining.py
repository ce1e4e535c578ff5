"""The document that was sent and its sources joined: each word has its place, as far as it has one.

The blocks are paired by their words, in order where they can be; what is set elsewhere than it is
written (captions, the front matter) is looked for in what is left over.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from reportgen.merge.source_block import SourceBlock
from reportgen.merge.tokens import Token
from reportgen.ooxml import Block

LIKE = 0.5
"""How alike two blocks are at least that are joined though they do not read the same."""
FEW = 5
"""How many words and pairs of words a source must have to be looked for within what was set."""
WIDE = 40_000
"""How many pairs of blocks in a gap are compared with each other."""


Features = Counter[str]


def features(words: Sequence[str]) -> Features:
    """What makes a text like another: its words, and each with the next."""
    found = [w for w in words if w.strip()]
    return Counter([*found, *(f"{a} {b}" for a, b in pairwise(found))])


def likeness(one: Features, other: Features, loose: bool = False) -> float:
    """How much of a text that was set is the same as a source's, from 0 to 1.

    Where it is `loose`, what is said in few words may be set with many more: its citations.
    """
    total, own = one.total() + other.total(), other.total()
    common = (one & other).total()
    held = 0.9 * common / own if loose and own >= FEW else 0.0
    return max(2 * common / total, held) if total else 0.0


def pair(
    ours: Sequence[Sequence[str]], theirs: Sequence[Sequence[str]], loose: Sequence[bool] = ()
) -> dict[int, int]:
    """The texts of one list that are those of another, by their words.

    `loose` says of each text of the other list whether it may be set with more words.
    """
    wide = loose or [False] * len(theirs)
    found = _equal(ours, theirs)
    a, b = [features(words) for words in ours], [features(words) for words in theirs]
    ends = [(-1, -1), *sorted(found.items()), (len(ours), len(theirs))]
    for (i0, k0), (i1, k1) in pairwise(ends):
        found |= _between(a, b, range(i0 + 1, i1), range(k0 + 1, k1), wide)
    used = set(found.values())
    left = [k for k in range(len(theirs)) if k not in used and b[k]]
    for i in range(len(ours)):
        if i not in found and a[i] and left:
            best = max(left, key=lambda k: likeness(a[i], b[k], wide[k]))
            if likeness(a[i], b[best], wide[best]) >= LIKE:
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


def _between(
    a: list[Features], b: list[Features], ours: range, theirs: range, loose: Sequence[bool]
) -> dict[int, int]:
    """The likest pairs of two gaps, in the same order."""
    if not ours or not theirs or len(ours) * len(theirs) > WIDE:
        return {}
    best = [[0.0] * (len(theirs) + 1) for _ in range(len(ours) + 1)]
    for x in range(len(ours) - 1, -1, -1):
        for y in range(len(theirs) - 1, -1, -1):
            like = likeness(a[ours[x]], b[theirs[y]], loose[theirs[y]])
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
