"""The document that was sent, each of its blocks with what it was made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from reportgen.diagnostics.source import Source
from reportgen.merge import front_values, joining, printed_words, source_blocks
from reportgen.merge.printed_words import Passage
from reportgen.merge.source_block import SourceBlock
from reportgen.merge.source_words import SourceWord
from reportgen.merge.tokens import Token, tokens
from reportgen.ooxml import Block, Document
from reportgen.parse import Manuscript

UNSAID = frozenset({"contents"})
"""Kinds of blocks that say again what stands elsewhere."""
KEYWORDS = "Keywords"


@dataclass
class SentDocument:
    """Blocks of the document by their numbers with blocks of the sources, and the notes' places.

    `order` are the blocks of the sources in their order, `definitions` the notes that are defined
    by themselves, by the chapter's name and their own; `markers` says for each note of the
    document which word of which source its marker was made of.
    """

    document: Document
    tokens: list[list[Token]]
    places: dict[int, SourceBlock]
    order: list[SourceBlock]
    definitions: dict[tuple[str, str], list[SourceBlock]]
    keywords: dict[int, Passage] = field(default_factory=dict)
    markers: dict[str, tuple[Source, SourceWord]] = field(default_factory=dict)
    references: dict[str, str] = field(default_factory=dict)

    def passage(self, i: int) -> Passage:
        """A paragraph's tokens with its words; it has no blocks where it has no place."""
        if i in self.keywords:
            return self.keywords[i]
        block = self.places.get(i)
        if block is None:
            return Passage(self.tokens[i], [], [None] * len(self.tokens[i]))
        return printed_words.passage(self.tokens[i], [block])


def sent_document(document: Document, manuscript: Manuscript) -> SentDocument:
    """Join a document that was made of a manuscript to its sources."""
    order = list(_blocks(manuscript))
    labels = frozenset(label.name for label in manuscript.labels)
    for source in order:
        source.words = printed_words.with_references(source.words, labels)
    notes = [block for block in order if block.kind == "note"]
    definitions: dict[tuple[str, str], list[SourceBlock]] = {}
    for block in notes:
        definitions.setdefault((block.source.name, block.name), []).append(block)
    order = [block for block in order if block.kind != "note"]
    names = {note.id: note.id for note in document.notes}
    found = [tokens(block, names) for block in document.blocks]
    ours = [_spoken(block, found[i], names) for i, block in enumerate(document.blocks)]
    paired = joining.pair(
        ours,
        [joining.written(block) for block in order],
        [block.kind != "field" for block in order],
    )
    places = {i: order[k] for i, k in paired.items() if _fits(document.blocks[i], order[k])}
    sent = SentDocument(document, found, places, order, definitions)
    for i, one in enumerate(document.blocks):
        if one.style == KEYWORDS:
            passage = _keywords(found[i], order)
            if passage is not None:
                sent.keywords[i] = passage
    _find_markers(sent, names)
    return sent


def _blocks(manuscript: Manuscript) -> list[SourceBlock]:
    sources = manuscript.sources
    out = list(front_values.values(sources.front, sources.start, sources.end))
    for chapter in manuscript.chapters:
        out += source_blocks.blocks(chapter.source)
    return out


def _spoken(block: Block, found: list[Token], names: Mapping[str, str]) -> list[str]:
    if block.kind in UNSAID or block.style == KEYWORDS:
        return []
    if not block.rows:
        return joining.spoken(found)
    return [w for inner in joining.everything(block) for w in joining.spoken(tokens(inner, names))]


def _fits(block: Block, source: SourceBlock) -> bool:
    """Whether both are tables, or neither is."""
    return (block.kind == "table") == (source.kind == "table")


def _keywords(found: list[Token], order: list[SourceBlock]) -> Passage | None:
    """The keywords' line with the values of the front matter that it lists."""
    values = [block for block in order if block.kind == "field"
              and block.name.split(".")[0] in ("keywords", "keyword", "tags")]  # fmt: skip
    if not values:
        return None
    words: list[SourceWord] = []
    for block in values:
        if words:
            words.append(SourceWord("\0", words[-1].end, block.place[0], atom="border"))
        words += block.words
    return printed_words.joined(found, words, values)


def _find_markers(sent: SentDocument, names: Mapping[str, str]) -> None:
    for i in range(len(sent.document.blocks)):
        block, source = sent.document.blocks[i], sent.places.get(i)
        if source is None:
            continue
        if not block.rows:
            _markers(sent, sent.passage(i), source.source)
        for row, places in zip(block.rows, source.rows, strict=False):
            for cell, place in zip(row, places.cells, strict=False):
                said = [t for inner in cell.blocks for t in tokens(inner, names)]
                _markers(sent, printed_words.joined(said, place.words, []), source.source)


def _markers(sent: SentDocument, passage: Passage, source: Source) -> None:
    for token, place in zip(passage.tokens, passage.at, strict=True):
        if place is None:
            continue
        words = passage.words[slice(*place)]
        if token.atom == "note" and len(words) == 1:
            sent.markers.setdefault(token.target, (source, words[0]))
        if token.made == "reference" and len(words) == 1 and words[0].atom:
            said = source.text[words[0].start : words[0].end]
            sent.references.setdefault(token.target, said)
