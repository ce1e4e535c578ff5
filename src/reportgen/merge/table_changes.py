"""Changed rows and cells of a table."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from reportgen.alignment import overlap, pair
from reportgen.diagnostics.source import Span
from reportgen.merge import grid_rows
from reportgen.merge.collected import Collected, Who, who
from reportgen.merge.joining import pair as pair_texts
from reportgen.merge.new_text import written
from reportgen.merge.printed_words import joined as join_words
from reportgen.merge.refusals import TABLE, UNDRAWN
from reportgen.merge.source_block import SourceBlock
from reportgen.merge.source_tables import Row
from reportgen.merge.tokens import Gone, Token, joined, said
from reportgen.merge.word_changes import change_words
from reportgen.ooxml import Block, Cell


@dataclass(frozen=True)
class View:
    """A row of a document: the tokens of each of its cells, and what is gone of them."""

    cells: tuple[tuple[list[Token], list[Gone]], ...]
    row: tuple[Cell, ...]

    @property
    def key(self) -> tuple[object, ...]:
        return tuple(tuple(t.key for t in tokens) for tokens, _ in self.cells)

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, View) and self.key == other.key

    @property
    def words(self) -> list[str]:
        return [t.text for tokens, _ in self.cells for t in tokens if t.text.strip()]

    @property
    def who(self) -> Who:
        tokens = [t for found, _ in self.cells for t in found]
        gone = [g for _, found in self.cells for g in found]
        return who(tokens, gone, *(cell.change for cell in self.row))

    @property
    def said(self) -> str:
        return " | ".join(said(tokens) for tokens, _ in self.cells)


def views(block: Block, notes: Mapping[str, str]) -> list[View]:
    """The rows of a table."""
    return [View(tuple(joined(cell.blocks, notes) for cell in row), row) for row in block.rows]


def change_table(
    sent: list[View], edited: list[View], block: SourceBlock, who: Who, found: Collected
) -> None:
    """Add what brings a table of the source to the edited one."""
    span = block.source.span(block.start, block.end)
    columns = {len(row.cells) for row in sent}
    if not block.rows or _merged(sent) or _merged(edited):
        for words in _differences(sent, edited):
            found.refuse(span, who, words, *(TABLE if block.rows else UNDRAWN))
        return
    if {len(row.cells) for row in edited} - columns:
        for words in _differences(sent, edited):
            found.refuse(span, who, words, *TABLE)
        return
    sources = _sources(sent, block)
    after = block.rows[0]
    for old, new in pair(sent, edited, _alike):
        if not old:
            row = edited[new.start]
            _insert(row, after, found)
        elif not new:
            _delete(sent[old.start], sources.get(old.start), span, found)
        else:
            source = sources.get(old.start)
            if sent[old.start] != edited[new.start]:
                if source is None:
                    found.refuse(span, who, edited[new.start].said, *TABLE)
                    continue
                _change(sent[old.start], edited[new.start], source, found)
            after = source or after


def _merged(rows: list[View]) -> bool:
    return any(cell.columns > 1 or cell.rows > 1 for view in rows for cell in view.row)


def _alike(one: View, other: View) -> float:
    same = sum(a == b for a, b in zip(one.key, other.key, strict=False))
    return max(overlap(Counter(one.words), Counter(other.words)),
               same / max(len(one.cells), 1) * 0.9)  # fmt: skip


def _differences(sent: list[View], edited: list[View]) -> list[str]:
    """The words of each cell that came or went."""
    old = Counter(said(tokens) for row in sent for tokens, _ in row.cells)
    new = Counter(said(tokens) for row in edited for tokens, _ in row.cells)
    return list((new - old) or (old - new)) or [""]


def _sources(sent: list[View], block: SourceBlock) -> dict[int, Row]:
    """The rows of the source by those of the document."""
    filled = [row for row in block.rows if any(cell.text.text for cell in row.cells)]
    if len(filled) == len(sent):
        return dict(enumerate(filled))
    texts = [[w.text for cell in row.cells for w in cell.words if w.text.strip()] for row in filled]
    return {i: filled[k] for i, k in pair_texts([row.words for row in sent], texts).items()}


def _insert(view: View, after: Row, found: Collected) -> None:
    source = after.cells[0].text.source
    writer = found.writer(source, "cell")
    cells = []
    for tokens, _ in view.cells:
        text, refused, _ = written(tokens, writer, found, start=False)
        cells.append(text)
        for words in refused:
            found.refuse(source.span(after.start, after.end), view.who, view.said, *words)
    if after.grid:
        grid_rows.inserted(cells, after, view.who, view.said, found)
        return
    line = source.text[after.start : after.end]
    left, right = line.startswith("|"), line.endswith("|")
    new = " | ".join(cells)
    new = ("| " if left else "") + new + (" |" if right else "")
    end = after.end
    following = source.text[end : source.text.find("\n", end + 1)]
    if following.strip() and not following.strip(" \n|:-+"):  # the line under the head
        end += len(following)
    found.edit(source, end, end, "\n" + new, view.who, view.said, "row inserted")


def _delete(view: View, row: Row | None, span: Span, found: Collected) -> None:
    if row is None:
        found.refuse(span, view.who, view.said, *TABLE)
        return
    source = row.cells[0].text.source
    if row.grid:  # with the line below it
        end = source.text.find("\n", row.end + 1)
        found.edit(source, row.start, end + 1 if end >= 0 else len(source.text), "", view.who,
                   view.said, "row deleted", carries=True)  # fmt: skip
        return
    end = min(row.end + 1, len(source.text))
    end = max(end, source.text.find("\n", row.end) + 1)
    found.edit(source, row.start, end, "", view.who, view.said, "row deleted", carries=True)


def _change(old: View, new: View, row: Row, found: Collected) -> None:
    drafts = found.drafts
    if row.grid:
        found.drafts = []
    for (before, _), (after, gone), cell in zip(old.cells, new.cells, row.cells, strict=False):
        if [t.key for t in before] != [t.key for t in after]:
            passage = join_words(before, cell.words, [])
            change_words(passage, after, gone, cell.text, found, "cell")
    if row.grid:
        grid_rows.redrawn(row, found.drafts, drafts, found)
        found.drafts = drafts
