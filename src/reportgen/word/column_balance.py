"""Blocks in columns: as even as can be, and broken before headings where that costs little."""

from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Block:
    """A paragraph or a table: its height in points, what must stay with it, a heading's level."""

    height: float
    keep_next: bool = False
    table: bool = False
    level: int | None = None


@dataclass(frozen=True)
class Section:
    """Blocks set in so many columns; a column begins with a block and never inside one.

    They may be so much higher than they must be for each to begin with a heading.
    """

    blocks: tuple[Block, ...]
    columns: int = 1
    uneven: float = 1.0

    @property
    def height(self) -> float:
        """How far down the page the highest of its columns reaches."""
        return _high(self._columns)

    @property
    def breaks(self) -> tuple[int, ...]:
        """The blocks, counted from 0, that the second and each later column begin with."""
        starts, at = [], 0
        for column in self._columns[:-1]:
            at += len(column)
            starts.append(at)
        return tuple(start for start in starts if start < len(self.blocks))

    @cached_property
    def _columns(self) -> list[list[Block]]:
        levels = sorted({b.level for b in self.blocks if b.level is not None})
        best = anywhere = self._even(self._groups(None))
        for level in reversed(levels):
            columns = self._even(self._groups(level))
            if len(columns) == self.columns and _high(columns) <= self.uneven * _high(anywhere):
                best = columns
        return best

    def _even(self, groups: list[list[Block]]) -> list[list[Block]]:
        """The groups in columns as even as can be."""
        height = sum(block.height for block in self.blocks) / self.columns
        while len(columns := _filled(groups, height)) > self.columns:
            height += 1
        return columns

    def _groups(self, level: int | None) -> list[list[Block]]:
        """The blocks, with those that must stay together in one group; or by headings so high."""
        groups: list[list[Block]] = []
        kept = False
        for block in self.blocks:
            inside = level is not None and (block.level is None or block.level > level)
            if kept or block.table or inside:
                groups[-1:] = [[*(groups[-1] if groups else []), block]]
            else:
                groups.append([block])
            kept = block.keep_next
        return groups


def _high(columns: list[list[Block]]) -> float:
    """How high the highest of the columns is."""
    return max((sum(block.height for block in column) for column in columns), default=0.0)


def _filled(groups: list[list[Block]], height: float) -> list[list[Block]]:
    """The columns of a height that the groups fill, one after another."""
    columns: list[list[Block]] = [[]]
    used = 0.0
    for group in groups:
        need = sum(block.height for block in group)
        if used and used + need > height:
            columns.append([])
            used = 0.0
        columns[-1] += group
        used += need
    return columns
