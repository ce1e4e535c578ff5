"""The edits and refusals found so far, and what is known of the two documents meanwhile."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from reportgen.diagnostics.source import Source, Span
from reportgen.merge.edits import Edit, Refusal
from reportgen.merge.escaping import Habits
from reportgen.merge.mapped_text import TOKEN, place
from reportgen.merge.markdown_writer import Writer
from reportgen.merge.tokens import Gone, Token, said
from reportgen.ooxml import Change, Revision
from reportgen.parse import Manuscript

OVERLAP = (
    "the words are part of another change of the same place",
    "change them in the manuscript by hand",
)
UNPLACED = "the words come from a file or a directive that another tool expands"


@dataclass(frozen=True)
class Who:
    """Who changed something, and when; empty where the document does not say."""

    author: str = ""
    date: str = ""


@dataclass(frozen=True)
class Draft:
    """An edit before its place is one of the author's file: offsets of the text that was parsed."""

    source: Source
    start: int
    end: int
    new: str
    who: Who
    words: str
    what: str
    carries: bool = False
    """Whether edits within it are in what it moves, or go with what it takes out."""
    typed: str | None = None
    """What `new` would be without the citation that it makes."""


@dataclass
class Collected:
    """What has been found; `curly` says that the document's quotes are curly."""

    manuscript: Manuscript
    curly: bool
    revisions: tuple[Revision, ...] = ()
    drafts: list[Draft] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    habits: dict[str, Habits] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    """What each note is in the source, with its edits, by its name."""
    references: dict[str, str] = field(default_factory=dict)
    """How the source writes a reference, by its bookmark."""
    written: dict[str, str] = field(default_factory=dict)
    """What a new note is in the source, by its name."""
    typed: dict[str, str] = field(default_factory=dict)
    """What a new note that is a citation would be as it was typed, by its name."""

    def writer(self, source: Source, host: str, literal: bool = False) -> Writer:
        if source.name not in self.habits:
            texts = [source, *self.manuscript.sources.chapters]
            whole = Source(source.name, "\n".join(text.text for text in texts))
            self.habits[source.name] = Habits.of(whole)
        return Writer(source, host, self.habits[source.name], self.curly, literal)

    def edit(self, source: Source, start: int, end: int, new: str, who: Who, words: str,
             what: str, carries: bool = False, typed: str | None = None) -> None:  # fmt: skip
        """Add a change, as small as it is the same."""
        old = source.text[start:end]
        if not carries and typed is None:
            first, last = _same(old, new)
            old, new = old[first : len(old) - last], new[first : len(new) - last]
            start, end = start + first, end - last
        if old or new:
            self.drafts.append(Draft(source, start, end, new, who, words, what, carries, typed))

    def refuse(self, span: Span | None, who: Who, words: str, reason: str, remedy: str) -> None:
        who = self.by(who, words)
        self.refusals.append(Refusal(span, who.author, who.date, words, reason, remedy))

    def slice(self, source: Source, start: int, end: int) -> str:
        """A stretch of a source with the edits within it."""
        inside = [
            d for d in self.drafts if d.source is source and start <= d.start and d.end <= end
        ]
        text = source.text[start:end]
        for draft in sorted(inside, key=lambda d: (d.start, d.end), reverse=True):
            text = text[: draft.start - start] + draft.new + text[draft.end - start :]
        return text

    def by(self, person: Who, words: str) -> Who:
        """Who changed some words: where their place does not say it, the tracked change of them."""
        sought = re.sub(r"\W", "", words)
        if person.author or not sought:
            return person
        for revision in self.revisions:
            one = re.sub(r"\W", "", revision.words)
            if revision.taken and one and (one in sought or sought in one):
                return Who(revision.author, revision.date)
        return person

    def placed(self) -> list[Edit]:
        """The edits of the author's files; what cannot be placed in one becomes a refusal."""
        out = []
        for draft in self._apart():
            span = place(draft.source, draft.start, draft.end)
            if span is None:
                near = draft.source.span(draft.start, max(draft.end, draft.start + 1))
                self.refuse(near, draft.who, draft.words, UNPLACED, "change it there by hand")
            else:
                person = self.by(draft.who, draft.words)
                shift = self._shift(span.source)
                out.append(
                    Edit(span.source.name, span.start + shift, span.end + shift, draft.new,
                         person.author, person.date, draft.words, draft.what, draft.typed)
                )  # fmt: skip
        return out

    def _order(self, draft: Draft) -> tuple[str, int, bool, int]:
        start = draft.start + self._shift(draft.source)
        return draft.source.name, start, draft.end > draft.start, -draft.end

    def _shift(self, source: Source) -> int:
        """How much farther a text stands in its file: its front matter gave way to blank lines."""
        front = self.manuscript.sources.front
        return len(front.text) - len(source.text) if source.name == front.name else 0

    def _apart(self) -> list[Draft]:
        """The drafts in their order, none of which overlaps another."""
        out: list[Draft] = []
        for draft in sorted(self.drafts, key=self._order):
            last = out[-1] if out and out[-1].source is draft.source else None
            if last is None or draft.start >= last.end:
                out.append(draft)
            elif not last.new and not draft.new and not draft.carries:
                out[-1] = replace(last, end=max(last.end, draft.end))
            elif last.carries and draft.end <= last.end:
                continue
            elif not last.new and not draft.new:
                out[-1] = replace(last, end=max(last.end, draft.end), carries=True)
            else:
                span = draft.source.span(draft.start, max(draft.end, draft.start + 1))
                self.refuse(span, draft.who, draft.words, *OVERLAP)
        return out


def _same(old: str, new: str) -> tuple[int, int]:
    """How many characters of whole words two texts have in common at their heads and ends."""
    ours, theirs = TOKEN.findall(old), TOKEN.findall(new)
    most = min(len(ours), len(theirs))
    first = next((n for n in range(most) if ours[n] != theirs[n]), most)
    last = next((n for n in range(most - first) if ours[-1 - n] != theirs[-1 - n]), most - first)
    ends = ours[len(ours) - last :]
    return sum(map(len, ours[:first])), sum(map(len, ends))


def who(tokens: Iterable[Token], gone: Iterable[Gone] = (), *more: Change | None) -> Who:
    """Who made a change: the author of its words, else of those that it took out."""
    changes = [*(t.change for t in tokens), *(g.change for g in gone), *more]
    found = next((c for c in changes if c is not None), None)
    return Who(found.author, found.date) if found else Who()


def editors_words(new: list[Token], old: list[Token]) -> str:
    """What the editor wrote, or took out where nothing was written."""
    return said(new) or said(old)
