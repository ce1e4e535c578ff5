"""Texts with what their marks came to: chapters, and what the front matter says in Markdown."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportgen.diagnostics.source import Source, Span
from reportgen.parse import Manuscript
from reportgen.parse.front_prose import field
from reportgen.parse.literal import LiteralText

PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*(?:\n[^\n]*\S[^\n]*)*")
QUOTED = re.compile(r"(?:[ \t]{0,3}>[ \t]?)*")
"""What lines of a quotation begin with."""


@dataclass(frozen=True)
class Line:
    """A line within its paragraph: its words without the marks of quotations, and its offset."""

    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text.rstrip())


@dataclass(frozen=True)
class Passage:
    """A stretch of a source that is read as Markdown, with what its marks came to."""

    source: Source
    literal: LiteralText
    start: int
    end: int

    def find(self, pattern: re.Pattern[str], group: int | str = 0) -> Iterator[re.Match[str]]:
        """Where a pattern's group, which may hold no letters, is printed as it is typed."""
        for found in pattern.finditer(self.literal.masked, self.start, self.end):
            if self.literal.is_literal(found.start(group), found.end(group)):
                yield found

    def paragraphs(self) -> Iterator[list[Line]]:
        """The lines between blank ones; code, formulas and addresses are masked."""
        for found in PARAGRAPH.finditer(self.literal.masked, self.start, self.end):
            lines, start = [], found.start()
            for text in found[0].split("\n"):
                quoted = QUOTED.match(text)
                skipped = quoted.end() if quoted else 0
                lines.append(Line(text[skipped:], start + skipped))
                start += len(text) + 1
            yield lines

    def span(self, start: int, end: int) -> Span:
        return self.source.span(start, end)


def chapters(manuscript: Manuscript) -> Iterator[Passage]:
    """The chapters, each up to a fence that nothing closes."""
    for chapter in manuscript.chapters:
        literal = chapter.literal
        end = len(chapter.source.text) if literal.open_fence is None else literal.open_fence
        yield Passage(chapter.source, literal, 0, end)


def passages(manuscript: Manuscript) -> Iterator[Passage]:
    """The chapters, and the fields of the front matter that are Markdown."""
    yield from chapters(manuscript)
    for name, blocks in manuscript.prose.items():
        if span := field(manuscript.front, name):
            literal = LiteralText(span.source.text, blocks)
            yield Passage(span.source, literal, span.start, span.end)
