"""What is made of typed notes."""

from dataclasses import dataclass
from typing import Literal

Confidence = Literal["sure", "likely", "unsure"]
"""How an entry compares with what was typed, when it is printed in the style nearest to it.

`sure`: it prints the same words in the same order and with the same punctuation, bar the shapes of
quotation marks, dashes and brackets. `likely`: it prints the same words with other punctuation, or
all words stand in its fields and the style leaves some out. `unsure`: anything else; what was typed
stays as prose.
"""


@dataclass(frozen=True)
class Piece:
    """A stretch of a note: prose, or one citation where `key` names an entry.

    `text` is what was typed, as Markdown. Of a citation `prefix` is what stands before the source
    (`see`), `locator` the place within it as pandoc reads it (`51-52`, `chap. 3`), and `suffix`
    what follows (`emphasis added`). The text of prose has the punctuation between two citations.
    """

    text: str
    key: str = ""
    prefix: str = ""
    locator: str = ""
    suffix: str = ""


@dataclass(frozen=True)
class ParsedNote:
    """A note as it was typed, its pieces in order, and the entries of sources kept as prose.

    `drafts` is BibTeX: what was read of each source that is unsure, for a comment beside the note.
    """

    typed: str
    pieces: tuple[Piece, ...]
    drafts: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the entries that the note cites, in order."""
        return tuple(piece.key for piece in self.pieces if piece.key)

    @property
    def cites_alone(self) -> bool:
        """Whether nothing is in the note but citations, which a citation in the text can print."""
        prose = "".join(piece.text for piece in self.pieces if not piece.key)
        return bool(self.keys) and not prose.strip(" .;")

    def markdown(self) -> str:
        """What stands in the text in place of the note's mark: `[@a, 45; @b]` or `^[…]`."""
        cited = [_cited(piece) if piece.key else piece.text for piece in self.pieces]
        if self.cites_alone:
            return f"[{'; '.join(_cited(piece) for piece in self.pieces if piece.key)}]"
        return f"^[{''.join(cited).strip()}]"


@dataclass(frozen=True)
class ParsedEntry:
    """An entry of BibTeX that was made of what was typed.

    `typed` is the source as it was first typed, `printed` as `Parsed.style` prints it, and
    `notes` the numbers of the notes that cite it, from 1; of an item of a reference list 0.
    """

    key: str
    bibtex: str
    confidence: Confidence
    typed: str
    printed: str
    notes: tuple[int, ...] = ()


@dataclass(frozen=True)
class Parsed:
    """The notes in order, and the entries in the order of their first note.

    `style` is the name of the citation style that prints the entries nearest to what was typed;
    empty where there are none. Entries that are unsure are in `entries`, and no note cites them.
    """

    notes: tuple[ParsedNote, ...]
    entries: tuple[ParsedEntry, ...]
    style: str

    @property
    def bibtex(self) -> str:
        """The entries that notes may cite, as the text of a bibliography."""
        kept = [one.bibtex for one in self.entries if one.confidence != "unsure"]
        return "\n\n".join(kept) + "\n" if kept else ""


def _cited(piece: Piece) -> str:
    """A citation as pandoc reads it within brackets or within a note."""
    before = f"{piece.prefix} " if piece.prefix else ""
    behind = f", {piece.locator}" if piece.locator else ""
    if piece.suffix:
        behind += f" {piece.suffix}" if piece.suffix.startswith(("(", "[")) else f", {piece.suffix}"
    return f"{before}@{piece.key}{behind}"
