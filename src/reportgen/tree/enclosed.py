"""Stretches of a text that one mark begins and another one ends, found in linear time.

What nothing ends is not given, and does not hide what follows it.
"""

import re
from collections.abc import Iterator

FENCE = re.compile(r"^[ ]{0,3}(?P<marks>`{3,}|~{3,})(?P<info>[^\n]*)$", re.M)
"""A line that may begin or end a block of code."""
LATEX = re.compile(r"\\begin\{([A-Za-z]+\*?)\}|\\\(|\\\[")
COMMENT = re.compile(r"<!--")

Stretch = tuple[int, int]
"""The offsets at which a stretch begins and ends."""


def fences(text: str) -> Iterator[Stretch]:
    """Blocks of code: from a fence to the next one of as many marks, or more, and no words."""
    lines = list(FENCE.finditer(text))
    hopeless: dict[str, int] = {}  # so many marks, or more, no later line ends
    i = 0
    while i < len(lines):
        marks, info = lines[i]["marks"], lines[i]["info"]
        kind, end = marks[0], None
        begins = "`" not in info if kind == "`" else True
        if begins and len(marks) < hopeless.get(kind, len(marks) + 1):
            end = next((j for j in range(i + 1, len(lines)) if _ends(lines[j], marks)), None)
            if end is None:
                hopeless[kind] = len(marks)
        if end is not None:
            yield lines[i].start(), lines[end].end()
            i = end
        i += 1


def _ends(line: re.Match[str], marks: str) -> bool:
    return line["marks"].startswith(marks) and not line["info"].strip()


def comments(text: str) -> Iterator[Stretch]:
    """Comments of HTML."""
    return _pairs(text, COMMENT)


def latex(text: str) -> Iterator[Stretch]:
    r"""Environments of LaTeX, and formulas between `\(` and `\)` or `\[` and `\]`."""
    return _pairs(text, LATEX)


def _pairs(text: str, opening: re.Pattern[str]) -> Iterator[Stretch]:
    hopeless: set[str] = set()
    after = 0
    for found in opening.finditer(text):
        if found.start() < after:
            continue
        closing = _closing(found)
        end = -1 if closing in hopeless else text.find(closing, found.end())
        if end < 0:
            hopeless.add(closing)
            continue
        after = end + len(closing)
        yield found.start(), after


def _closing(found: re.Match[str]) -> str:
    """What ends what a mark begins."""
    match found[0]:
        case "<!--":
            return "-->"
        case "\\(":
            return "\\)"
        case "\\[":
            return "\\]"
    return f"\\end{{{found[1]}}}"
