"""Blocks that came or moved -> lines written into the sources."""

import re

from reportgen.diagnostics.source import Source, Span
from reportgen.merge.blocks_gone import cut, is_movable, own_div
from reportgen.merge.collected import Who, who
from reportgen.merge.comparison import Comparison, near
from reportgen.merge.edits import CITED
from reportgen.merge.list_numbers import NUMBER, items, number, same_level, shift
from reportgen.merge.new_text import written
from reportgen.merge.refusals import MOVED, made_place, no_new
from reportgen.merge.source_block import Div, SourceBlock
from reportgen.merge.tokens import Token, joined, said
from reportgen.ooxml import Block

CHAPTER = frozenset({"paragraph", "heading", "item", "caption", "table", "opaque"})


def insert(work: Comparison, moved: set[int]) -> None:
    """Write the new blocks, and those that moved, behind what stands before them."""
    targets = {b.start: a.start for a, b in work.pairs if a and b and b.start not in moved}
    gone = {b.start: a.start for a, b in work.pairs if a and b and b.start in moved}
    came = sorted({j for a, b in work.pairs if b and not a for j in b} | set(gone))
    for j in came:
        block = work.edited.blocks[j]
        tokens_new, taken = joined([block], work.names)
        person, words = who(tokens_new, taken, block.change), said(tokens_new)
        if block.kind == "contents" or not (tokens_new or block.rows):
            continue
        if j in gone and not is_movable(work, gone[j]):
            work.found.refuse(near(work, work.sent.document.blocks[gone[j]]), person, words, *MOVED)
            continue
        whole = j in gone and own_div(work, gone[j]) is not None
        place = _place(work, j, targets, whole) if _is_in_text(work, j, targets, came) else None
        refused = _refused(block) or (None if place else made_place(block.style))
        if refused or place is None:
            if words or block.rows:
                cells = words or " | ".join(
                    said(joined(cell.blocks, work.names)[0]) for row in block.rows for cell in row
                )
                work.found.refuse(
                    _after(work, j, targets), person, cells, *(refused or made_place(block.style))
                )
            continue
        source, at, before, neighbour = place
        if j in gone:
            text, typed = cut(work, gone[j]), None
            marker = work.sent.places[gone[j]].marker
            if before and neighbour.kind == "item" and marker and text.startswith(marker):
                text = neighbour.marker + text[len(marker) :]
            wrapped = "" if whole else _div_of(work, block, neighbour)
            text = f"{wrapped}\n{text}\n:::" if wrapped else text
            what = "paragraph moved"
        else:
            beside = (source, neighbour, before)
            text, typed = _written(work, block, tokens_new, beside, words, person)
            what = {"heading": "heading inserted", "list-item": "list item inserted"}.get(
                block.kind, "paragraph inserted"
            )
        gap = "\n" if _is_tight(work, block, neighbour) else "\n\n"
        new = text + gap if before else gap + text
        other = typed if typed is None else typed + gap if before else gap + typed
        what = what if other is None else CITED
        work.found.edit(source, at, at, new, person, words, what, True, other)


def _is_in_text(work: Comparison, j: int, targets: dict[int, int], came: list[int]) -> bool:
    """Whether a new block stands beside the text, and not within what is set round it."""
    for step in (-1, 1):
        n = j + step
        while n in came and n not in targets:
            n += step
        i = targets.get(n)
        if i is not None:
            block = work.sent.document.blocks[i]
            if _is_text(work.sent.places.get(i)) or any(w.atom == "picture" for w in block.words):
                return True
    return False


def _refused(block: Block) -> tuple[str, str] | None:
    if block.rows:
        return no_new("table")
    if any(word.atom == "picture" for word in block.words):
        return no_new("picture")
    return no_new("picture") if block.kind == "caption" else None


Place = tuple[Source, int, bool, SourceBlock]


