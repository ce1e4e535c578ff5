"""The words of a document as they are spoken: without capitals, marks and formats."""

import re
from collections.abc import Iterator

from reportgen.ooxml import Block, within

TOKEN = re.compile(r"[^\W_]+")


def spoken(block: Block) -> Iterator[str]:
    """The words of a block and of its cells, without capitals and marks."""
    for inner in within((block,)):
        yield from own_words(inner)


def own_words(block: Block) -> list[str]:
    return TOKEN.findall(block.text.casefold())


def rows_of(block: Block, deep: bool = True) -> Iterator[tuple[str, ...]]:
    """Each three words of a block that stand together, and all where there are fewer."""
    words = list(spoken(block)) if deep else own_words(block)
    size = min(3, len(words))
    return (tuple(words[i : i + size]) for i in range(len(words) - size + 1) if size)
