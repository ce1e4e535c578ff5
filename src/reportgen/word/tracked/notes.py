"""The notes of two documents as one part, their numbers ascending in the order of their markers."""

from reportgen.compare.sequences import aligned
from reportgen.word.elements import Element, w
from reportgen.word.tracked.blocks import merged_blocks
from reportgen.word.tracked.items import Block, likeness
from reportgen.word.tracked.marks import DELETED, INSERTED
from reportgen.word.tracked.paragraphs import States

FIRST = 1
"""The number of the first note; those below are separators."""


def paired(old: Element | None, new: Element | None) -> tuple[dict[str, str], dict[str, str]]:
    """What stands for each note of two parts, by its number: the same for a note in both."""
    here = [Block(note, {}) for note in _notes(old)]
    there = [Block(note, {}) for note in _notes(new)]
    before: dict[str, str] = {}
    after: dict[str, str] = {}
    for i, j in aligned(here, there, likeness):
        if i is not None:
            before[_number(here[i].element)] = f"old {i}" if j is None else f"both {j}"
        if j is not None:
            after[_number(there[j].element)] = f"new {j}" if i is None else f"both {j}"
    return before, after


def merged_notes(
    body: Element, old: Element | None, new: Element | None, kind: str, states: States
) -> list[Element]:
    """The notes of a merged body in the order of their markers, which are given their numbers.

    A note that both documents have and whose marker stands elsewhere is there twice.
    """
    before = {_number(note): note for note in _notes(old)}
    after = {_number(note): note for note in _notes(new)}
    partner = {name: number for number, name in states.old_notes.items()}
    out: list[Element] = []
    for marker in body.iter(w.name(f"{kind}Reference")):
        number = marker.get(w.name("id"), "")
        change = next(
            (a.tag for a in marker.iterancestors(w.name("ins"), w.name("del"))), ""
        ).rpartition("}")[2]
        if change == DELETED:
            contents = _marked(before[number], DELETED, states)
        elif change == INSERTED:
            contents = _marked(after[number], INSERTED, states)
        else:
            old_note = before[partner[states.new_notes[number]]]
            contents = merged_blocks(old_note, after[number], states, closed=True)
        note = w(kind, *contents, id=len(out) + FIRST)
        marker.set(w.name("id"), str(len(out) + FIRST))
        out.append(note)
    return out


def _marked(note: Element, kind: str, states: States) -> list[Element]:
    """The contents of a note that is in one document alone; its marker goes with all of it."""
    marked = merged_blocks(note, [], states) if kind == DELETED else merged_blocks([], note, states)
    last = marked[-1]
    for properties in last.iterfind(f"{w.name('pPr')}/{w.name('rPr')}"):
        for mark in list(properties.iterchildren(w.name(kind))):
            properties.remove(mark)  # a note's last paragraph has to stay
    return marked


def _notes(part: Element | None) -> list[Element]:
    return [note for note in ([] if part is None else part) if note.get(w.name("type")) is None]


def _number(note: Element) -> str:
    return note.get(w.name("id"), "")
