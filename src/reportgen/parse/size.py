"""How much a manuscript holds: what would take an engine too long, or too deep, is a fault."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from reportgen.diagnostics import Bag
from reportgen.diagnostics.source import Source, Span
from reportgen.limits import Limits
from reportgen.parse import excess
from reportgen.tree import scan
from reportgen.tree.nodes import LEAVES, Node

NAMES = """
Para Plain Header CodeBlock BlockQuote BulletList OrderedList DefinitionList Div Figure LineBlock
HorizontalRule RawBlock
"""
BLOCKS = frozenset(NAMES.split())
LARGEST = ("depth", "columns")
"""What is too much by the largest of its kind, and not by all of them together."""
MESSAGES = {
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


Within = Sequence[tuple[Source, Span | None]]
"""Texts, each with the place of the front matter's field that holds it, None for a chapter."""


def check_texts(within: Within, limits: Limits, bag: Bag) -> bool:
    """Whether texts can be parsed in reasonable time; what forbids it is reported."""
    before = len(bag)
    total = sum(len(source.text) for source, _ in within)
    if total > limits.text:
        bag.error(
            "manuscript-size",
            f"the manuscript has {total:,} characters; {limits.text:,} are allowed",
            _passed([len(source.text) for source, _ in within], limits.text, within),
            "divide it into several documents",
        )
        return False
    headings = []
    for source, field in within:
        lines = [len(line) for line in source.text.split("\n")]
        long = max(lines)
        if long > limits.line:
            bag.error(
                "line-length",
                f"`{source.name}` has a line of {long:,} characters; {limits.line:,} are allowed",
                field or source.span(source.starts[lines.index(long)]),
                "break it into paragraphs",
            )
            headings.append(0)
            continue
        masked = scan.mask(source.text)
        headings.append(sum(line.startswith("#") for line in masked.split("\n")))
        at = scan.deep(masked, limits.brackets, limits.levels)
        if at is not None:
            bag.error(
                "nesting-depth",
                f"brackets nest more than {limits.brackets} deep, "
                f"or quotes, lists and Divs more than {limits.levels}",
                field or source.span(at),
                "close what is open",
            )
    if sum(headings) > limits.headings:
        _report("headings", headings, within, limits, bag)
    return len(bag) == before


def check_trees(found: list[list[Node]], within: Within, limits: Limits, bag: Bag) -> bool:
    """Whether the trees of texts are small enough to be worked on; what is too much is reported."""
    counts = [count([tree]) for tree in found]
    before = len(bag)
    for name in MESSAGES:
        numbers = [counted[name] for counted in counts]
        number = max(numbers, default=0) if name in LARGEST else sum(numbers)
        if number > getattr(limits, name):
            _report(name, numbers, within, limits, bag)
    return len(bag) == before


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


def _report(name: str, numbers: list[int], within: Within, limits: Limits, bag: Bag) -> None:
    """Report that there is too much of something, of which each text has so many."""
    most: int = getattr(limits, name)
    number = max(numbers) if name in LARGEST else sum(numbers)
    if name in LARGEST:
        source, field = within[numbers.index(number)]
        place = field or excess.place(name, most, source)
    else:
        place = _passed(numbers, most, within, name)
    bag.error(
        "nesting-depth" if name == "depth" else "manuscript-size",
        f"the manuscript {MESSAGES[name].format(number)}; {most:,} are allowed",
        place,
        "divide it into several documents" if name != "depth" else "close what is open",
    )


def _passed(numbers: list[int], most: int, within: Within, name: str = "") -> Span:
    """Where a bound is passed by texts of which each has so many of a thing, or of characters."""
    before = 0
    for number, (source, field) in zip(numbers, within, strict=False):
        if before + number > most:
            left = most - before
            return field or (excess.place(name, left, source) if name else source.span(left))
        before += number
    raise ValueError(f"{most} is not passed")
