"""Page numbers and ranges of them."""

import re

_RANGE = re.compile(r"(?<![\w.-])(\d{1,6})(?:\s*(?:--?-?|–|—)\s*(\d{1,6}))?(?![\w.-])")

Range = tuple[int, int]


def ranges(text: str) -> tuple[Range, ...]:
    """The ranges that a text names: `156--79` is 156 to 179, as printers abbreviate."""
    return tuple(_whole(found[1], found[2]) for found in _RANGE.finditer(text))


def _whole(first: str, last: str | None) -> Range:
    if not last:
        return int(first), int(first)
    if len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return int(first), int(last)
