"""What an output shows, read from its bytes: its words, and its parts.

An output may be a stranger's, and damaged: whoever reads it does so in a worker.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from unicodedata import normalize

LARGEST = 500_000_000
"""The most bytes of an output, packed or unpacked."""


OBJECT = "\ufffc"
"""What stands for a formula or a picture among words."""


class UnreadableError(ValueError):
    """Why an output's words cannot be read, in words that follow its name."""


@dataclass
class Contents:
    """The words of an output in reading order, and its parts.

    `notes` have their numbers before their words; `calls` are the numbers in the text that lead to
    them. `numbers` are those of the items of ordered
    lists, without the marks around them, and the items' words. `cells` and `captions` are words.
    """

    text: list[str] = field(default_factory=list)
    notes: list[tuple[str, list[str]]] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    numbers: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._open = self.text

    def faults(self) -> Iterator[str]:
        """What is wrong with the notes, each of which is called and says something."""
        numbers = [number for number, _ in self.notes]
        for number, words in self.notes:
            if not any(c.isalnum() or c == OBJECT for c in "".join(words)):
                yield f"note {number} is empty"
            if number not in self.calls:
                yield f"note {number} is there, and nothing in the text leads to it"
        for call in dict.fromkeys(self.calls):
            if call not in numbers:
                yield f"note {call} is called, and is not there"

    def add(self, text: str) -> None:
        """Words of the part that is open."""
        self._open.append(text)

    @contextmanager
    def aside(self) -> Iterator[list[str]]:
        """Words that are none of the contents."""
        before, self._open = self._open, []
        yield self._open
        self._open = before

    @contextmanager
    def note(self, number: str) -> Iterator[list[str]]:
        """Words of a note are none of the text around it."""
        with self.aside() as words:
            self.notes.append((number, words))
            yield words

    @contextmanager
    def item(self, number: str) -> Iterator[None]:
        """Words of an item of a list."""
        words: list[str] = []
        with self.part(words):
            yield
        if number:
            self.numbers.append((number, words[0]))

    @contextmanager
    def part(self, parts: list[str]) -> Iterator[None]:
        """Words of the text that are a part of their own, too."""
        opened, start = self._open, len(self._open)
        opened.append("\n")
        yield
        opened.append("\n")
        parts.append("".join(opened[start:]))


def ordinal(number: int, form: str) -> str:
    """A number as a list prints it: `form` is "decimal", or letters or Roman numerals' name."""
    kind = form.casefold().replace("-", "")
    if "roman" in kind and 0 < number < 4000:
        said = "".join(roman(number))
    elif kind in ("lowerletter", "loweralpha", "lowerlatin", "upperletter", "upperalpha",
                  "upperlatin") and number > 0:  # fmt: skip
        said = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
    else:
        return str(number)
    return said.upper() if kind.startswith("upper") else said


def roman(number: int) -> Iterator[str]:
    """The signs of a Roman numeral."""
    for value, sign in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"),
        strict=True,
    ):
        yield sign * (number // value)
        number %= value


def label(text: str) -> str:
    """A number as printed, without the marks around it."""
    return re.sub(r"\W", "", normalize("NFKC", text))
