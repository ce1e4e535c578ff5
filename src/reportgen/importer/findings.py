"""What an import took, and what it could not: the values of its report."""

from collections import Counter
from dataclasses import dataclass, field

from reportgen.importer.author_date import AuthorDate
from reportgen.importer.exhibits import Exhibits
from reportgen.importer.front import FrontMatter
from reportgen.importer.notes import Parsed
from reportgen.importer.pictures import Pictures
from reportgen.importer.word.prepared import Prepared
from reportgen.ooxml import Document


@dataclass
class Findings:
    """All that is known of an import. `document` and `prepared` are there of Word alone."""

    name: str
    front: FrontMatter = field(default_factory=FrontMatter)
    exhibits: Exhibits = field(default_factory=Exhibits)
    pictures: Pictures = field(default_factory=Pictures)
    prepared: Prepared = field(default_factory=Prepared)
    document: Document | None = None
    parsed: Parsed = field(default_factory=lambda: Parsed((), (), ""))
    author_date: AuthorDate = field(default_factory=lambda: AuthorDate({}))
    formats: Counter[str] = field(default_factory=Counter)
    links: Counter[str] = field(default_factory=Counter)
    references: list[str] = field(default_factory=list)
    chapters: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    joined: int = 0
    numbers: list[str] = field(default_factory=list)
    headings_gone: list[str] = field(default_factory=list)
    generated: list[str] = field(default_factory=list)
    listed_left: list[str] = field(default_factory=list)

    unknown: list[str] = field(default_factory=list)
    """Keys that LaTeX or Markdown cites and no bibliography has."""
    words: list[tuple[str, str]] = field(default_factory=list)
    """The texts of an OpenDocument text, each with its place."""
    comments: list[tuple[str, str, str]] = field(default_factory=list)
    """Author, date and words of its comments."""

    def set_anew(self) -> list[str]:
        """Words that are set when the project is built: of labels, references and numbers."""
        labels = [f"{one.word} {one.number}" for one in self.exhibits.found]
        return [
            *labels,
            *self.references,
            *self.numbers,
            *self.front.labels,
            *self.author_date.made,
            *self._cited_again(),
        ]

    def _cited_again(self) -> list[str]:
        """What notes typed of sources whose words another note, or the list, has brought already:
        short forms, and sources that are typed in full once more."""
        known = {one.key for one in self.parsed.entries if 0 in one.notes}
        out: list[str] = []
        for piece in (piece for note in self.parsed.notes for piece in note.pieces if piece.key):
            if piece.key in known:
                out.append(piece.text)
            known.add(piece.key)
        return out
