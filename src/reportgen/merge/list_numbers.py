"""The numbers of a list's items, which go on where items came and went."""

import re
from typing import TYPE_CHECKING

from reportgen.merge.collected import Who
from reportgen.merge.source_block import SourceBlock
from reportgen.ooxml import Block

if TYPE_CHECKING:
    from reportgen.merge.comparison import Comparison

NUMBER = re.compile(r"(\s*\(?)(\d{1,9})(?=[.)])")


def items(order: list[SourceBlock], block: SourceBlock) -> list[SourceBlock]:
    """The items of the list that an item is of, where these are numbered one after another."""
    order = [one for one in order if not _is_within(one)]
    if block not in order:
        return [block]
    first = last = order.index(block)
    while first and _follows(order[first - 1], order[first]):
        first -= 1
    while last + 1 < len(order) and _follows(order[last], order[last + 1]):
        last += 1
    return order[first : last + 1]


def _is_within(block: SourceBlock) -> bool:
    """Whether a paragraph stands within an item."""
    prefix = block.text.prefix
    return block.kind == "paragraph" and bool(prefix) and not prefix.strip()


def _follows(one: SourceBlock, other: SourceBlock) -> bool:
    a, b = number(one), number(other)
    return a is not None and b == a + 1 and one.source is other.source and one.level == other.level


def number(block: SourceBlock) -> int | None:
    """The number of an item; None where it has none."""
    found = NUMBER.match(block.marker) if block.kind == "item" else None
    return int(found[2]) if found else None


def shift(work: "Comparison", block: SourceBlock) -> int:
    """By how much an item's number grows: by the items that came before it, less those gone."""
    listed = items(work.sent.order, block)
    before = listed[: listed.index(block)]
    came = sum(any(one is item for item in before) for one in work.came)
    return came - sum(any(one is item for item in before) for one in work.gone)


def renumber(work: "Comparison") -> None:
    """Number the items anew behind those that came and went."""
    changed = [block for block in (*work.came, *work.gone) if number(block) is not None]
    done: list[SourceBlock] = []
    for block in changed:
        for item in items(work.sent.order, block):
            held, more = number(item), shift(work, item)
            if any(item is one for one in (*done, *work.gone)) or held is None or not more:
                continue
            done.append(item)
            found = NUMBER.match(item.source.text, item.start)
            if found:
                work.found.edit(item.source, found.start(2), found.end(2), str(held + more), Who(),
                                item.text.text.strip(), "list number")  # fmt: skip


def same_level(work: "Comparison", block: Block, neighbour: SourceBlock) -> SourceBlock:
    """The item of a new one's level that is nearest before it in its list, or its neighbour."""
    levels = {id(source): work.sent.document.blocks[i].level
              for i, source in work.sent.places.items()}  # fmt: skip
    order = work.sent.order
    at = next(k for k, one in enumerate(order) if one is neighbour)
    for one in order[at::-1]:
        if one.kind != "item":
            break
        if one.marker and levels.get(id(one)) == block.level:
            return one
    return neighbour
