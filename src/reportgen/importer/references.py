"""References to figures, tables, sections in the text -> cross-references where they are sure."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from reportgen.importer.exhibits import Exhibit
from reportgen.importer.inlines import line
from reportgen.importer.items import Item
from reportgen.importer.slugs import slug
from reportgen.tree.nodes import Node, attr, edit, find

WORDS = {
    "figure": "figure", "fig.": "figure", "fig": "figure", "exhibit": "exhibit", "chart": "chart",
    "graph": "graph", "map": "map", "diagram": "diagram", "table": "table", "그림": "그림",
    "표": "표",
    "abbildung": "abbildung", "tabelle": "tabelle", "figura": "figura", "tabla": "tabla",
    "tableau": "tableau",
}  # fmt: skip
_TYPED = re.compile(
    r"(?P<before>^|[\s(\[“])(?P<word>Figure|Fig\.|Exhibit|Chart|Graph|Map|Diagram|Table|Abbildung"
    r"|Tabelle|Figura|Tabla|Tableau|그림|표)[\s\u00a0]*(?P<number>\d+(?:[.-]\d+)*|[IVXL]+\b|[A-Z]\d+)"
    r"(?![^\W가-힣])(?![.-]\d)"
)


class References:
    """Cross-references of a document: `made` as they were typed, `left` are links taken off."""

    def __init__(self, items: Sequence[Item], exhibits: Sequence[Exhibit]) -> None:
        self.made: list[str] = []
        self.left: Counter[str] = Counter()
        numbers = Counter((WORDS[one.word.lower()], one.number) for one in exhibits if one.word)
        self._typed = {
            (WORDS[one.word.lower()], one.number): one.label
            for one in exhibits
            if one.word and numbers[WORDS[one.word.lower()], one.number] == 1
        }
        self._anchors = {name: one.label for one in exhibits for name in one.anchors}
        self._sections = _sections(items)
        linked = {
            node["c"][2][0][1:]
            for item in items
            for node in find(item.block, {"Link"})
            if node["c"][2][0].startswith("#")
        }
        self.sections = {name: label for name, label in self._sections.items() if name in linked}

    def set(self, item: Item) -> Item:
        """An item whose references are cross-references; captions and headings stay."""
        if item.kind == "Header":
            return self._heading(item)
        block = edit(item.block, self._link, {"Link"})
        block = edit(block, self._drop, {"Span"})
        if item.style != "table caption":
            block = edit(block, self._inlines, {"Para", "Plain"})
        return Item(block, item.style)

    def _heading(self, item: Item) -> Item:
        level, (name, _, _), inlines = item.block["c"]
        names = [name, *(attr(one)[0] for one in find(inlines, {"Span"}) if not one["c"][1])]
        label = next((self.sections[one] for one in names if one in self.sections), "")
        kept = [one for one in inlines if not (one["t"] == "Span" and not one["c"][1])]
        kept = edit(kept, lambda node: node["c"][1], {"Link"})
        return Item({"t": "Header", "c": [level, [label, [], []], kept]}, item.style)

    def _link(self, node: Node) -> Any:
        target = str(node["c"][2][0])
        if not target.startswith("#"):
            return node
        label = self._anchors.get(target[1:]) or self.sections.get(target[1:], "")
        words = line(node["c"][1])
        if not label:
            self.left[words] += 1
            return node["c"][1]
        typed = _TYPED.fullmatch(words)
        if typed and self._anchors.get(target[1:]):
            self.made.append(words)
            return _reference(label)
        if self._anchors.get(target[1:]):
            return node["c"][1]  # `Figure 1` of which `1` is the link is seen as it is typed
        return {"t": "Link", "c": [["", [], []], node["c"][1], [f"#{label}", ""]]}

    def _drop(self, node: Node) -> Any:
        return None if not node["c"][1] else node

    def _inlines(self, node: Node) -> Node:
        return {**node, "c": self._typed_in(node["c"])}

    def _typed_in(self, inlines: list[Node]) -> list[Node]:
        """Inlines whose `Figure 1` is a reference where exactly one caption has that number."""
        if not self._typed:
            return inlines
        out: list[Node] = []
        stretch: list[Node] = []
        for node in inlines:
            if node["t"] in ("Str", "Space", "SoftBreak"):
                stretch.append(node)
                continue
            out += self._stretch(stretch)
            stretch = []
            if node["t"] in ("Emph", "Strong"):
                node = {**node, "c": self._typed_in(node["c"])}
            out.append(node)
        return [*out, *self._stretch(stretch)]

    def _stretch(self, nodes: list[Node]) -> list[Node]:
        words = "".join(node["c"] if node["t"] == "Str" else " " for node in nodes)
        out: list[Node] = []
        last = 0
        for found in _TYPED.finditer(words):
            label = self._typed.get((WORDS[found["word"].lower()], found["number"]))
            if not label:
                continue
            out += words_of(words[last : found.start("word")])
            glued = words[found.end() : found.end() + 1].isalnum()
            braced = {"t": "RawInline", "c": ["markdown", f"@{{{label}}}"]}
            out.append(braced if glued else _reference(label))
            self.made.append(found[0])
            last = found.end()
        return [*out, *words_of(words[last:])] if last else nodes


def _sections(items: Sequence[Item]) -> Mapping[str, str]:
    """The labels of headings by the names that links have for them."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for item in items:
        if not item.level:
            continue
        base = label = f"sec-{slug(item.text, 3) or 'part'}"
        n = 2
        while label in taken:
            label, n = f"{base}-{n}", n + 1
        taken.add(label)
        names = [item.block["c"][1][0]]
        names += [attr(one)[0] for one in find(item.block, {"Span"}) if not one["c"][1]]
        found.update((name, label) for name in names if name)
    return found


def _reference(label: str) -> Node:
    cited = {
        "citationId": label, "citationPrefix": [], "citationSuffix": [],
        "citationMode": {"t": "AuthorInText"}, "citationNoteNum": 0, "citationHash": 0,
    }  # fmt: skip
    return {"t": "Cite", "c": [[cited], []]}


def words_of(typed: str) -> list[Node]:
    """Words and blanks as inlines."""
    out: list[Node] = []
    for piece in re.findall(r" +|[^ ]+", typed):
        out.append({"t": "Space"} if piece[0] == " " else {"t": "Str", "c": piece})
    return out
