"""Blocks that came, went or moved -> edits of whole lines of the sources."""

import re
from typing import TYPE_CHECKING

from reportgen.diagnostics.source import Source
from reportgen.merge.collected import Who, who
from reportgen.merge.new_text import written
from reportgen.merge.refusals import CAPTION, LABELLED, PICTURE, TABLE_GONE, VALUE, made_place, no_new
from reportgen.merge.source_blocks import Div, SourceBlock
from reportgen.merge.tokens import joined, said
from reportgen.ooxml import Block

if TYPE_CHECKING:
    from reportgen.merge.block_changes import Comparison

CHAPTER = frozenset({"paragraph", "heading", "item", "caption", "table", "opaque"})
MOVABLE = frozenset({"paragraph", "heading", "item"})


def delete(work: "Comparison", deleted: list[int]) -> None:
    """Take out the blocks of the sources that are gone from the document."""
    going: list[tuple[SourceBlock, Who, str]] = []
    for i in deleted:
        block, source = work.sent.document.blocks[i], work.sent.places.get(i)
        person, words = _who_deleted(work, block), said(work.sent.tokens[i])
        reason = _kept(work, i, block, source)
        if block.kind == "contents" or (reason is None and source is None):
            continue
        if reason is not None:
            span = source.source.span(*source.place) if source else _near(work, i)
            work.found.refuse(span, person, words, *reason)  # type: ignore[arg-type]
        elif source is not None:
            going.append((source, person, words))
    blocks = [source for source, _, _ in going]
    for source, person, words in going:
        start, end = _lines(work, source, blocks)
        work.found.edit(source.source, start, end, "", person, words, f"{_named(source)} deleted",
                        carries=True)  # fmt: skip


def _who_deleted(work: "Comparison", block: Block) -> Who:
    """Who took a block out, as far as the list of tracked changes says."""
    words = " ".join("".join(word.text for word in block.words).split())
    for revision in work.edited.revisions:
        one = " ".join(revision.words.split())
        if revision.taken and "deleted" in revision.kind and one and one in words:
            return Who(revision.author, revision.date)
    return Who()


