"""What a key of a bibliography is made of, and in which order."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import product


@dataclass(frozen=True)
class Parts:
    """What keys are made of: names of authors, the year, the words of the title."""

    names: tuple[str, ...] = ()
    year: str = ""
    words: tuple[str, ...] = ()
    every: tuple[str, ...] = ()
    """The words of the title with those that are left out of `words`."""


@dataclass(frozen=True)
class Pattern:
    """What a key has of these, in its order, with what is between.

    `order` is of `A` (first author), `B` (all authors, or the first and `EtAl`), `C` (the same, all
    but the first with a capital), `Y` (year), `y` (its last two figures), `T`, `U`, `V` (one word
    of the title that tells something, two, three) and `S` (the first word).
    """

    order: str = "AY"
    between: str = ""
    author: Callable[[str], str] = str.lower
    title: Callable[[str], str] = str.lower

    def key(self, parts: Parts) -> str:
        """The key of a work; parts that it has not are left out."""
        found = []
        for sign in self.order:
            match sign:
                case "A":
                    found.append("".join(map(self.author, parts.names[:1])))
                case "B" | "C" if len(parts.names) > 3:
                    found.append(self.author(parts.names[0]) + "EtAl")
                case "B":
                    found.append("".join(map(self.author, parts.names)))
                case "C":
                    others = map(_capital, parts.names[1:])
                    found.append("".join((*map(self.author, parts.names[:1]), *others)))
                case "Y":
                    found.append(parts.year)
                case "y":
                    found.append(parts.year[-2:])
                case "S":
                    found.append("".join(map(self.title, parts.every[:1])))
                case _:
                    found.append("".join(map(self.title, parts.words[: "TUV".index(sign) + 1])))
        return self.between.join(filter(None, found))

    def fits(self, key: str, parts: Parts) -> bool:
        """Whether a work has this key; the word of a title at its end may be any word."""
        if not self.order.endswith(("YT", "yT")):
            return self.key(parts) == key
        stem = replace(self, order=self.order[:-1]).key(parts) + self.between
        rest = key[len(stem) :]
        return (
            key.startswith(stem) and rest.isalpha() and len(rest) > 2 and self.title(rest) == rest
        )


def _as_typed(word: str) -> str:
    return word


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


_ORDERS = (
    *("AY", "AYT", "ATY", "AVY", "AUY", "BY", "CY", "Ay", "AyT", "By", "AYS", "ASY", "AYU"),
    *("AYV", "YA", "AT", "AU", "TY", "T", "A"),
)
PATTERNS = tuple(
    Pattern(order, between, author, title)
    for order, between, author, title in product(
        _ORDERS, ("", "-", "_", ":", "."), (str.lower, _capital, _as_typed), (str.lower, _capital)
    )
    if len(order) > 1 or not between
)
