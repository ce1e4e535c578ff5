"""How much a manuscript holds: what would take an engine too long, or too deep, is a fault."""

from collections import Counter
from typing import Any

from reportgen.ast import LEAVES, Node
from reportgen.diag import Bag
from reportgen.limits import Limits
from reportgen.parse import scan
from reportgen.source import Source

NAMES = """
Para Plain Header CodeBlock BlockQuote BulletList OrderedList DefinitionList Div Figure LineBlock
HorizontalRule RawBlock
"""
BLOCKS = frozenset(NAMES.split())
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
            help="divide it into several documents",
        )
        return False
    headings = 0
    for source in sources:
        long = max(map(len, source.text.split("\n")), default=0)
        if long > limits.line:
            bag.error(
                "line-length",
                f"`{source.name}` has a line of {long:,} characters; {limits.line:,} are allowed",
                help="break it into paragraphs",
            )
            continue
        masked = scan.mask(source.text)
        headings += sum(line.startswith("#") for line in masked.split("\n"))
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
        _report("headings", headings, limits, bag)
    return len(bag) == before


def trees(found: list[list[Node]], limits: Limits, bag: Bag) -> bool:
    """Whether trees are small enough to be worked on; what is too much is reported."""
    counts = count(found)
    over = [name for name in SAID if counts[name] > getattr(limits, name)]
    for name in over:
        _report(name, counts[name], limits, bag)
    return not over


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


def _report(name: str, number: int, limits: Limits, bag: Bag) -> None:
    bag.error(
        "nesting-depth" if name == "depth" else "manuscript-size",
        f"the manuscript {SAID[name].format(number)}; {getattr(limits, name):,} are allowed",
        help="divide it into several documents" if name != "depth" else "close what is open",
    )
