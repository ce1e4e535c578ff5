"""Which reading of each source is taken, and how sure it is: the citation styles are asked."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reportgen.importer.notes import comparison, proof
from reportgen.importer.notes.draft import Draft, bibtex
from reportgen.importer.notes.proof import Candidate
from reportgen.importer.notes.values import Confidence
from reportgen.limits import Limits
from reportgen.registries.manner import Manner

_FIRST = 2
"""How many readings of each source are printed by every style."""
_NEAR = 3
"""How many styles print the other readings: those that print most as it was typed."""
_TOLD = frozenset(
    ("location", "urldate", "url", "doi", "note", "edition", "series", "number", "venue", "volumes")
)
"""Fields that some styles leave out: that is no sign of a wrong reading."""


@dataclass(frozen=True)
class Question:
    """A source as it was typed, and what it may be, the likeliest reading first."""

    typed: str
    drafts: Sequence[Draft]
    doubtful: bool = False


@dataclass(frozen=True)
class Choice:
    """The reading that is taken, and what the nearest style prints of it."""

    draft: Draft
    confidence: Confidence
    printed: str


def choose(
    questions: Sequence[Question],
    styles: Sequence[str],
    lang: str,
    limits: Limits,
    listed: bool = False,
) -> tuple[list[Choice | None], str]:
    """The choice for each question, and the name of the style that prints most as it was typed.

    A question without a reading has None.

    Raises pandoc.PandocError, OSError for the machine.
    """
    rows: list[list[tuple[Candidate, Draft]]] = []
    for i, question in enumerate(questions):
        row = []
        for j, draft in enumerate(question.drafts):
            key = f"c{i}x{j}"
            row.append(
                (Candidate(key, bibtex(draft, key, Manner()), draft.locator, draft.suffix), draft)
            )
        rows.append(row)
    candidates = [one for row in rows for one, _ in row]
    library = proof.read(candidates)
    first = [one for row in rows for one, _ in row[:_FIRST]]
    prints = proof.printed(first, library, styles, lang, limits, listed)
    order = _by_nearness(questions, rows, prints)
    others = [one for row in rows for one, _ in row[_FIRST:]]
    for style, found in proof.printed(others, library, order[:_NEAR], lang, limits, listed).items():
        prints[style] |= found
    order = _by_nearness(questions, rows, prints)
    return [
        _choice(question, row, order, prints) if row else None
        for question, row in zip(questions, rows, strict=True)
    ], order[0] if candidates else ""


def _by_nearness(
    questions: Sequence[Question],
    rows: Sequence[Sequence[tuple[Candidate, Draft]]],
    prints: Mapping[str, Mapping[str, str]],
) -> list[str]:
    """The styles, from the one that prints most as it was typed on."""
    votes: Counter[str] = Counter()
    for question, row in zip(questions, rows, strict=True):
        for style, found in prints.items():
            if any(_equal(question, one, draft, found) for one, draft in row):
                votes[style] += 1
    return sorted(prints, key=lambda style: -votes[style])


def _equal(question: Question, one: Candidate, draft: Draft, found: Mapping[str, str]) -> bool:
    printed = found.get(one.key, "")
    return bool(printed) and comparison.is_equal(question.typed, printed, "urldate" in draft.fields)


def _choice(
    question: Question,
    row: Sequence[tuple[Candidate, Draft]],
    styles: Sequence[str],
    prints: Mapping[str, Mapping[str, str]],
) -> Choice:
    """The first reading that a style prints as it was typed; else the first that loses no word."""
    if question.doubtful:
        one, draft = row[0]
        return Choice(draft, "unsure", prints[styles[0]].get(one.key, ""))
    whole = [(one, draft) for one, draft in row if not comparison.lost(question.typed, draft, one)]
    for style in styles:
        for one, draft in whole:
            if _equal(question, one, draft, prints[style]):
                return Choice(draft, "sure", prints[style][one.key])
    for style in styles:
        for one, draft in whole:
            printed = prints[style].get(one.key, "")
            if printed and comparison.is_like(question.typed, printed):
                return Choice(draft, "likely", printed)
    first = prints[styles[0]] if styles else {}
    for one, draft in whole:
        printed = first.get(one.key, "")
        if (
            printed
            and not comparison.added(question.typed, printed)
            and draft.fields.keys() & _TOLD
        ):
            return Choice(draft, "likely", printed)
    one, draft = row[0]
    return Choice(draft, "unsure", first.get(one.key, ""))
