"""A paragraph and its lines, composed for a measure when the first of them is asked for."""

from bisect import bisect_left
from itertools import pairwise
from typing import Any

from reportgen.weasy.paragraphs.breaks import Breaks, choose
from reportgen.weasy.paragraphs.hyphens import ADDRESS
from reportgen.weasy.paragraphs.inline import Paragraph
from reportgen.weasy.paragraphs.lines import Line
from reportgen.weasy.paragraphs.opportunities import forced, opportunities

RUNT = 2.75
"""The shortest last line, in ems."""
TORN = 1.6
"""The widest space for which a paragraph with an address is justified; else it is ragged."""
UNWANTED = 4e5
"""The demerits of a paragraph for which wider spaces are tried too."""
ATTEMPTS = (1.6, 1e4)
"""The widest space that is tried, and what is tried where that gives no lines."""


class Composition:
    """The lines of a paragraph by where they begin, as they were composed last.

    `turn` is the number of lines that the page has room for, 0 where that is not known.
    """

    def __init__(self, whole: Paragraph, style: Any) -> None:
        self.whole, self.turn = whole, 0
        self.size, self.orphans, self.widows = (
            style[name] for name in ("font_size", "orphans", "widows")
        )
        self.at = opportunities(whole)
        self.forced = forced(whole, self.at)
        self._key: Any = None
        self._lines: dict[int, Line | None] = {}

    def position(self, skip_stack: Any) -> int | None:
        """The character at which a line begins, None behind the last one."""
        if skip_stack is None:
            return self.at.positions[0]
        path = []
        while skip_stack is not None:
            ((index, skip_stack),) = skip_stack.items()
            path.append(index)
        found = self.whole.paths.get(tuple(path[:-1]))
        if found is not None:
            position = self.whole.leaves[found].position(path[-1] or 0)
        else:
            depth = len(path)
            position = next(
                (leaf.start for leaf in self.whole.leaves if list(leaf.path[:depth]) >= path),
                len(self.whole.text),
            )
        text = self.whole.text
        while position < len(text) and text[position] == " ":
            position += 1
        return position if position < len(text) else None

    def resume_at(self, line: Line) -> Any:
        """Where the next line begins, as WeasyPrint has it; None behind the last one."""
        if line.next >= len(self.whole.text):
            return None
        index = bisect_left(self.whole.starts, line.next + 1) - 1
        leaf = self.whole.leaves[index]
        at: Any = None
        if leaf.text is not None:
            at = {leaf.byte(line.next): None}
        for step in reversed(leaf.path):
            at = {step: at}
        return at

    def line(self, position: int, width: float, indent: float) -> Line | None:
        """The line that begins at a character; None where it cannot be set in this measure."""
        begins = position == self.at.positions[0]
        if begins or self._key is None or self._key[0] != width or position not in self._lines:
            self._compose(position, width, indent if begins else 0)
        return self._lines.get(position)

    def _compose(self, position: int, width: float, indent: float) -> None:
        """Choose the lines from a character on."""
        key = (width, position, indent)
        if key != self._key:
            self._key, self._lines = key, self._lines_from(position, width, indent, 0)
        turn = self._last_on_page()
        if turn and list(self._lines.values())[turn - 1].hyphen:  # type: ignore[union-attr]
            self._lines = self._lines_from(position, width, indent, turn)

    def _last_on_page(self) -> int:
        """The number of the line at which the page turns, 0 where it does not."""
        count = len(self._lines)
        if not 0 < self.turn < count:
            return 0
        turn = min(self.turn, count - self.widows)
        return turn if turn >= self.orphans else 0

    def _lines_from(
        self, position: int, width: float, indent: float, turn: int
    ) -> dict[int, Line | None]:
        """The lines from a character on; the line `turn` should not end in a hyphen."""
        start = bisect_left(self.at.positions, position)
        if self.at.positions[start] != position:
            return {position: None}
        lines: dict[int, Line | None] = {}
        for end in self.forced:
            if end <= start:
                continue
            chosen = self._choose(start, end, width, indent, turn - len(lines))
            if chosen is None:
                return {position: None}
            torn = chosen.loosest > TORN and ADDRESS.search(self.whole.text) is not None
            for i, j in pairwise(chosen.indexes):
                here = self.at.positions[i]
                lines[here] = Line(
                    here, self.at.ends[j], self.at.positions[j], self.at.hyphen[j],
                    torn or j == end, width - indent, self.at.hang_start[i], self.at.hang_end[j],
                )  # fmt: skip
                indent = 0
            start = end
        return lines

    def _choose(
        self, start: int, end: int, width: float, indent: float, turn: int
    ) -> Breaks | None:
        best = None
        for loosest in ATTEMPTS:
            found = choose(
                self.at, start, end, width, indent, runt=RUNT * self.size, turn=turn,
                loosest=loosest,
            )  # fmt: skip
            if found is not None and (best is None or found.demerits < best.demerits):
                best = found
            if best is not None and best.demerits < UNWANTED:
                break
        return best
