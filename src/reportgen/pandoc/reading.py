"""Sources -> Reading: their chapters, as pandoc reads them beside whatever else is done.

Pandoc is asked before the code that parses is even loaded. How much it may be asked is looked at
later, by `parse`; its own bounds of time and memory hold from the start.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import is_normalized

from reportgen import pandoc
from reportgen.cache import Store
from reportgen.diagnostics.source import MARKS, nfc
from reportgen.project.load import Sources
from reportgen.tree.nodes import Node

STEP = "read"
"""The name of this step in the cache."""
NAMES = re.compile(r"(?:@\{{|@ref\(|\[\^|[@#])[^\s\]{{}}()\[,;|`]+")
"""What begins as keys, labels, references to them and notes do."""
PIECES = re.compile(rf"\w[{MARKS}]+|[\u1100-\u11ff]+")
"""A letter in several characters; others that NFC changes as well may be meant as they are."""


@dataclass(frozen=True)
class Reading:
    """Sources, and the texts that pandoc is at work on; it is left as soon as they are parsed."""

    sources: Sources
    store: Store
    texts: tuple[str, ...]
    asked: pandoc.PandocJob | None

    def __enter__(self) -> "Reading":
        return self

    def __exit__(self, *_: object) -> None:
        if self.asked:
            self.asked.drop()

    def trees(self, more: Sequence[str]) -> list[list[Node]]:
        """The blocks of every chapter and of more Markdown texts. Raises pandoc.Refused."""
        texts = [*(chapter.text for chapter in self.sources.chapters), *more]
        wanted = [_prepared(text) for text in texts]
        return self.store.each(STEP, wanted, self._read)

    def _read(self, texts: Sequence[str]) -> list[list[Node]]:
        late = [text for text in texts if text not in self.texts]
        asked = pandoc.start_reading(late, self.sources.limits) if late else None
        found = dict(zip(self.texts, pandoc.trees(self.asked), strict=True)) if self.asked else {}
        if asked:
            found |= zip(late, pandoc.trees(asked), strict=True)
        return [found[text] for text in texts]


def _prepared(text: str) -> str:
    """A text as pandoc is to read it: its prices, apostrophes, keys and labels as they are meant.

    The text itself stays as it is; words and lines are the same in both.
    """
    if "$" in text:
        from reportgen.tree.money import escape_prices

        text = escape_prices(text)
    if "'" in text:
        from reportgen.tree.apostrophes import set_apostrophes

        text = set_apostrophes(text)
    return _named(text)


def _named(text: str) -> str:
    """A text whose keys, labels and names of notes have each letter in one character.

    For pandoc an accent behind a letter ends a key or a label; the text itself stays as it is.
    """
    if text.isascii() or is_normalized("NFC", text):
        return text
    from reportgen.tree import scan

    out, after = [], 0
    for found in NAMES.finditer(scan.mask(text)):
        out += [text[after : found.start()], PIECES.sub(lambda m: nfc(m[0]), found[0])]
        after = found.end()
    return "".join([*out, text[after:]])


def start_reading(sources: Sources, store: Store = Store()) -> Reading:
    """Have the chapters read that no earlier build has read."""
    once = dict.fromkeys(_prepared(chapter.text) for chapter in sources.chapters)
    texts = tuple(text for text in once if not store.has(STEP, [text]))
    asked = pandoc.start_reading(texts, sources.limits) if texts else None
    return Reading(sources, store, texts, asked)
