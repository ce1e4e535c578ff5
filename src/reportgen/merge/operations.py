"""What differs between the words of two passages."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from reportgen.alignment import changes
from reportgen.merge.tokens import PARAGRAPH, Token

BLANK = Token(" ", " ").key


@dataclass(frozen=True)
class Operation:
    """Tokens `i1` to `i2` of the sent passage became `j1` to `j2` of the edited one."""

    i1: int
    i2: int
    j1: int
    j2: int


def operations(old: Sequence[Token], new: Sequence[Token]) -> list[Operation]:
    """What differs, with what is parted by a space alone taken as one change."""
    ours, theirs = [t.key for t in old], [t.key for t in new]
    found = [Operation(*stretch) for stretch in changes(ours, theirs, _is_blank)]
    return [op for op in found if not _idle(op, old, new)]


def _is_blank(key: Hashable) -> bool:
    return key == BLANK


def _idle(op: Operation, old: Sequence[Token], new: Sequence[Token]) -> bool:
    """Whether nothing but space beside space or at an edge came or went."""
    changed = [*old[op.i1 : op.i2], *new[op.j1 : op.j2]]
    if not all(token.blank for token in changed):
        return False
    if op.i1 < op.i2 and op.j1 < op.j2:
        return True
    tokens, a, b = (old, op.i1, op.i2) if op.i1 < op.i2 else (new, op.j1, op.j2)
    edge = a == 0 or b == len(tokens)
    return edge or tokens[a - 1].blank or tokens[b].blank or PARAGRAPH in (
        tokens[a - 1].atom, tokens[b].atom
    )  # fmt: skip
