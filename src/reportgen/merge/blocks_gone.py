"""Blocks that went or moved -> whole lines of the sources taken out."""

import re

from reportgen.merge.collected import Who
from reportgen.merge.comparison import Comparison, is_referred, near
from reportgen.merge.refusals import (
    CAPTION,
    LABELLED,
    PICTURE,
    PLACES,
    TABLE_GONE,
    VALUE,
    made_place,
)
from reportgen.merge.source_block import Div, SourceBlock
from reportgen.merge.tokens import said
from reportgen.ooxml import Block

MOVABLE = frozenset({"paragraph", "heading", "item"})


def delete(work: Comparison, deleted: list[int]) -> None:
    """Take out the blocks of the sources that are gone from the document."""
    going: list[tuple[SourceBlock, Who, str]] = []
    for i in deleted:
        block, source = work.sent.document.blocks[i], work.sent.places.get(i)
        person, words = Who(), said(work.sent.tokens[i])
        reason = _kept(work, i, block, source)
        if block.kind == "contents" or (reason is None and source is None):
            continue
        if source is None and _is_replaced(work, i):
            continue
        if reason is not None:
            span = (
                source.source.span(*source.place)
                if source
                else near(work, work.sent.document.blocks[i])
            )
            work.found.refuse(span, person, words, *reason)
        elif source is not None:
            going.append((source, person, words))
    work.gone = blocks = [source for source, _, _ in going]
    for source, person, words in going:
        start, end = _lines(work, source, blocks)
        work.found.edit(source.source, start, end, "", person, words, f"{_named(source)} deleted",
                        carries=True)  # fmt: skip


def _is_replaced(work: Comparison, i: int) -> bool:
    """Whether another paragraph of its style came: what is said of that one is said of both."""
    style = work.sent.document.blocks[i].style
    if style.lower() not in PLACES:
        return False
    came = (work.edited.blocks[j] for a, b in work.pairs if b and not a for j in b)
    return any(block.style == style for block in came)


def _kept(work: Comparison, i: int, block: Block, source: SourceBlock | None
          ) -> tuple[str, str] | None:  # fmt: skip
    """Why a block is not taken out."""
    if any(word.atom == "picture" for word in block.words):
        return PICTURE
    if source is None:
        return made_place(block.style) if block.text.strip() or block.rows else None
    if source.kind == "table":
        return TABLE_GONE
    if source.kind == "field":
        return VALUE
    if source.kind == "caption":
        return CAPTION
    return LABELLED if source.name and is_referred(work, source.name) else None


def _named(source: SourceBlock) -> str:
    return {"item": "list item"}.get(source.kind, source.kind)


def _lines(work: Comparison, source: SourceBlock, going: list[SourceBlock]) -> tuple[int, int]:
    """The lines of a block, or of the Div of which all goes, with the blank ones behind them."""
    start, end = source.start, source.end
    for div in source.divs:
        held = [b for b in work.sent.order if any(d is div for d in b.divs)]
        if all(any(b is g for g in going) for b in held):
            start, end = div.start, div.end
            break
    text = source.source.text
    above = text[text.rfind("\n", 0, max(start - 1, 0)) + 1 : start].strip()
    if start and above and not above.startswith(":::"):  # right below another one, as in a list
        return start - 1, end
    after = re.compile(r"\n(?:[ \t]*\n)*").match(text, end)
    if after and after.end() < len(text):
        lone = re.compile(r"[ \t]*:{3,}").match(text, after.end())
        if not lone:
            return start, after.end()
    before = re.compile(r"\n[ \t\n]*$").search(text, 0, start)
    return (before.start() if before else start), end


def is_movable(work: Comparison, i: int) -> bool:
    source = work.sent.places.get(i)
    return source is not None and source.kind in MOVABLE


def own_div(work: Comparison, i: int) -> Div | None:
    """The outermost Div that holds a block and nothing else."""
    for div in work.sent.places[i].divs:
        if sum(any(d is div for d in block.divs) for block in work.sent.order) == 1:
            return div
    return None


def cut(work: Comparison, i: int) -> str:
    """The lines of a block that moves, with its edits; they are taken out where they stood.

    A Div that holds nothing else moves with it.
    """
    source = work.sent.places[i]
    whole = own_div(work, i) or source
    text = work.found.slice(source.source, whole.start, whole.end)
    start, end = _lines(work, source, [source])
    work.gone.append(source)
    words = said(work.sent.tokens[i])
    work.found.edit(source.source, start, end, "", Who(), words, "paragraph moved", carries=True)
    return text
