"""Typed notes and typed reference lists -> entries of BibTeX, and notes that cite them."""

import re
from collections.abc import Sequence

from reportgen.bibliography import Library
from reportgen.importer.notes import assembly, choice, marks, proof, stretches
from reportgen.importer.notes import listed as listed_items
from reportgen.importer.notes.values import Parsed, ParsedEntry, ParsedNote, Piece
from reportgen.limits import LIMITS, Limits

__all__ = ["Parsed", "ParsedEntry", "ParsedNote", "Piece", "entries_of"]


def entries_of(
    notes: Sequence[str],
    listed: Sequence[str] = (),
    library: Library | None = None,
    lang: str = "en-US",
    limits: Limits = LIMITS,
) -> Parsed:
    """The entries that notes name, and each note as it cites them.

    `notes` are the notes of one document in their order and `listed` the items of its typed
    reference list, each as Markdown with its italics and its links, without its number. `library`
    are entries that are there already: a source among them is cited by its key. `lang` is the
    language of the document.

    No word of a note is lost: it is in a field of an entry that the note cites, or in a piece of
    the note. Raises pandoc.PandocError, OSError for the machine.
    """
    lines = [marks.line(note) for note in notes]
    cut = [stretches.cut(line) for line in lines]
    questions = [
        choice.Question(
            line.value(line.signs[one.begin : one.end]).strip(), one.drafts, one.doubtful
        )
        for line, found in zip(lines, cut, strict=True)
        for one in found
        if one.drafts
    ]
    chosen, style = choice.choose(questions, proof.NOTES, lang, limits)
    items = [marks.line(item) for item in listed]
    asked = [choice.Question(_item(line), listed_items.read(line)) for line in items]
    found, other = choice.choose(asked, proof.LISTS if items else (), lang, limits, listed=True)
    return assembly.assemble(
        lines, cut, chosen, library, style if questions else other, items, found
    )


def _item(line: marks.Line) -> str:
    return re.sub(r"^\[?\d{1,3}[\].)]\s+", "", line.value(line.signs))
