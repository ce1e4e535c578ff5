"""A paragraph and its lines, composed for a measure when the first of them is asked for."""

from bisect import bisect_left
from typing import Any

from reportgen.weasy.paragraphs.breaks import Breaks, choose
from reportgen.weasy.paragraphs.inline import Paragraph
from reportgen.weasy.paragraphs.lines import Line
from reportgen.weasy.paragraphs.opportunities import forced, opportunities

RUNT = 2.75
"""The shortest last line, in ems."""
EVEN = 1.25
"""The widest space of lines that need no hyphens."""
ATTEMPTS = ((False, EVEN), (True, 1.6), (True, 1e4))
"""With or without hyphens, and the widest space: each is tried where the one before finds none."""


class Composition:
    """The lines of a paragraph by where they begin, as they were composed last."""

    def __init__(self, whole: Paragraph, size: float) -> None:
        self.whole, self.size = whole, size
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

    def line(self, position: int, width: float, indent: float, turn: int) -> Line | None:
        """The line that begins at a character; None where it cannot be set in this measure.

        `turn` is the number of lines that the page has room for, where the first is asked for.
        """
        if position == self.at.positions[0] or self._key[0] != width:
            self._compose(position, width, indent, turn)
        elif position not in self._lines:
            self._compose(position, width, 0, 0)
        return self._lines.get(position)

    def _compose(self, position: int, width: float, indent: float, turn: int) -> None:
        """Choose the lines from a character on."""
        lines: dict[int, Line | None] = {}
        start = bisect_left(self.at.positions, position)
        key = (width, position, indent)
        if key == self._key and not self._hyphen_at(turn):
            return
        if self.at.positions[start] != position:
            self._key, self._lines = key, {position: None}
            return
        first = start
        for end in self.forced:
            if end <= start:
                continue
            chosen = self._choose(start, end, width, indent, turn if start == first else 0)
            if chosen is None:
                lines = {position: None}
                break
            for i, j in zip(chosen.indexes, chosen.indexes[1:], strict=False):
                here = self.at.positions[i]
                lines[here] = Line(
                    here, self.at.ends[j], self.at.positions[j], self.at.hyphen[j], j == end,
                    width - indent, self.at.hang_start[i], self.at.hang_end[j],
                )  # fmt: skip
                indent = 0
            start = end
        self._key, self._lines = key, lines

    def _hyphen_at(self, turn: int) -> bool:
        """Whether the line before the turn of the page ends in a hyphen."""
        lines = list(self._lines.values())
        line = lines[turn - 1] if 0 < turn < len(lines) else None
        return line is not None and line.hyphen

    def _choose(
        self, start: int, end: int, width: float, indent: float, turn: int
    ) -> Breaks | None:
        for hyphens, loosest in ATTEMPTS:
            found = choose(
                self.at, start, end, width, indent, runt=RUNT * self.size, turn=turn,
                hyphens=hyphens, loosest=loosest,
            )  # fmt: skip
            if found is not None:
                return found
        return None
