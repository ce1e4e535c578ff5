"""Notes that stand at the wrong markers, as when a program numbers them anew."""

from collections import Counter

from reportgen.merge.spoken import TOKEN, spoken
from reportgen.ooxml import Document, within

SHIFTED = 3
"""How many notes must stand at another's marker to be called shifted."""
CONTEXT = 6
"""How many words before a marker say which one it is."""


def shifted_notes(sent: Document, edited: Document) -> str:
    """An example of notes that stand at the marker before or behind their own; empty for none.

    Markers are known by the words before them. Most of the notes that can be compared must have
    changed places in the same direction.
    """
    ours, theirs = _markers(sent), _markers(edited)
    texts = {note.id: " ".join(w for b in note.blocks for w in spoken(b)) for note in sent.notes}
    now = {note.id: " ".join(w for b in note.blocks for w in spoken(b)) for note in edited.notes}
    order = [note.id for note in sent.notes]
    found: Counter[int] = Counter()
    example = ""
    for context, own in ours.items():
        other = theirs.get(context)
        if other is None or own not in order:
            continue
        said, at = now.get(other, ""), order.index(own)
        if said == texts[own]:
            found[0] += 1
            continue
        for step in (-1, 1):
            near = order[at + step] if 0 <= at + step < len(order) else ""
            if near and said and texts[near] == said and texts[near] != texts[own]:
                found[step] += 1
                example = example or f"behind `{' '.join(context)}` stands `{said[:60]}`"
    most = max(found[-1], found[1])
    return example if most >= SHIFTED and most > found[0] else ""


def _markers(document: Document) -> dict[tuple[str, ...], str]:
    """The note at each marker, by the words before it; those that several share are left out."""
    found: dict[tuple[str, ...], str] = {}
    twice: set[tuple[str, ...]] = set()
    for block in document.blocks:
        for inner in within((block,)):
            words: list[str] = []
            for word in inner.words:
                if word.atom == "note":
                    context = tuple(words[-CONTEXT:])
                    twice |= {context} & found.keys()
                    found[context] = word.target
                elif not word.atom:
                    words += TOKEN.findall(word.text.casefold())
    return {context: note for context, note in found.items() if context not in twice}
