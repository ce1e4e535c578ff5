"""Paragraphs, headings, items and tables of two documents compared, and their changes added."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from reportgen.alignment import Pair, overlap, pair
from reportgen.merge import blocks_gone, blocks_new, table_changes
from reportgen.merge.collected import Collected, Who, editors_words, who
from reportgen.merge.comparison import Comparison, is_referred, near
from reportgen.merge.joining import everything
from reportgen.merge.operations import operations
from reportgen.merge.printed_words import Passage, passage
from reportgen.merge.refusals import CONTENTS, LABELLED, PICTURE, PLACES, UNDRAWN, made_place
from reportgen.merge.sent_document import SentDocument
from reportgen.merge.source_block import SourceBlock
from reportgen.merge.tokens import Token, joined, said, tokens
from reportgen.merge.word_changes import change_words
from reportgen.ooxml import Block, Document


@dataclass(frozen=True)
class View:
    """A block of a document as it is compared with others."""

    block: Block
    key: tuple[object, ...]
    words: "Counter[object]"

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, View) and self.key == other.key

    @property
    def marks(self) -> frozenset[str]:
        return frozenset(name for name in self.block.bookmarks if name.startswith(("_rg", "ref_")))


def view(block: Block, notes: Mapping[str, str]) -> View:
    found = [t for inner in everything(block) for t in tokens(inner, notes)]
    key = (block.kind == "table", *(token.key for token in found if not token.blank))
    texts = [t.text or t.atom + t.target for t in found if not t.blank]
    words = Counter[object]([*texts, *pairwise(texts)])
    return View(block, key, words)


def _alike(one: View, other: View) -> float:
    kinds = {one.block.kind, other.block.kind}
    if "table" in kinds or "contents" in kinds:
        if len(kinds) > 1:
            return 0.0
        return max(overlap(one.words, other.words), 0.31)
    alike = overlap(one.words, other.words) if one.words and other.words else 0.0
    if one.marks & other.marks:
        return max(alike, 0.9)
    if len(one.key) < 2 or len(other.key) < 2:  # pictures alone, and empty paragraphs
        return 0.0
    named = one.block.style == other.block.style and one.block.style.lower() in PLACES
    floor = 0.32 if kinds in ({"heading"}, {"caption"}) or named else 0.0
    return max(alike, floor)


def _joined(one: View, other: View) -> View:
    key = (*one.key, *other.key[1:])
    return View(one.block, key, one.words + other.words)


def change_blocks(
    sent: SentDocument, edited: Document, names: Mapping[str, str], found: Collected
) -> None:
    """Add the changes of all that is no note; `names` gives those of notes by their ids."""
    own = {note.id: note.id for note in sent.document.notes}
    old = [view(block, own) for block in sent.document.blocks]
    new = [view(block, names) for block in edited.blocks]
    pairs = pair(old, new, _alike, _joined)
    work = Comparison(sent, edited, names, found, pairs)
    moved = _moved(pairs)
    deleted: list[int] = []
    for a, b in pairs:
        if a and b:
            _change(work, a, b, old, new)
        elif a:
            deleted += a
    blocks_gone.delete(work, deleted)
    blocks_new.insert(work, moved)


def _moved(pairs: list[Pair]) -> set[int]:
    """The blocks of the edited document that stand out of order."""
    both = [(a.start, b.start) for a, b in pairs if a and b]
    tails: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for n, (a, _) in enumerate(both):
        at = bisect_left(tails, a)
        before.append(last[at - 1] if at else -1)
        tails[at : at + 1] = [a]
        last[at : at + 1] = [n]
    kept = set()
    n = last[-1] if last else -1
    while n >= 0:
        kept.add(n)
        n = before[n]
    return {b for n, (_, b) in enumerate(both) if n not in kept}


def _change(work: Comparison, a: range, b: range, old: list[View], new: list[View]) -> None:
    sent, found = work.sent, work.found
    one, other = sent.document.blocks[a.start], work.edited.blocks[b.start]
    if one.kind == "contents":
        _refuse_contents(work, one, other)
        return
    if one.kind == "table":
        if old[a.start] != new[b.start]:
            _change_table(work, a.start, b.start)
        return
    alike = len(a) == len(b) and old[a.start] == new[b.start]
    if alike and (one.kind, one.level) == (other.kind, other.level):
        return
    tokens_new, gone = joined([work.edited.blocks[j] for j in b], work.names)
    blocks = [sent.places[i] for i in a if i in sent.places]
    if len(a) > 1:
        own = {note.id: note.id for note in sent.document.notes}
        tokens_old, _ = joined([sent.document.blocks[i] for i in a], own)
    else:
        tokens_old = sent.tokens[a.start]
    part = _passage(work, a, tokens_old, blocks)
    same = len(a) == len(b) and not operations(tokens_old, tokens_new)
    if part is None:
        if not same:
            for op in operations(tokens_old, tokens_new):
                near = [g for g in gone if op.j1 <= g.index <= op.j2]
                now, then = tokens_new[op.j1 : op.j2], tokens_old[op.i1 : op.i2]
                person = who(now, near, other.change)
                _refuse_made(work, one, person, editors_words(now, then), now, then)
        return
    _change_kind(work, one, other, blocks, who(tokens_new, gone, other.change))
    if not same:
        kind = "words" if len(a) == len(b) else "paragraph"
        what = {"heading": "heading", "caption": "caption", "field": "front matter"}
        named = what.get(part.blocks[0].kind, kind) if part.blocks else kind
        change_words(part, tokens_new, gone, part.blocks[0].text, found, named)


def _passage(work: Comparison, a: range, found: list[Token], blocks: list[SourceBlock]
             ) -> Passage | None:  # fmt: skip
    if a.start in work.sent.keywords and len(a) == 1:
        return work.sent.keywords[a.start]
    if len(blocks) != len(a):
        return None
    if len(a) > 1:
        order = work.sent.order
        first = order.index(blocks[0])
        if order[first : first + len(a)] != blocks:
            return None
    return passage(found, blocks)


def _refuse_contents(work: Comparison, one: Block, other: Block) -> None:
    """Refuse what was typed in the contents, and not what a program set anew from the headings."""
    said = _letters(other)
    headings = [_letters(block) for block in work.edited.blocks if block.kind == "heading"]
    if said != _letters(one) and said not in headings:
        person = next(
            (Who(word.change.author, word.change.date) for word in other.words if word.change),
            Who(),
        )
        work.found.refuse(near(work, one), person, _text(other), *CONTENTS)


def _text(block: Block) -> str:
    return "".join(word.text for word in block.words).strip()


def _letters(block: Block) -> str:
    """The letters of a heading or of its line in the contents, where a page's number follows."""
    return "".join(c for c in _text(block) if c.isalpha()).casefold()


