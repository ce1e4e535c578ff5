"""Where the lines of a paragraph end, chosen together so that its spaces are even.

After D. E. Knuth and M. F. Plass, "Breaking Paragraphs into Lines" (1981): of all sequences of
breaks the one with the fewest demerits. Letters may stand closer or farther by TRACKING too, in
proportion to the spaces. Two things are ours: how unlike two neighbours' spaces are costs by
degrees, and a last line that is a scrap costs instead of being forbidden.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

STRETCH, SHRINK = 0.42, 0.2
"""By which part of itself a space grows or shrinks before a line is bad."""
TRACKING = 0.012
"""By how much of an em the letters of such a line stand farther apart or closer."""
HYPHEN = 60
KEPT = 1000
"""Penalties: of a hyphen, and of a break in what belongs together."""
TWO_HYPHENS, THREE_HYPHENS, LAST_HYPHEN, TURN_HYPHEN = 4e4, 1e8, 4.5e5, 4.5e5
"""Demerits: of hyphens in succession, one before a last line, one at the turn of a page."""
RUNT = 3e5
UNLIKE = 6e4
"""Demerits of a scrap of a last line, and of two neighbours by the square of their difference."""
CLASSES = (0.9, 1.05, 1.2, 1.4)
"""Of the ways to a break the best is kept for each class of its last line's space."""


@dataclass(slots=True)
class Opportunities:
    """The places where lines may begin and end, in order, from the paragraph's start to its end.

    Of each: the natural x at which a line that begins there starts and one that ends there ends
    (in pixels), and the same of the sum of its word spaces and of its letters' em; the penalty;
    whether it is a hyphen; by how much the line that begins or ends there may hang over the edge.
    """

    positions: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    x_start: list[float] = field(default_factory=list)
    x_end: list[float] = field(default_factory=list)
    space_start: list[float] = field(default_factory=list)
    space_end: list[float] = field(default_factory=list)
    em_start: list[float] = field(default_factory=list)
    em_end: list[float] = field(default_factory=list)
    penalty: list[float] = field(default_factory=list)
    hyphen: list[bool] = field(default_factory=list)
    hang_start: list[float] = field(default_factory=list)
    hang_end: list[float] = field(default_factory=list)


class _Way(NamedTuple):
    """The best way to a break: its demerits, and the last line's space, 1 where it is natural."""

    demerits: float
    space: float
    hyphens: int
    lines: int
    at: int
    before: "_Way | None"


class _Measure(NamedTuple):
    width: float
    indent: float
    start: int
    end: int
    runt: float
    turn: int


class Breaks(NamedTuple):
    """The chosen opportunities, the paragraph's start among them; and how bad the worst line is.

    `loosest` is the widest space of a line, 1 where it is natural.
    """

    indexes: list[int]
    demerits: float
    loosest: float


def choose(
    at: Opportunities,
    start: int,
    end: int,
    width: float,
    indent: float = 0,
    *,
    runt: float = 0,
    turn: int = 0,
    loosest: float = 1.5,
) -> Breaks | None:
    """The breaks of the text from opportunity `start` to `end`, None where there are none.

    `width` and `indent` are in pixels; a last line shorter than `runt` is a scrap, the line
    `turn` ends a page (1 is the first). Lines with a wider space than `loosest` are not tried.
    """
    measure = _Measure(width, indent, start, end, runt, turn)
    ways: dict[int, list[_Way]] = {start: [_Way(0, 1, 0, 0, start, None)]}
    tried = [start]
    for j in range(start + 1, end + 1):
        found = _ways_to(at, j, ways, tried, measure, loosest)
        if found:
            ways[j] = found
            tried.append(j)
    last = ways.get(end)
    if not last:
        return None
    best = way = min(last)
    indexes, widest = [], 0.0
    while way is not None:
        indexes.append(way.at)
        widest = max(widest, way.space)
        way = way.before  # type: ignore[assignment]
    return Breaks(indexes[::-1], best.demerits, widest)


def _ways_to(
    at: Opportunities,
    j: int,
    ways: dict[int, list[_Way]],
    tried: Sequence[int],
    measure: _Measure,
    loosest: float,
) -> list[_Way]:
    """The best ways to the opportunity `j`, by class of the last line's space."""
    best: dict[int, _Way] = {}
    width, indent, start, end, runt, turn = measure
    closes = j == end
    x, spaces, em, hang = at.x_end[j], at.space_end[j], at.em_end[j], at.hang_end[j]
    penalty, hyphen = at.penalty[j], at.hyphen[j]
    for i in reversed(tried):
        gap = width - (x - at.x_start[i]) + at.hang_start[i]
        if i == start:
            gap -= indent
        if not closes:
            gap += hang
        space = spaces - at.space_start[i]
        letters = TRACKING * (em - at.em_start[i])
        if closes and gap >= 0:
            ratio, wide = 0.0, 1.0
        elif gap >= 0:
            room = STRETCH * space + letters
            ratio = gap / room if room else 1e3
            wide = 1 + STRETCH * ratio if ratio <= 1 else _over(gap - letters, space)
            if wide > loosest:
                continue
        else:
            room = SHRINK * space + letters
            ratio = gap / room if room else -1e3
            wide = 1 + SHRINK * ratio
            if ratio < -1:
                break
        bad = 1 + 100 * abs(ratio) ** 3
        line = (bad + penalty) ** 2
        if closes and width - gap < runt and i != start:
            line += RUNT
        for way in ways[i]:
            demerits = way.demerits + line
            hyphens = way.hyphens + 1 if hyphen else 0
            if hyphens > 1:
                demerits += TWO_HYPHENS if hyphens == 2 else THREE_HYPHENS
            if hyphen and way.lines + 1 == turn:
                demerits += TURN_HYPHEN
            if closes and way.hyphens:
                demerits += LAST_HYPHEN
            if way.before is not None and not (closes and gap >= 0):
                demerits += UNLIKE * (wide - way.space) ** 2
            kind = bisect_left(CLASSES, wide)
            known = best.get(kind)
            if known is None or demerits < known.demerits:
                best[kind] = _Way(demerits, wide, hyphens, way.lines + 1, j, way)
    return list(best.values())


def _over(gap: float, space: float) -> float:
    """The space of a line whose letters give no more."""
    return 1 + gap / space if space else 1e3
