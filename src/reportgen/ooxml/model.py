"""What a Word document says, as values."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field


class Unreadable(ValueError):  # noqa: N818 (it is told to the user, as a refusal)
    """A file that is not read: the reason, in words that follow its name, and a remedy."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(reason, remedy)
        self.reason = reason
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.reason}; {self.remedy}"


@dataclass(frozen=True)
class Change:
    """A tracked change (ISO/IEC 29500-1, 17.13.5): `kind` is "inserted" or "deleted".

    What moved is deleted at its old place and inserted at its new one. `date` is as the file has
    it, mostly `2026-05-04T12:00:00Z`; author and date are empty where the file has none.
    """

    kind: str
    author: str
    date: str


@dataclass(frozen=True)
class Word:
    """One token: a word, a mark of punctuation, a run of blanks, or an atom.

    `format` holds those of "bold", "italic", "underline", "strike", "superscript", "subscript",
    "smallcaps" and "code" that the paragraph's style does not give; `style` is the name of the
    style of characters.

    `atom` is "" for words, and else
    - "note": the marker of a note, `target` is the `Note.id`, empty in `Block.removed`;
    - "reference": a REF or NOTEREF field, `target` is the bookmark, `text` what is shown;
    - "field": another field of one value (SEQ, PAGEREF), `target` is its instruction;
    - "picture": `target` is the SHA-256 of its bytes, or its address where it is not in the file;
    - "formula": `target` is its key in `Document.formulas`, `text` its signs in their order;
    - "break": the end of a line, `text` is a line feed.

    The `target` of a word is the address of the link around it; a place in the document begins
    with `#`. `comments` are ids of those whose range holds the word, `citation` is the id of the
    `Field` that it is a result of, which some programs keep as words alone. Of an atom also the
    bookmarks that begin in its paragraph and are around it are known.
    """

    text: str
    format: frozenset[str] = frozenset()
    atom: str = ""
    target: str = ""
    change: Change | None = None
    comments: tuple[str, ...] = ()
    style: str = field(default="", compare=False)
    citation: str = field(default="", compare=False)
    bookmarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Cell:
    """A cell: its blocks, the first column of the grid that it is in, how many it spans of each."""

    blocks: tuple["Block", ...]
    column: int = 0
    columns: int = 1
    rows: int = 1
    change: Change | None = None


@dataclass(frozen=True)
class Block:
    """A paragraph, or a table.

    `kind` is "heading", "paragraph", "list-item", "caption", "contents" (a line of a table of
    contents) or "table". `level` counts from 1 in headings and items, and is 0 elsewhere;
    `numbering` is an item's kind of number (17.18.59: "bullet", "decimal", ...), and items of one
    list have one `list`. `style` is the name of a
    paragraph's style. `bookmarks` begin in the block. `removed`
    are stretches that this reading leaves out, each with the index in `words` where it stood; those
    of a whole paragraph stand in the next one, or in the last.
    Of a table, `rows` hold each merged cell once, in the row where it begins; so many first rows
    as `heads` are its head. `change` is of the paragraph's mark.
    """

    kind: str
    level: int = 0
    style: str = ""
    words: tuple[Word, ...] = ()
    bookmarks: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    change: Change | None = None
    numbering: str = ""
    list: str = field(default="", compare=False)
    heads: int = 0
    removed: tuple[tuple[int, Word], ...] = field(default=(), compare=False)

    @property
    def text(self) -> str:
        """The words of a paragraph in a string."""
        return "".join(word.text for word in self.words)


@dataclass(frozen=True)
class Note:
    """A footnote or an endnote, as `kind` says.

    `id` is the kind and its number in the order of the markers, as `endnote-1`: programs number
    notes anew in the file whenever they save it.
    """

    id: str
    kind: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Comment:
    """A comment; `parent` is the id of the one that it answers, `quote` the words it stands on."""

    id: str
    author: str
    date: str
    initials: str
    text: str
    parent: str = ""
    done: bool = False
    quote: str = ""


@dataclass(frozen=True)
class Field:
    """A field that computes words, as of a citation: its whole instruction, and what it shows.

    `note` is the id of the note that it is in, or empty.
    """

    id: str
    instruction: str
    text: str
    note: str = ""


@dataclass(frozen=True)
class Picture:
    """A picture that is shown: the SHA-256 of its bytes, its part's name, its text alternative."""

    hash: str
    part: str
    alt: str


@dataclass(frozen=True)
class Revision:
    """A tracked change of the file: what it does, and whether this reading has taken it.

    `kind` is "inserted", "deleted", "paragraph inserted", "paragraph deleted", "row inserted",
    "row deleted", "cell inserted", "cell deleted" or "format"; `words` are those that it is about,
    some 2,000 characters of them at most.
    """

    kind: str
    author: str
    date: str
    words: str
    taken: bool


@dataclass(frozen=True)
class Document:
    """A document that was read.

    `notes` stand in the order of their markers. `properties` are the core ones by local name
    (`title`, `creator`, `modified`, ...), `custom` those of the user. `boxes` are the contents of
    text boxes, `formulas` the Office Math of formulas, `custom_parts` the XML that programs keep
    in the file, as Word its sources. `problems` say what was read otherwise than it stands.
    """

    blocks: tuple[Block, ...]
    notes: tuple[Note, ...] = ()
    comments: tuple[Comment, ...] = ()
    properties: Mapping[str, str] = field(default_factory=dict)
    custom: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()
    pictures: tuple[Picture, ...] = ()
    revisions: tuple[Revision, ...] = ()
    boxes: tuple[tuple[Block, ...], ...] = ()
    formulas: Mapping[str, bytes] = field(default_factory=dict)
    custom_parts: Mapping[str, bytes] = field(default_factory=dict)

    def every_block(self) -> Iterator[Block]:
        """The blocks of text and notes in their order, those in cells behind their table."""
        for blocks in (self.blocks, *(note.blocks for note in self.notes)):
            yield from within(blocks)


def within(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Blocks, and those in their cells, in their order."""
    for block in blocks:
        yield block
        for row in block.rows:
            for cell in row:
                yield from within(cell.blocks)
