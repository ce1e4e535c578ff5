"""The data types of a CFF table: integers, DICTs and INDEXes (Adobe TN 5176)."""

from collections.abc import Iterable
from itertools import accumulate

Entries = dict[int, bytes]
"""A DICT: operators (1200 and more are those of two bytes), and their operands as encoded."""

EMPTY = b"\0\0"
"""An INDEX without items."""


def number(data: bytes, at: int) -> tuple[int, int]:
    """The integer at an offset, and where it ends."""
    first = data[at]
    if 32 <= first <= 246:
        return first - 139, at + 1
    if 247 <= first <= 250:
        return (first - 247) * 256 + data[at + 1] + 108, at + 2
    if 251 <= first <= 254:
        return (251 - first) * 256 - data[at + 1] - 108, at + 2
    end = at + {28: 3, 29: 5}[first]
    return int.from_bytes(data[at + 1 : end], "big", signed=True), end


def numbers(operands: bytes) -> list[int]:
    """The integers among an operator's operands."""
    found, at = [], 0
    while at < len(operands):
        value, at = number(operands, at)
        found.append(value)
    return found


def short(value: int) -> bytes:
    """An integer of up to 16 bits, encoded as short as may be."""
    if -107 <= value <= 107:
        return bytes([value + 139])
    if 108 <= value <= 1131:
        return (value - 108 + 247 * 256).to_bytes(2, "big")
    return b"\x1c" + value.to_bytes(2, "big", signed=True)


def long(value: int) -> bytes:
    """An integer in five bytes, whatever it is."""
    return b"\x1d" + value.to_bytes(4, "big", signed=True)


def entries(data: bytes) -> Entries:
    """The entries of a DICT, in order."""
    found: Entries = {}
    start = at = 0
    while at < len(data):
        first = data[at]
        if first <= 21:
            operator, end = (1200 + data[at + 1], at + 2) if first == 12 else (first, at + 1)
            found[operator] = data[start:at]
            start = at = end
        elif first == 30:
            while data[at] & 15 != 15:
                at += 1
            at += 1
        else:
            _, at = number(data, at)
    return found


def dictionary(found: Entries) -> bytes:
    """A DICT, encoded."""
    return b"".join(
        operands + (bytes([12, operator - 1200]) if operator >= 1200 else bytes([operator]))
        for operator, operands in found.items()
    )


def items(data: bytes, at: int, chosen: Iterable[int] | None = None) -> tuple[list[bytes], int]:
    """The items of an INDEX, all or the chosen ones, and where it ends."""
    count, size = int.from_bytes(data[at : at + 2], "big"), data[at + 2]
    if not count:
        return [], at + 2
    base = at + 2 + (count + 1) * size

    def place(item: int) -> int:
        offset = at + 3 + item * size
        return base + int.from_bytes(data[offset : offset + size], "big")

    wanted = range(count) if chosen is None else chosen
    return [data[place(item) : place(item + 1)] for item in wanted], place(count)


def index(found: list[bytes]) -> bytes:
    """An INDEX of items, encoded."""
    if not found:
        return EMPTY
    offsets = [*accumulate(map(len, found), initial=1)]
    size = (offsets[-1].bit_length() + 7) // 8
    table = b"".join(offset.to_bytes(size, "big") for offset in offsets)
    return len(found).to_bytes(2, "big") + bytes([size]) + table + b"".join(found)