def _refuse_made(work: Comparison, block: Block, person: Who, words: str, now: list[Token],
                 then: list[Token]) -> None:  # fmt: skip
    if any(token.atom == "picture" for token in [*now, *then]):
        work.found.refuse(near(work, block), person, words, *PICTURE)
        return
    reason = CONTENTS if block.kind == "contents" else made_place(block.style)
    work.found.refuse(near(work, block), person, words, *reason)


def _change_table(work: Comparison, i: int, j: int) -> None:
    own = {note.id: note.id for note in work.sent.document.notes}
    old = table_changes.views(work.sent.document.blocks[i], own)
    new = table_changes.views(work.edited.blocks[j], work.names)
    source = work.sent.places.get(i)
    person = next((v.who for v in new if v.who.author), Who())
    if source is None:
        block = work.sent.document.blocks[i]
        for row in new:
            if row not in old:
                work.found.refuse(near(work, block), row.who, row.said, *UNDRAWN)
        if len(new) < len(old):
            work.found.refuse(near(work, block), person, "", *UNDRAWN)
        return
    table_changes.change_table(old, new, source, person, work.found)


def _change_kind(work: Comparison, one: Block, other: Block, blocks: list[SourceBlock],
                 person: Who) -> None:  # fmt: skip
    """A heading of another level, or a paragraph that became a heading or is none any more."""
    if not blocks or blocks[0].kind not in ("heading", "paragraph", "item"):
        return
    source = blocks[0]
    text = source.source.text
    words = said(joined([other], work.names)[0])
    kinds = (one.kind, other.kind)
    if kinds == ("heading", "heading"):
        if one.level != other.level and source.marker:
            level = max(1, source.level + other.level - one.level)
            start = text.index("#", source.start)
            work.found.edit(source.source, start, start + source.level, "#" * level, person, words,
                            "heading level")  # fmt: skip
    elif kinds == ("paragraph", "heading") and source.kind == "paragraph":
        marker = "#" * max(1, other.level) + " "
        at = source.place[0]
        work.found.edit(source.source, at, at, marker, person, words, "heading")
    elif kinds == ("heading", "paragraph") and source.marker:
        if source.name and is_referred(work, source.name):
            work.found.refuse(source.source.span(*source.place), person, words, *LABELLED)
            return
        start = text.index("#", source.start)
        work.found.edit(source.source, start, source.place[0], "", person, words, "heading")
        work.found.edit(source.source, source.place[1], source.end, "", person, "", "heading")
    elif "list-item" in kinds and kinds[0] != kinds[1]:
        work.found.refuse(
            source.source.span(*source.place), person, words,
            "a paragraph was made an item of a list, or an item a paragraph",
            "change the list in the manuscript by hand",
        )  # fmt: skip
    elif kinds == ("list-item", "list-item") and one.level != other.level:
        work.found.refuse(
            source.source.span(*source.place), person, words,
            "an item was moved to another level of its list",
            "change the list in the manuscript by hand",
        )  # fmt: skip
