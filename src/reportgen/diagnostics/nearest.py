"""The known word that is nearest to a misspelled one: "did you mean".

A guess is worth a moment, not a minute: it is made among words of about the same length, and none
is made any more once very many words have been compared.
"""

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from heapq import nlargest

LONGEST = 60
"""The longest word that is guessed at, and from, in characters."""
MOST = 100_000
"""How many words are compared before no more guesses are made."""
_CLOSELY = 30
"""How many of the words that share most letters with one are compared letter by letter."""


class Nearest:
    """Guesses among known words, whatever their capitals."""

    def __init__(self, known: Iterable[str], cutoff: float = 0.6) -> None:
        self._cutoff = cutoff
        self._left = MOST
        self._found: dict[str, str | None] = {}
        self._known: dict[int, dict[str, str]] = {}
        for word in known:
            if len(word) <= LONGEST:
                self._known.setdefault(len(word), {})[word.lower()] = word

    def __call__(self, word: str) -> str | None:
        """The known word that is nearest; None where none is near."""
        if word not in self._found:
            self._found[word] = self._guess(word.lower())
        return self._found[word]

    def _guess(self, word: str) -> str | None:
        if not 0 < len(word) <= LONGEST or self._left <= 0:
            return None
        matcher = SequenceMatcher(b=word)
        alike: list[tuple[float, str, str]] = []
        for low, typed in self._candidates(len(word)):
            self._left -= 1
            matcher.set_seq1(low)
            ratio = matcher.quick_ratio()
            if ratio >= self._cutoff:
                alike.append((ratio, low, typed))
        best: tuple[float, str] | None = None
        for _, low, typed in nlargest(_CLOSELY, alike):
            matcher.set_seq1(low)
            ratio = matcher.ratio()
            if ratio >= self._cutoff and (best is None or ratio > best[0]):
                best = ratio, typed
        return best[1] if best else None

    def _candidates(self, size: int) -> Iterator[tuple[str, str]]:
        # Two texts are alike by twice what they share over what they have: of sizes far apart
        # they cannot reach the cutoff.
        reach = (2 - self._cutoff) / self._cutoff
        for length, words in self._known.items():
            if size / reach <= length <= size * reach:
                yield from words.items()
