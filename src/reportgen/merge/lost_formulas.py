"""Documents whose formulas a program has left out, as LibreOffice does without its Math."""

from dataclasses import replace

from reportgen.merge.collected import Collected, Who
from reportgen.merge.refusals import FORMULAS
from reportgen.ooxml import Block, Document


def are_lost(sent: Document, edited: Document) -> bool:
    """Whether a document had formulas and has none of them any more."""
    return _count(sent) > 0 and _count(edited) == 0


def without(document: Document) -> Document:
    """A document without its formulas."""
    notes = tuple(replace(note, blocks=_bare(note.blocks)) for note in document.notes)
    return replace(document, blocks=_bare(document.blocks), notes=notes)


def refuse(found: Collected, sent: Document) -> None:
    """Say that the formulas stay as they are in the manuscript."""
    signs = ", ".join(_formulas(sent))
    found.refuse(None, Who(), signs, *FORMULAS)


def _formulas(document: Document) -> list[str]:
    return [
        word.text.strip()
        for block in document.every_block()
        for word in block.words
        if word.atom == "formula"
    ]


def _count(document: Document) -> int:
    return len(_formulas(document))


def _bare(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    return tuple(
        replace(
            block,
            words=tuple(word for word in block.words if word.atom != "formula"),
            rows=tuple(
                tuple(replace(cell, blocks=_bare(cell.blocks)) for cell in row)
                for row in block.rows
            ),
        )
        for block in blocks
    )
