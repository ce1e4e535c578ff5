"""What must hold before anything of an edited document is brought back."""

import re
from collections import Counter
from collections.abc import Iterator

from reportgen.ooxml import Block, Document, within

SHARE = 0.3
"""How much of a document must stand in the one that was sent, from 0 to 1."""
GONE = 1 / 3
"""What part of the blocks may be gone."""
FEWEST = 6
"""The fewest blocks of a document that a part of them is counted of."""
SHIFTED = 3
"""How many notes must stand at another's marker to be called shifted."""
CONTEXT = 6
"""How many words before a marker say which one it is."""
TOKEN = re.compile(r"[^\W_]+")


class MergeError(ValueError):
    """Why a document is not merged: the reason in a line, and a remedy that starts with a verb."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(f"{reason}; {remedy}")
        self.reason = reason
        self.remedy = remedy


def share(sent: Document, edited: Document) -> float:
    """How much of an edited document stands in the one that was sent, from 0 to 1, by three words.

    Single words are no sign: half of those of any text are in any other.
    """
    there = {row for block in sent.every_block() for row in _rows(block, deep=False)}
    rows = [row for block in edited.every_block() for row in _rows(block, deep=False)]
    return sum(row in there for row in rows) / len(rows) if rows else 1.0


def check(sent: Document, edited: Document, *, force: bool = False) -> None:
    """Raise MergeError where the edited document is another one, or damaged beyond an edit."""
    alike = share(sent, edited)
    if alike < SHARE and not force:
        raise MergeError(
            f"only {alike:.0%} of the document stands in the one that was sent",
            "give the document that was sent with `--base`, or merge it all the same with "
            "`--force`",
        )
    shifted = shifted_notes(sent, edited)
    if shifted:
        raise MergeError(
            f"the notes stand at the wrong markers: {shifted}",
            "ask for the document again, saved by the program that it was edited with; some "
            "programs number notes anew and mistake one for another",
        )
    gone = gone_blocks(sent, edited)
    count = sum(1 for block in sent.blocks if block.kind != "contents")
    if count >= FEWEST and len(gone) > count * GONE and not force:
        first = "; ".join(f"`{words}`" for words in gone[:3])
        raise MergeError(
            f"{len(gone)} of {count} paragraphs and tables are gone, among them {first}",
            "see that the document is whole, then take them out with `--force`",
        )


def gone_blocks(sent: Document, edited: Document) -> list[str]:
    """The beginnings of the blocks of which neither the mark nor half of the words is left."""
    left = {row for block in edited.every_block() for row in _rows(block)}
    there = {name for block in edited.blocks for name in block.bookmarks}
    out = []
    for block in sent.blocks:
        rows = list(_rows(block))
        if not rows or block.kind == "contents" or there & set(block.bookmarks):
            continue
        if sum(row in left for row in rows) < len(rows) / 2:
            text = " ".join(inner.text for inner in within((block,)))
            out.append(" ".join(text.split())[:60])
    return out


def shifted_notes(sent: Document, edited: Document) -> str:
    """An example of notes that stand at the marker before or behind their own; empty for none.

    Markers are known by the words before them. Most of the notes that can be compared must have
    changed places in the same direction.
    """
    ours, theirs = _markers(sent), _markers(edited)
    texts = {note.id: " ".join(w for b in note.blocks for w in _spoken(b)) for note in sent.notes}
    now = {note.id: " ".join(w for b in note.blocks for w in _spoken(b)) for note in edited.notes}
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


def _spoken(block: Block) -> Iterator[str]:
    """The words of a block and of its cells, without capitals and marks."""
    for inner in within((block,)):
        yield from _own(inner)


def _own(block: Block) -> list[str]:
    return TOKEN.findall(block.text.casefold())


def _rows(block: Block, deep: bool = True) -> Iterator[tuple[str, ...]]:
    """Each three words of a block that stand together, and all where there are fewer."""
    words = list(_spoken(block)) if deep else _own(block)
    size = min(3, len(words))
    return (tuple(words[i : i + size]) for i in range(len(words) - size + 1) if size)