def _place(work: Comparison, j: int, targets: dict[int, int], whole: bool) -> Place | None:
    """Where a new block stands: a source, an offset, whether before it, beside which block.

    `whole` says that it brings its own Div.
    """
    places, order = work.sent.places, work.sent.order
    block = work.edited.blocks[j]
    left = next((places[targets[n]] for n in range(j - 1, -1, -1)
                 if n in targets and _is_text(places.get(targets[n]))), None)  # fmt: skip
    right_at = next((n for n in range(j + 1, len(work.edited.blocks))
                     if n in targets and _is_text(places.get(targets[n]))), None)  # fmt: skip
    right = places[targets[right_at]] if right_at is not None else None
    if (
        right is not None
        and right_at is not None
        and (left is None or (not whole and _belongs(work, block, right_at, right, left)))
    ):
        start = right.start if left is not None or not right.divs else right.divs[0].start
        return right.source, start, True, right
    if right is not None and _begins_list(block, left, right):
        return right.source, right.start, True, right
    if left is None:
        return None
    k = order.index(left)
    while (
        k + 1 < len(order) and order[k + 1].kind == "caption" and left.kind in ("table", "caption")
    ):
        if order[k + 1].source is not left.source or order[k].kind == "caption":
            break
        k += 1
    left = order[k]
    inside = _shared(work, block, left, right, whole)
    end = left.end
    for div in reversed(left.divs):
        if not any(div is d for d in inside):
            end = max(end, div.end)
    return left.source, end, False, left


def _is_text(source: SourceBlock | None) -> bool:
    return source is not None and source.kind in CHAPTER


def _belongs(work: Comparison, block: Block, n: int, right: SourceBlock, left: SourceBlock) -> bool:
    """Whether a new block stands at the head of the Div of the one behind it."""
    follows = work.edited.blocks[n]
    own = [d for d in right.divs if not any(d is e for e in left.divs)]
    alike = follows.style == block.style and block.kind == follows.kind
    return bool(own) and alike and _style(work, left) != block.style


def _begins_list(block: Block, left: SourceBlock | None, right: SourceBlock) -> bool:
    """Whether a new item stands at the head of the list behind it."""
    behind = left is not None and left.kind == "item"
    return block.kind == "list-item" and right.kind == "item" and not behind


def _shared(
    work: Comparison, block: Block, left: SourceBlock, right: SourceBlock | None, whole: bool
) -> tuple[Div, ...]:
    """The Divs that a new block behind `left` stands in: its style decides."""
    follows = right is not None and _style(work, right) == block.style
    if not whole and left.divs and _style(work, left) == block.style and not follows:
        return left.divs
    others = right.divs if right else ()
    return tuple(d for d in left.divs if any(d is e for e in others))


def _style(work: Comparison, source: SourceBlock) -> str:
    """The style that a block of the sources is set in."""
    found = next((i for i, one in work.sent.places.items() if one is source), None)
    return "" if found is None else work.sent.document.blocks[found].style


def _after(work: Comparison, j: int, targets: dict[int, int]) -> Span | None:
    n = next((n for n in range(j - 1, -1, -1) if n in targets), None)
    return near(work, work.sent.document.blocks[targets[n]]) if n is not None else None


def _is_tight(work: Comparison, block: Block, neighbour: SourceBlock) -> bool:
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


def _written(work: Comparison, block: Block, tokens_new: list[Token],
             place: tuple[Source, SourceBlock, bool], words: str, person: Who
             ) -> tuple[str, str | None]:  # fmt: skip
    """A new block as Markdown, and what it is without the citations that are made in it.

    `place` is its source, its neighbour, and whether it stands before that one.
    """
    source, neighbour, ahead = place
    marker, host = "", "paragraph"
    if block.kind == "heading":
        marker, host = "#" * max(1, block.level) + " ", "heading"
    elif block.kind == "list-item":
        beside = neighbour.kind == "item"
        like = same_level(work, block, neighbour) if beside else neighbour
        marker = like.marker if beside else _marker(block)
        held = number(like)
        if held is not None and not ahead:
            more = shift(work, like) + sum(one is like for one in work.came)
            counted = str(held + 1 + more) if len(items(work.sent.order, like)) > 1 else ""
            marker = NUMBER.sub(lambda m: m[1] + (counted or m[2]), marker, count=1)
        if beside and not ahead:
            work.came.append(like)
    elif re.search("quot|block text", block.style, re.I):
        marker = "> "
    writer = work.found.writer(source, host)
    made = written(tokens_new, writer, work.found, " " * len(marker))
    for reason in made.refused:
        work.found.refuse(source.span(*neighbour.place), person, words, *reason)
    wrapped = _div_of(work, block, neighbour)
    before, behind = (f"{wrapped}\n{marker}", "\n:::") if wrapped else (marker, "")
    typed = None if made.typed is None else before + made.typed + behind
    return before + made.text + behind, typed


def _marker(block: Block) -> str:
    return "- " if block.numbering in ("bullet", "") else "1. "


def _div_of(work: Comparison, block: Block, neighbour: SourceBlock) -> str:
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
