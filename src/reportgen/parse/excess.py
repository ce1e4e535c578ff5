"""Where a text passes a bound: the place of the first thing that is one too many.

Pandoc's tree has no places before it is joined with the text, which what is too large never is;
so these are the places at which the text looks as if it held so many.
"""

import re
from collections.abc import Iterator
from itertools import islice

from reportgen.diagnostics.source import Source, Span, heaviest
from reportgen.tree import scan

LOOKS = {
    "blocks": re.compile(r"^.*\S", re.M),
    "words": re.compile(r"\S+"),
    "headings": re.compile(r"^ {0,3}#{1,6}(?!#).*|^.+\n {0,3}(?:=+|-+)[ \t]*$", re.M),
    "formulas": re.compile(r"\${1,2}[^$]+\${1,2}"),
    "links": re.compile(r"\]\(|https?://|\\(?:ref|url|href)\b"),
    "cells": re.compile(r"\||&"),
}
"""What a thing of each kind looks like."""
MARKS = {
    "columns": re.compile(r"[|&+]"),
    "depth": re.compile(r"[\[\](){}*_>~^]|[ \t]{2}|^[ \t]*(?:[-+*]|\d+[.)])", re.M),
}
"""What the line has most of that is too wide or too deep."""


def place(name: str, count: int, source: Source) -> Span:
    """Where a text has more than `count` of a thing, or the line that has the most of it."""
    if name in MARKS:
        lines = source.text.split("\n")
        worst = max(range(len(lines)), key=lambda i: len(MARKS[name].findall(lines[i])))
        start = source.starts[worst]
        return source.span(start, start + min(len(lines[worst]), 80))
    found = next(islice(_places(name, source), count, None), None)
    return source.span(*found) if found else heaviest((source,)) or source.span(0)


def _places(name: str, source: Source) -> Iterator[tuple[int, int]]:
    if name == "cites":
        return ((start, end) for _, start, end in scan.cites(scan.mask(source.text)))
    if name == "notes":
        return scan.notes(scan.mask(source.text))
    return (found.span() for found in LOOKS[name].finditer(source.text))
