"""Two states of a text as one: paragraphs and tables, inserted, deleted and changed."""

from collections.abc import Iterable
from copy import deepcopy

from reportgen.alignment import overlap
from reportgen.compare.sequences import Group, aligned, grouped
from reportgen.word.elements import Element, w
from reportgen.word.tracked.items import Block, P, likeness, text, together
from reportgen.word.tracked.marks import DELETED, INSERTED, paragraph_properties
from reportgen.word.tracked.paragraphs import States, merged
from reportgen.word.tracked.tokens import serial

TABLE, ROW, CELL = (w.name(name) for name in ("tbl", "tr", "tc"))
SECTION = w.name("sectPr")
GRID = ("gridSpan", "vMerge")


def merged_blocks(
    old: Iterable[Element], new: Iterable[Element], states: States, *, closed: bool = False
) -> list[Element]:
    """Paragraphs and tables of both, what was changed tracked.

    The last paragraph of what is `closed`, a cell or a note, has a mark that cannot go: the last
    ones of both are one.
    """
    here = [Block(one, states.old_notes) for one in old if one.tag in (P, TABLE)]
    kept = [one for one in new if one.tag in (P, TABLE)]
    there = [Block(one, states.new_notes) for one in kept]
    ends: list[tuple[int | None, int | None]] = []
    if closed and here and there and here[-1].element.tag == there[-1].element.tag == P:
        ends = [(len(here) - 1, len(there) - 1)]
    inner = here[: len(here) - len(ends)]
    pairs = aligned(inner, there[: len(there) - len(ends)], likeness)
    pairs += ends
    _note_lists([(here[i], there[j]) for i, j in pairs if i is not None and j is not None], states)
    loose = _loose(list(new))
    out: list[Element] = []

    def alike(group: Group) -> float:
        return together([here[i] for i in group[0]], [there[j] for j in group[1]])

    for gone, come in grouped(pairs, alike):
        for j in come:
            out += loose.pop(id(there[j].element), [])
        olds, news = [here[i].element for i in gone], [there[j].element for j in come]
        if len(olds) + len(news) > 2:
            out += merged(olds, news, states)
        else:
            out += _one(next(iter(olds), None), next(iter(news), None), states)
    return [*out, *(one for rest in loose.values() for one in rest)]


def _loose(new: list[Element]) -> dict[int, list[Element]]:
    """What stands between paragraphs and tables, by the block that it stands before (0: at the
    end)."""
    out: dict[int, list[Element]] = {}
    waiting: list[Element] = []
    for element in new:
        if element.tag in (P, TABLE):
            if waiting:
                out[id(element)] = waiting
            waiting = []
        elif element.tag != w.name("tcPr"):
            waiting.append(deepcopy(element))
    return out | ({0: waiting} if waiting else {})


def _one(old: Element | None, new: Element | None, states: States) -> list[Element]:
    """A block in its two states."""
    if old is None and new is not None:
        return [_whole(new, states, INSERTED)]
    if old is not None and new is None:
        return [_whole(old, states, DELETED)]
    if old is None or new is None:
        return []
    if serial(old, states.old_notes) == serial(new, states.new_notes):
        return [deepcopy(new)]
    if new.tag == P:
        return merged([old], [new], states)
    if _columns(old) == _columns(new) and _joins(old) == _joins(new):
        return [_table(old, new, states)]
    return [_whole(old, states, DELETED), _whole(new, states, INSERTED)]


def _whole(block: Element, states: States, kind: str) -> Element:
    """A paragraph or table that is in one of the documents alone."""
    if block.tag == P:
        section = block.find(f"{w.name('pPr')}/{SECTION}")
        if kind == DELETED:
            return _without_section(states.mark_old(block))
        # Where a section ends there is a paragraph in any case.
        return states.mark_new(block, ended=section is None)
    made = deepcopy(block)
    if kind == DELETED:
        states.without_bookmarks(made)
    for row in made.iterchildren(ROW):
        states.marks.row(kind, row)
    return made


def _without_section(paragraph: Element) -> Element:
    for section in list(paragraph_properties(paragraph).iterchildren(SECTION)):
        paragraph_properties(paragraph).remove(section)
    return paragraph


def _columns(table: Element) -> int:
    return len(table.findall(f"{w.name('tblGrid')}/{w.name('gridCol')}"))


def _joins(table: Element) -> list[list[tuple[str, ...]]]:
    """Which cells of a table are joined downwards, where any are."""
    if next(table.iter(w.name("vMerge")), None) is None:
        return []
    return [_shape(row) for row in table.iterchildren(ROW)]


def _shape(row: Element) -> list[tuple[str, ...]]:
    """How many columns and rows each cell of a row takes."""
    out = []
    for cell in row.iterchildren(CELL):
        found = [cell.find(f"{w.name('tcPr')}/{w.name(name)}") for name in GRID]
        out.append(tuple("" if f is None else str(f.get(w.name("val"))) for f in found))
    return out


def _table(old: Element, new: Element, states: States) -> Element:
    """A table whose rows and cells are compared."""
    made = w("tbl", *(deepcopy(part) for part in new if part.tag != ROW))
    here = [Block(row, states.old_notes) for row in old.iterchildren(ROW)]
    there = [Block(row, states.new_notes) for row in new.iterchildren(ROW)]

    def like(one: Block, other: Block) -> float:
        if _shape(one.element) != _shape(other.element):
            return 0.0
        return max(overlap(one.words, other.words), _cells_in_common(one, other))

    rigid = bool(_joins(new)) or len(here) == len(there) == 1
    pairs = [(i, i) for i in range(len(here))] if rigid else aligned(here, there, like)
    for i, j in pairs:
        if i is None and j is not None:
            made.append(states.marks.row(INSERTED, deepcopy(there[j].element)))
        elif j is None and i is not None:
            row = states.without_bookmarks(deepcopy(here[i].element))
            made.append(states.marks.row(DELETED, row))
        elif i is not None and j is not None:
            made.append(_row(here[i].element, there[j].element, states))
    return made


def _cells_in_common(old: Block, new: Block) -> float:
    """How many cells of two rows hold the same, of those that are not empty."""
    both = list(zip(old.element.iterchildren(CELL), new.element.iterchildren(CELL), strict=True))
    texts = [(text(a), text(b)) for a, b in both]
    full = [pair for pair in texts if any(pair)]
    return sum(a == b for a, b in full) / len(full) if full else 0.0


def _row(old: Element, new: Element, states: States) -> Element:
    made = w("tr", *(deepcopy(part) for part in new if part.tag != CELL))
    cells = zip(old.iterchildren(CELL), new.iterchildren(CELL), strict=True)
    for before, after in cells:
        cell = w("tc", deepcopy(after.find(w.name("tcPr"))))
        cell.extend(merged_blocks(before, after, states, closed=True))
        made.append(cell)
    return made


def _note_lists(pairs: list[tuple[Block, Block]], states: States) -> None:
    """Learn which lists of both documents are one, from items that are in both."""
    for old, new in pairs:
        numbers = [
            found.get(w.name("val"), "")
            for block in (old, new)
            if (found := block.element.find(f"{w.name('pPr')}/{w.name('numPr')}/{w.name('numId')}"))
            is not None
        ]
        if len(numbers) == 2:
            states.lists.setdefault(*numbers)
