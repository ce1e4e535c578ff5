"""One output beside the chapters that it was made of."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reportgen.diagnostics.source import Span
from reportgen.project.load import Sources
from reportgen.reports.words import page_contents, tagged_contents, word_contents
from reportgen.reports.words.align import Alignment, align
from reportgen.reports.words.contents import OBJECT, Contents
from reportgen.reports.words.flow import Flow
from reportgen.reports.words.front_words import front_passages
from reportgen.reports.words.letters import letters
from reportgen.reports.words.source_words import Passage, passages
from reportgen.tree.selection import Selection


@dataclass(frozen=True)
class Loss:
    """A line that says what is not right; `span` are the words of the source that are missing."""

    line: str
    span: Span | None = None


Part = tuple[str, str]
"""What a note, a cell, a caption or a number is compared by, and its words."""


@dataclass(frozen=True)
class Examined:
    """An output's losses, and its parts by their kind.

    `words` is how many of the source were looked for.
    """

    words: int
    losses: tuple[Loss, ...]
    parts: dict[str, list[Part]]


def examine(data: bytes, sources: Sources, selection: Selection) -> Examined:
    """Look for the words of a document in an output; raises UnreadableError."""
    front = front_passages(sources.front, sources.start, sources.end)
    scanned = [*front] if selection.whole else []
    scanned += (p for chapter in sources.chapters for p in passages(chapter))
    shown = [p for p in scanned if selection.includes(p.divs) and not selection.hides & p.spans]
    if not selection.whole:  # an extract has an order of its own, and notes elsewhere
        shown = [p for p in shown if not p.note]
    contents = read(data)
    text = Flow(letters("".join(contents.text)))
    notes = Flow(letters("\n".join("".join(words) for _, words in contents.notes)))
    found = align(shown, text, notes, ordered=selection.whole)
    words = sum(sum(p.letters.starts) for p in shown)
    faults = map(Loss, contents.faults() if selection.whole else ())
    return Examined(words, (*_losses(found), *faults), _parts(contents))


def read(data: bytes) -> Contents:
    """The contents of an output, whatever format it is in; raises UnreadableError."""
    if data.startswith(b"%PDF-"):
        return tagged_contents.contents(data)
    if data.startswith(b"PK"):
        return word_contents.contents(data)
    return page_contents.contents(data)


def _losses(found: Alignment) -> list[Loss]:
    """What an alignment found, in the order of the source."""
    lines = [_loss(lost.passage, lost.begin, lost.end, "lost") for lost in found.lost]
    for added in found.added:
        words, place = added.words, added.place
        lines.append(_loss(added.passage, place, place + 1, "added before this", words))
    for passage in found.moved:
        lines.append(_loss(passage, 0, len(passage.letters.chars), "out of order"))
    return [loss for _, loss in sorted(lines, key=lambda line: line[0])]


def _loss(
    passage: Passage, begin: int, end: int, what: str, words: str = ""
) -> tuple[tuple[str, int], Loss]:
    """A loss behind its place."""
    source, offsets = passage.source, passage.letters.offsets
    span = source.span(offsets[begin], offsets[end - 1] + 1)
    words = words or passage.letters.phrase(begin, end)
    line = f"{source.name}:{span.line}:{span.column}: {what}: `{words}`"
    return (source.name, span.start), Loss(line, span if what == "lost" else None)


def _parts(contents: Contents) -> dict[str, list[Part]]:
    """The parts that all formats share, by their words."""
    notes = [(number, "".join(words)) for number, words in contents.notes]
    return {
        "note": [_part("", words) for _, words in notes],
        "number of a note": [_part(number, words, 8) for number, words in notes],
        "cell": [_part("", words) for words in contents.cells],
        "caption": [_part("", words) for words in contents.captions],
        "number of a list item": [_part(number, words, 1) for number, words in contents.numbers],
    }


def _part(number: str, words: str, most: int | None = None) -> Part:
    """A part: what it is compared by, which is a number and so many letters, and its words."""
    shown = " ".join(f"{number} {words}".replace(OBJECT, "").split())
    key = f"{number} {letters(words).chars[:most]}"
    return key, shown if len(shown) <= 60 else shown[:59] + "…"


def differences(name: str, examined: Mapping[str, Examined]) -> Iterator[str]:
    """How the parts of an output differ from those of the same edition in other formats.

    A part should be there as often as in the middle one of the outputs.
    """
    for kind in examined[name].parts:
        shown = {k: words for e in examined.values() for k, words in e.parts[kind] if k.strip()}
        counts = {n: Counter(k for k, _ in e.parts[kind] if k.strip()) for n, e in examined.items()}
        for key, words in shown.items():
            if counts[name][key] < sorted(c[key] for c in counts.values())[len(counts) // 2]:
                others = [n for n, c in counts.items() if c[key] > counts[name][key]]
                yield f"{kind} `{words}` is in {' and '.join(others)} and not here"
        totals = sorted(count.total() for count in counts.values())
        if counts[name].total() > totals[len(totals) // 2]:
            yield f"{kind}: {counts[name].total():,} are here, {totals[0]:,} in another format"
