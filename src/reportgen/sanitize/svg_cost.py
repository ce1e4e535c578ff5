"""What an SVG costs to draw: its elements, each as often as something draws it."""

import re
from typing import Any

from reportgen.limits import Limits

REFERENCE = re.compile(r"url\(\s*['\"]?#([^'\")\s]+)")
NUMBER = re.compile(r"\d+\.?\d*|\.\d+")
PAINT = ("linearGradient", "radialGradient")
MAX_DEPTH = 40
"""How deep elements may nest: each level may be a layer of the picture's size."""
FILTERS = 30
"""How many steps all filters may have."""
LETTERS = 200_000


def drawing_cost(root: Any, limits: Limits) -> str:
    """What is too much about a cleaned picture; empty where nothing is."""
    elements = list(root.iter())
    if len(elements) > limits.shapes:
        return f"has {len(elements):,} elements; {limits.shapes:,} are allowed"
    if max(sum(1 for _ in e.iterancestors()) for e in elements) > MAX_DEPTH:
        return f"nests more than {MAX_DEPTH} deep"
    if sum(1 for e in elements if _local(e).startswith("fe")) > FILTERS:
        return f"has more than {FILTERS} filters"
    numbers = sum(_numbers(e) for e in elements)
    if numbers > limits.numbers:
        return f"has {numbers:,} numbers in its paths; {limits.numbers:,} are allowed"
    if sum(len(e.text or "") + len(e.tail or "") for e in elements) > LETTERS:
        return f"has more than {LETTERS:,} characters of text"
    try:
        weight = _Scale(elements).weight(root)
    except RecursionError:
        return "refers to itself"
    if weight > limits.shapes:
        return "draws more than it shows: its parts use each other too often"
    return ""


class _Scale:
    def __init__(self, elements: list[Any]) -> None:
        self.named = {e.get("id"): e for e in reversed(elements) if e.get("id")}
        styles = " ".join(e.text or "" for e in elements if _local(e) == "style")
        # A rule may hold for any element, so that what it refers to counts once for each.
        self.everywhere = [self.named[n] for n in set(REFERENCE.findall(styles)) if n in self.named]
        self.known: dict[Any, int] = {}
        self.open: set[Any] = set()

    def weight(self, element: Any) -> int:
        """How many elements are drawn where this one is. Raises RecursionError in a circle."""
        if element in self.known:
            return self.known[element]
        if element in self.open or len(self.open) > 150:
            raise RecursionError
        self.open.add(element)
        total = 1 + sum(self.weight(child) for child in element)
        for target, times in self.used(element):
            if _local(target) not in PAINT and target not in element.iterancestors():
                total += times * self.weight(target)
            elif _local(target) not in PAINT:
                raise RecursionError
        self.open.discard(element)
        self.known[element] = total
        return total

    def used(self, element: Any) -> list[tuple[Any, int]]:
        """What an element draws besides its children, and how often."""
        found = []
        for key, value in element.attrib.items():
            names = [value[1:]] if key.endswith("href") else REFERENCE.findall(value)
            times = 1 + _numbers(element) // 2 if "marker" in key + value else 1
            found += [(self.named[name], times) for name in names if name in self.named]
        if _local(element) not in ("style", "defs", "svg", "g") and not any(
            e is element or e in self.open for e in self.everywhere
        ):
            found += [(e, 1) for e in self.everywhere]
        return found


def _numbers(element: Any) -> int:
    return len(NUMBER.findall(element.get("d", ""))) + len(
        NUMBER.findall(element.get("points", ""))
    )


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]
