"""How much a manuscript holds: what would take an engine too long, or too deep, is a fault."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from reportgen.ast import LEAVES, Node, walk
from reportgen.diag import Bag
from reportgen.limits import Limits
from reportgen.parse import scan
from reportgen.parse.place import FAR, place
from reportgen.source import Source, Span

NAMES = """
Para Plain Header CodeBlock BlockQuote BulletList OrderedList DefinitionList Div Figure LineBlock
HorizontalRule RawBlock
"""
BLOCKS = frozenset(NAMES.split())
_HEADING = re.compile(r"^#", re.MULTILINE)
SAID = {
    "depth": "nests {} deep",
    "blocks": "has {:,} paragraphs",
    "words": "has {:,} words",
    "headings": "has {:,} headings",
    "cells": "has tables of {:,} cells",
    "columns": "has a table of {:,} columns",
    "cites": "has {:,} citations",
    "notes": "has {:,} notes",
    "formulas": "has {:,} formulas",
    "links": "has {:,} links",
}


def texts(sources: tuple[Source, ...], limits: Limits, bag: Bag) -> bool:
    """Whether texts can be parsed in reasonable time; what forbids it is reported."""
    before = len(bag)
    total = sum(len(source.text) for source in sources)
    if total > limits.text:
        bag.error(
            "manuscript-size",
            f"the manuscript has {total:,} characters; {limits.text:,} are allowed",
            _end(sources, limits.text),
            "divide it into several documents",
        )
        return False
    headings, extra = 0, None
    for source in sources:
        long = max(map(len, source.text.split("\n")), default=0)
        if long > limits.line:
            line = next(i for i, t in enumerate(source.text.split("\n"), 1) if len(t) == long)
            bag.error(
                "line-length",
                f"`{source.name}` has a line of {long:,} characters; {limits.line:,} are allowed",
                source.span(source.offset(line)),
                "break it into paragraphs",
            )
            continue
        masked = scan.mask(source.text)
        for found in _HEADING.finditer(masked):
            headings += 1
            if headings == limits.headings + 1:
                extra = source.span(found.start())
        at = scan.deep(masked, limits.brackets, limits.levels)
        if at is not None:
            bag.error(
                "nesting-depth",
                f"brackets nest more than {limits.brackets} deep, "
                f"or quotes, lists and Divs more than {limits.levels}",
                source.span(at),
                "close what is open",
            )
    if headings > limits.headings:
        _report("headings", headings, limits, extra, bag)
    return len(bag) == before


def _end(sources: tuple[Source, ...], most: int) -> Span | None:
    """Where the texts together have so many characters."""
    for source in sources:
        if most < len(source.text):
            return source.span(most)
        most -= len(source.text)
    return None


def trees(found: list[list[Node]], sources: Sequence[Source], limits: Limits, bag: Bag) -> bool:
    """Whether trees are small enough to be worked on; what is too much is reported."""
    counts = count(found)
    over = [name for name in SAID if counts[name] > getattr(limits, name)]
    for name in over:
        _report(name, counts[name], limits, _extra(found, sources, name, limits), bag)
    return not over


def _extra(
    found: list[list[Node]], sources: Sequence[Source], name: str, limits: Limits
) -> Span | None:
    """Where what is one too many stands: the last node before it whose place is known."""
    most, before = getattr(limits, name), 0
    whole = name in ("depth", "columns")  # what counts is the largest, not the sum
    for blocks, source in zip(found, sources, strict=True):
        total = count(blocks)[name]
        if before + total <= most:
            before += 0 if whole else total
            continue
        place(blocks, source.text)
        at = len(source.text) - len(source.text.lstrip())
        for block in blocks:
            start = at
            inner = [block] if whole else list(walk(block))
            for node in inner:
                at = _start(node, at)
                before = (0 if whole else before) + _own(node, name, whole)
                if before > most:
                    return source.span(_words(block, source, start) if at == start else at)
    return None


def _words(block: Node, source: Source, at: int) -> int:
    """Where a block's first word stands behind `at`; `at` where nobody knows."""
    word = next((n["c"] for n in walk(block) if n["t"] == "Str"), "")
    return max(source.text.find(word, at, at + FAR), at)


def _own(node: Node, name: str, whole: bool) -> int:
    """How much of something a node has by itself; with all in it where that is asked for."""
    if whole:
        return count(node)[name]
    kind = node.get("t")
    if kind in LEAVES:
        return int(name == "words" and kind == "Str")
    counts: Counter[str] = Counter()
    _count(node, counts)
    return counts[name]


def _start(node: Node, at: int) -> int:
    """Where a node starts; `at` where nobody knows."""
    cited = node["c"][0] if node.get("t") == "Cite" else ()
    places = [n["at"] for n in (node, *cited) if n.get("at")]
    return places[0][0] if places else at


def count(tree: Any) -> Counter[str]:
    """How much of everything that is bounded there is in a tree."""
    counts: Counter[str] = Counter()
    deepest = words = 0
    stack: list[tuple[Any, int]] = [(tree, 0)]
    while stack:
        item, depth = stack.pop()
        deepest = max(deepest, depth)
        if type(item) is dict:
            kind = item.get("t")
            if kind in LEAVES:
                words += kind == "Str"
                continue
            _count(item, counts)
            children: Any = item.values()
        else:
            children = item
        stack.extend((c, depth + 1) for c in children if type(c) is dict or type(c) is list)
    counts["depth"] = deepest
    counts["words"] += words
    return counts


def _count(node: Node, counts: Counter[str]) -> None:
    kind = node.get("t")
    if kind in BLOCKS:
        counts["blocks"] += 1
        counts["headings"] += kind == "Header"
        if kind == "CodeBlock":
            counts["words"] += len(node["c"][1]) // 6
            counts["blocks"] += node["c"][1].count("\n") // 4
    elif kind == "Table":
        columns = len(node["c"][2])
        rows = [*node["c"][3][1], *node["c"][5][1]]
        rows += [row for body in node["c"][4] for row in (*body[2], *body[3])]
        counts["columns"] = max(counts["columns"], columns)
        counts["cells"] += columns * len(rows)
    elif kind == "Cite":
        counts["cites"] += len(node["c"][0])
    elif kind in ("Note", "Math", "Link"):
        counts[{"Note": "notes", "Math": "formulas", "Link": "links"}[kind]] += 1


def _report(name: str, number: int, limits: Limits, at: Span | None, bag: Bag) -> None:
    bag.error(
        "nesting-depth" if name == "depth" else "manuscript-size",
        f"the manuscript {SAID[name].format(number)}; {getattr(limits, name):,} are allowed",
        at,
        "divide it into several documents" if name != "depth" else "close what is open",
    )
