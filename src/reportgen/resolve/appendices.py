"""Appendices: which parts of the text belong to one, and the numbers of their headings.

An appendix lasts from its heading to the next one of the same level or a higher one. Its headings,
figures, tables, formulas and boxes get its letter as `appendix`, its headings their number too.
"""

from string import ascii_uppercase
from typing import Any

from reportgen.tree.named_blocks import APPENDIX
from reportgen.tree.nodes import Node, attr, edit, walk

COUNTED = ("Header", "Figure", "Table", "Math", "Div")


def mark_appendices(blocks: list[Node]) -> list[Node]:
    """The blocks with the letter of the appendix in each node that is counted in one."""
    if not any(n["t"] == "Header" and APPENDIX in attr(n)[1] for n in walk(blocks)):
        return blocks
    letter, depth, count = "", 0, 0
    levels: list[int] = []
    out: list[Node] = []
    for block in _opened(blocks):
        if block["t"] == "Header":
            level, (_, classes, _), _ = block["c"]
            if APPENDIX in classes:
                letter, depth, levels = _letter(count), level, []
                count += 1
            elif letter and level <= depth:
                letter = ""
            elif letter and "unnumbered" not in classes:
                at = level - depth
                levels = [*levels[:at], *[0] * (at - len(levels))]
                levels[at - 1] += 1
                dotted = ".".join([letter, *(str(n) for n in levels if n)])
                block = {**block, "part": dotted}
        out.append(_lettered(block, letter) if letter else block)
    return out


def _opened(blocks: list[Node]) -> list[Node]:
    """The blocks, with those of a Div that holds an appendix's heading in its place."""
    out: list[Node] = []
    for block in blocks:
        inner = block["c"][1] if block["t"] == "Div" else []
        held = any(n["t"] == "Header" and APPENDIX in attr(n)[1] for n in walk(inner))
        out += _opened(inner) if held else [block]
    return out


def _letter(count: int) -> str:
    """A, B, ..., Z, AA, AB, ..."""
    before, here = divmod(count, len(ascii_uppercase))
    return (_letter(before - 1) if before else "") + ascii_uppercase[here]


def _lettered(block: Node, letter: str) -> Node:
    made: Any = edit([block], lambda node: {**node, "appendix": letter}, COUNTED)
    return made[0]  # type: ignore[no-any-return]