def _kept(work: "Comparison", i: int, block: Block, source: SourceBlock | None
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
    from reportgen.merge.block_changes import is_referred

    return LABELLED if source.name and is_referred(work, source.name) else None


def _near(work: "Comparison", i: int) -> object:
    from reportgen.merge.block_changes import near

    return near(work, work.sent.document.blocks[i])


def _named(source: SourceBlock) -> str:
    return {"item": "list item"}.get(source.kind, source.kind)


def _lines(work: "Comparison", source: SourceBlock, going: list[SourceBlock]) -> tuple[int, int]:
    """The lines of a block, or of the Div of which all goes, with the blank ones behind them."""
    start, end = source.start, source.end
    for div in source.divs:
        held = [b for b in work.sent.order if any(d is div for d in b.divs)]
        if all(any(b is g for g in going) for b in held):
            start, end = div.start, div.end
            break
    text = source.source.text
    after = re.compile(r"\n(?:[ \t]*\n)*").match(text, end)
    if after and after.end() < len(text):
        lone = re.compile(r"[ \t]*:{3,}").match(text, after.end())
        if not lone:
            return start, after.end()
    before = re.compile(r"\n[ \t\n]*$").search(text, 0, start)
    return (before.start() if before else start), end


def insert(work: "Comparison", moved: set[int]) -> None:
    """Write the new blocks, and those that moved, behind what stands before them."""
    targets = {b.start: a.start for a, b in work.pairs if a and b and b.start not in moved}
    gone = {b.start: a.start for a, b in work.pairs if a and b and b.start in moved}
    came = sorted({j for a, b in work.pairs if b and not a for j in b} | set(gone))
    held: dict[tuple[str, int], tuple[Source, list[str], list[Block], Who, list[str], str]] = {}
    for j in came:
        block = work.edited.blocks[j]
        tokens_new, taken = joined([block], work.names)
        person, words = who(tokens_new, taken, block.change), said(tokens_new)
        if block.kind == "contents" or not (tokens_new or block.rows):
            continue
        if j in gone and not _is_movable(work, gone[j]):
            from reportgen.merge.refusals import MOVED

            work.found.refuse(_near(work, gone[j]), person, words, *MOVED)  # type: ignore[arg-type]
            continue
        place = _place(work, j, targets)
        refused = _refused(block) or (None if place else made_place(""))
        if refused or place is None:
            if words or block.rows:
                cells = words or " | ".join(
                    said(joined(cell.blocks, work.names)[0]) for row in block.rows for cell in row
                )
                work.found.refuse(_after(work, j, targets), person, cells, *(refused or made_place("")))  # type: ignore[arg-type]
            continue
        source, at, before, neighbour, divs = place
        if j in gone:
            text = _cut(work, gone[j])
            what = "paragraph moved"
        else:
            text = _written(work, block, tokens_new, source, neighbour, words, person)
            what = {"heading": "heading inserted", "list-item": "list item inserted"}.get(
                block.kind, "paragraph inserted"
            )
        del divs
        gap = "\n" if _is_tight(work, block, neighbour) else "\n\n"
        new = text + gap if before else gap + text
        work.found.edit(source, at, at, new, person, words, what, carries=True)
        del held
        held = {}


def _is_movable(work: "Comparison", i: int) -> bool:
    source = work.sent.places.get(i)
    return source is not None and source.kind in MOVABLE


def _cut(work: "Comparison", i: int) -> str:
    """The lines of a block that moves, with its edits; they are taken out where they stood."""
    source = work.sent.places[i]
    text = work.found.slice(source.source, source.start, source.end)
    start, end = _lines(work, source, [source])
    work.found.edit(source.source, start, end, "", Who(), "", "paragraph moved", carries=True)
    return text


def _refused(block: Block) -> tuple[str, str] | None:
    if block.rows:
        return no_new("table")
    if any(word.atom == "picture" for word in block.words):
        return no_new("picture")
    return no_new("picture") if block.kind == "caption" else None


Place = tuple[Source, int, bool, SourceBlock, tuple[Div, ...]]


def _place(work: "Comparison", j: int, targets: dict[int, int]) -> Place | None:
    """Where a new block stands: a source, an offset, whether before it, beside which block."""
    places, order = work.sent.places, work.sent.order
    block = work.edited.blocks[j]
    left = next((places[targets[n]] for n in range(j - 1, -1, -1)
                 if n in targets and _is_text(places.get(targets[n]))), None)  # fmt: skip
    right_at = next((n for n in range(j + 1, len(work.edited.blocks))
                     if n in targets and _is_text(places.get(targets[n]))), None)  # fmt: skip
    right = places[targets[right_at]] if right_at is not None else None
    if right is not None and right_at is not None and (left is None or _belongs(work, block, right_at, right, left)):
        divs = right.divs if left is not None else ()
        start = right.start if left is not None or not right.divs else right.divs[0].start
        return right.source, start, True, right, divs
    if left is None:
        return None
    k = order.index(left)
    while k + 1 < len(order) and order[k + 1].kind == "caption" and left.kind in ("table", "caption"):
        if order[k + 1].source is not left.source or order[k].kind == "caption":
            break
        k += 1
    left = order[k]
    inside = _shared(work, block, left, right, j, targets)
    end = left.end
    for div in reversed(left.divs):
        if not any(div is d for d in inside):
            end = max(end, div.end)
    return left.source, end, False, left, inside


def _is_text(source: SourceBlock | None) -> bool:
    return source is not None and source.kind in CHAPTER


def _belongs(work: "Comparison", block: Block, n: int, right: SourceBlock, left: SourceBlock) -> bool:
    """Whether a new block stands at the head of the Div of the one behind it."""
    follows = work.edited.blocks[n]
    own = [d for d in right.divs if not any(d is e for e in left.divs)]
    return bool(own) and follows.style == block.style and block.kind == follows.kind


def _shared(work: "Comparison", block: Block, left: SourceBlock, right: SourceBlock | None,
            j: int, targets: dict[int, int]) -> tuple[Div, ...]:  # fmt: skip
    """The Divs that a new block behind `left` stands in: its style decides."""
    before = next((n for n in range(j - 1, -1, -1) if n in targets), None)
    if before is not None and work.edited.blocks[before].style == block.style and left.divs:
        return left.divs
    others = right.divs if right else ()
    return tuple(d for d in left.divs if any(d is e for e in others))


def _after(work: "Comparison", j: int, targets: dict[int, int]) -> object:
    n = next((n for n in range(j - 1, -1, -1) if n in targets), None)
    return _near(work, targets[n]) if n is not None else None


def _is_tight(work: "Comparison", block: Block, neighbour: SourceBlock) -> bool:
    """Whether items of a list stand on lines that adjoin."""
    if block.kind != "list-item" or neighbour.kind != "item":
        return False
    order = work.sent.order
    k = order.index(neighbour)
    beside = [b for b in order[max(k - 1, 0) : k + 2] if b.kind == "item" and b is not neighbour]
    if not beside:
        return True
    first, second = sorted([neighbour, beside[0]], key=lambda b: b.start)
    return "\n\n" not in first.source.text[first.end : second.start]


def _written(work: "Comparison", block: Block, tokens_new: list, source: Source,  # type: ignore[type-arg]
             neighbour: SourceBlock, words: str, person: Who) -> str:  # fmt: skip
    """A new block as Markdown."""
    marker, host = "", "paragraph"
    if block.kind == "heading":
        marker, host = "#" * max(1, block.level) + " ", "heading"
    elif block.kind == "list-item":
        marker = neighbour.marker if neighbour.kind == "item" else _marker(block)
        number = re.match(r"(\s*\(?)(\d+)(.*)", marker)
        if number and neighbour.kind == "item":
            marker = f"{number[1]}{int(number[2]) + 1}{number[3]}"
    elif re.search("quot|block text", block.style, re.I):
        marker = "> "
    writer = work.found.writer(source, host)
    text, refused = written(tokens_new, writer, work.found, " " * len(marker))
    for reason in refused:
        work.found.refuse(source.span(*neighbour.place), person, words, *reason)
    wrapped = _div_of(work, block, neighbour)
    text = marker + text
    return f"{wrapped}\n{text}\n:::" if wrapped else text


def _marker(block: Block) -> str:
    return "- " if block.numbering in ("bullet", "") else "1. "


def _div_of(work: "Comparison", block: Block, neighbour: SourceBlock) -> str:
    """The line that opens a Div for a style that the document has in Divs alone."""
    if block.kind != "paragraph":
        return ""
    styled = [
        work.sent.places[i]
        for i, one in enumerate(work.sent.document.blocks)
        if one.style == block.style and i in work.sent.places
    ]
    if not styled or not all(source.divs for source in styled):
        return ""
    name = styled[0].divs[-1].name
    if any(source.divs[-1].name != name for source in styled):
        return ""
    if any(d.name == name for d in neighbour.divs):
        before = next((one for i, one in enumerate(work.sent.document.blocks)
                       if work.sent.places.get(i) is neighbour), None)  # fmt: skip
        if before is not None and before.style == block.style:
            return ""
    return "::: {." + name + "}"
