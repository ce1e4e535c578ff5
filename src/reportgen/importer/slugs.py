"""Names of files and labels made of words."""

import re

from reportgen.registries.keys import word

_SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "by",
        "for",
        "from",
        "in",
        "into",
        "of",
        "on",
        "or",
        "over",
        "the",
        "to",
        "with",
        "der",
        "die",
        "das",
        "und",
        "la",
        "le",
        "de",
    ]
)


def slug(words: str, most: int = 5) -> str:
    """The first words that tell something, in small letters with hyphens: `talent-flows`."""
    found = [word(one).lower() for one in re.findall(r"[^\W_]+(?:['’][^\W_]+)?", words)]
    telling = [one for one in found if one and one not in _SMALL] or found
    return "-".join(telling[:most])[:60].strip("-")
