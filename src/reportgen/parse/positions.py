"""Give the nodes of a tree their places in the text.

Pandoc's tree has no positions, so a scan of the text proposes them and the two are joined in
document order. A node that could be placed carries `at`: the start and end offsets in its chapter.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from unicodedata import normalize

from reportgen.diagnostics.source import nfc
from reportgen.tree import scan
from reportgen.tree.nodes import Node, walk

MAX_DISTANCE = 100_000
"""How far behind the last place the next one is looked for."""
MAX_PAIRS = 100_000
"""How many pairs of equal keys are joined as well as can be; beyond it the nearest counts."""
WINDOW = 200


def place_nodes(blocks: list[Node], text: str) -> None:
    """Write `at` into the citations, notes, links, images, headers, Divs ... of a new tree."""
    masked = scan.mask(text)
    nodes = tuple(walk(blocks))
    _cites(nodes, masked)
    _notes(nodes, masked)
    _divs(nodes, masked)
    after = 0
    for node in nodes:
        literal = _literal(node)
        if literal and "at" not in node:
            for form in (literal,) if literal.isascii() else (literal, normalize("NFD", literal)):
                start = masked.find(form, after, after + MAX_DISTANCE)
                if start < 0:
                    start = text.find(form, after, after + MAX_DISTANCE)
                if start >= 0:
                    node["at"] = [start, start + len(form)]
                    after = start
                    break


def _cites(nodes: Iterable[Node], masked: str) -> None:
    found = [c for node in nodes if node["t"] == "Cite" for c in node["c"][0]]
    proposed = list(scan.cites(masked))
    keys, others = [nfc(c["citationId"]) for c in found], [key for key, _, _ in proposed]
    for i, j in _joined(keys, others):
        found[i]["at"] = list(proposed[j][1:])


def _joined(keys: list[str], others: list[str]) -> Iterator[tuple[int, int]]:
    """The places of the same keys in two lists, in the order of both."""
    start, a, b = 0, len(keys), len(others)
    while start < min(a, b) and keys[start] == others[start]:
        start += 1
    while start < min(a, b) and keys[a - 1] == others[b - 1]:
        a, b = a - 1, b - 1
    yield from ((i, i) for i in range(start))
    counts = Counter(others[start:b])
    if sum(counts[key] for key in keys[start:a]) < MAX_PAIRS:
        matcher = SequenceMatcher(None, keys[start:a], others[start:b], autojunk=False)
        for match in matcher.get_matching_blocks():
            yield from ((start + match.a + i, start + match.b + i) for i in range(match.size))
    else:
        after = start
        for i in range(start, a):
            try:
                after = others.index(keys[i], after, min(after + WINDOW, b)) + 1
            except ValueError:
                continue
            yield i, after - 1
    yield from ((a + i, b + i) for i in range(len(keys) - a))


def _notes(nodes: Iterable[Node], masked: str) -> None:
    found = [node for node in nodes if node["t"] == "Note"]
    proposed = list(scan.notes(masked))
    if len(found) == len(proposed):
        for node, (start, end) in zip(found, proposed, strict=True):
            node["at"] = [start, end]


def _divs(nodes: Iterable[Node], masked: str) -> None:
    """Fenced Divs, by the classes that their opening lines give them."""
    found = [node for node in nodes if node["t"] == "Div"]
    proposed = list(scan.divs(masked))
    classes = [tuple(node["c"][0][1]) for node in found]
    matcher = SequenceMatcher(None, classes, [names for names, _, _ in proposed], autojunk=False)
    for match in matcher.get_matching_blocks():
        for i in range(match.size):
            _, start, end = proposed[match.b + i]
            found[match.a + i]["at"] = [start, end]


def _literal(node: Node) -> str:
    """What a node of this kind reads as in the text."""
    match node["t"]:
        case "Link" | "Image":
            return str(node["c"][2][0])
        case "RawInline" | "RawBlock":
            return str(node["c"][1]).strip().split("\n")[0]
        case "Math":
            return str(node["c"][1])
        case "Header":
            words = [n["c"] for n in walk(node["c"][2]) if n["t"] == "Str"]
            return str(words[0]) if words else ""
        case "Div" | "Span":
            identifier = node["c"][0][0]
            return f"#{identifier}" if identifier else ""
    return ""
