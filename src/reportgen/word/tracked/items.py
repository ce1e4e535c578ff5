"""Paragraphs, tables and rows as what they say, to be compared."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from reportgen.alignment import overlap
from reportgen.word.elements import Element, w
from reportgen.word.tracked.tokens import WORDS, serial

P = w.name("p")


@dataclass(frozen=True, eq=False)
class Block:
    """A paragraph, a table or a row; `notes` is as in `States`.

    Two are equal that read and look the same.
    """

    element: Element
    notes: dict[str, str]

    @cached_property
    def words(self) -> Counter[str]:
        """The words in it, and what else it shows."""
        found = Counter(word for word in WORDS.findall(text(self.element)) if not word.isspace())
        marks = self.element.iter(w.name("drawing"), w.name("endnoteReference"))
        found.update(serial(mark, self.notes) for mark in marks)
        return found

    @cached_property
    def style(self) -> str:
        found = self.element.find(f"{w.name('pPr')}/{w.name('pStyle')}")
        return "" if found is None else found.get(w.name("val"), "")

    @cached_property
    def key(self) -> str:
        """The same for two that read and look the same."""
        return serial(self.element, self.notes)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Block) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)


def likeness(old: Block, new: Block) -> float:
    """How like two blocks are, from 0 to 1: by their words, and by what they are."""
    if old.element.tag != new.element.tag:
        return 0.0
    if old.key == new.key:
        return 1.0
    same = overlap(old.words, new.words)
    if old.element.tag == P and old.style != new.style:
        return same * (0.95 if _is_body(old.style) and _is_body(new.style) else 0.6)
    return same


def together(old: list[Block], new: list[Block]) -> float:
    """How like the words of two groups of paragraphs are; 0 where these may not be one."""
    words = [Counter[str](), Counter[str]()]
    for n, blocks in enumerate((old, new)):
        for block in blocks:
            held = block.element.find(f"{w.name('pPr')}/{w.name('numPr')}")
            if block.element.tag != P or held is not None or not _is_body(block.style):
                return 0.0
            section = block.element.find(f"{w.name('pPr')}/{w.name('sectPr')}")
            if section is not None and block is not blocks[-1]:
                return 0.0
            words[n] += block.words
    return overlap(*words)


def text(element: Element) -> str:
    lines = (p.iter(w.name("t")) for p in element.iter(P))
    return "\n".join("".join(text.text or "" for text in line) for line in lines)


def _is_body(style: str) -> bool:
    return style in ("BodyText", "FirstParagraph")
