"""The letters of an output, in which passages of a source are looked for."""

from reportgen.reports.words.letters import Letters

TRIES = 10_000
"""How often a passage is looked for before it is given up; an output may repeat one endlessly."""


class Flow:
    """The letters of an output, of which each is taken by one passage at most."""

    def __init__(self, letters: Letters) -> None:
        self.letters = letters
        self.taken = bytearray(len(letters.chars))
        self.size = len(letters.chars)

    def find(self, wanted: Letters, begin: int, end: int, low: int, high: int) -> int:
        """Where a stretch of a passage stands, whole words of it, in a part of what is not taken.

        Wherever a word begins in the passage one must begin here; -1 where there is none.
        """
        chars = wanted.chars[begin:end]
        at = self.letters.chars.find(chars, low, high)
        for _ in range(TRIES):
            if at < 0 or self.fits(wanted, begin, end, at):
                return at
            at = self.letters.chars.find(chars, at + 1, high)
        return -1

    def fits(self, wanted: Letters, begin: int, end: int, at: int) -> bool:
        """Whether a stretch stands here with its words apart."""
        behind, starts = at + end - begin, self.letters.starts
        last = end == len(wanted.chars) and wanted.glued[1]
        apart = behind >= self.size or starts[behind] or last
        if self.taken.find(1, at, behind) >= 0 or not apart:
            return False
        mine = wanted.starts[begin:end]
        first = mine.find(1, 1 if wanted.glued[0] and not begin else 0)
        while first >= 0:
            if not starts[at + first]:
                return False
            first = mine.find(1, first + 1)
        return True

    def take(self, at: int, size: int) -> int:
        """Take letters; gives the place behind them."""
        self.taken[at : at + size] = b"\1" * size
        return at + size
