"""The same parts of two texts found: blocks paired, words compared."""

from reportgen.alignment.changes import Stretch, changes
from reportgen.alignment.pairs import Pair, overlap, pair

__all__ = ["Pair", "Stretch", "changes", "overlap", "pair"]
