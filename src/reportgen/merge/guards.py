"""What must hold before anything of an edited document is brought back."""

from reportgen.merge.shifted_notes import shifted_notes
from reportgen.merge.spoken import rows_of
from reportgen.ooxml import Document, within

SHARE = 0.3
"""How much of a document must stand in the one that was sent, from 0 to 1."""
GONE = 1 / 3
"""What part of the blocks may be gone."""
FEWEST = 6
"""The fewest blocks of a document that a part of them is counted of."""


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
    there = {row for block in sent.every_block() for row in rows_of(block, deep=False)}
    rows = [row for block in edited.every_block() for row in rows_of(block, deep=False)]
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
    left = {row for block in edited.every_block() for row in rows_of(block)}
    there = {name for block in edited.blocks for name in block.bookmarks}
    out = []
    for block in sent.blocks:
        rows = list(rows_of(block))
        if not rows or block.kind == "contents" or there & set(block.bookmarks):
            continue
        if sum(row in left for row in rows) < len(rows) / 2:
            text = " ".join(inner.text for inner in within((block,)))
            out.append(" ".join(text.split())[:60])
    return out
