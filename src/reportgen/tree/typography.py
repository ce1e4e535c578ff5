"""Typographic conventions that all outputs share."""

import re

NUMBER = re.compile(
    r"[<>≈~±+−–—-]?\s*(?:USD|US\$|\$|€|£|₩)?\s*[\d.,\u00a0\u2009 ]*\s*"
    r"(?:%|percent|pp|[KMB]n?)?\*{0,3}|n/?a|—|–",
    re.I,
)
"""A cell that is a figure, with the signs, currencies and units that stand beside one."""
LONGEST = 60
"""How long a figure may be, in characters."""


def is_number(words: str) -> bool:
    """Whether a cell is a figure."""
    return len(words) <= LONGEST and NUMBER.fullmatch(words) is not None
