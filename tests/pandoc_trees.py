"""Documents made at random: pandoc's blocks and inlines of every type, in one another."""

from collections.abc import Callable
from itertools import count
from random import Random
from typing import Any

from reportgen.tree.nodes import Node, edit

FORMULAS = ("x^2", r"\frac{a}{b}", "a<b")
WORDS = (
    "alpha", "beta,", "12", "한국어", "שלום", "日本", "<&>", "😀", "é", "x\u00a0y", "—", "A.",
)  # fmt: skip
CLASSES: tuple[list[str], ...] = (
    [], ["box"], ["key-takeaways"], ["pull-quote"], ["epigraph"], ["key-finding"],
    ["recommendation"], ["statements"], ["statement"], ["box", "callout", "callout-note"],
    ["theorem", "proof"], ["theorem", "theorem"], ["unknown"],
)  # fmt: skip
LANGS: tuple[list[list[str]], ...] = ([], [], [["lang", "ko"]], [["lang", "ar"]])
NAMES = ("", "", "one", "two", "a b", "1st", "fn-1", "figure-1", "ref-x")
TARGETS = (
    "#one", "#two", "#nowhere", "#ref-x", "#ref-y", "https://example.org/a?b=1&c", "mailto:a@b.org",
)  # fmt: skip
PHRASES = ("Emph", "Strong", "Underline", "Strikeout", "Superscript", "Subscript", "SmallCaps")
NONE: list[Any] = ["", [], []]


def document(seed: int) -> list[Node]:
    """Blocks whose notes are numbered, the same ones for a seed."""
    return numbered(_Maker(Random(seed)).blocks(3))


class _Maker:
    """Nodes made at random, which hold others `depth` deep at most."""

    def __init__(self, random: Random) -> None:
        self.random = random

    def some(self, make: Callable[[int], Any], depth: int, most: int, least: int = 1) -> list[Any]:
        return [make(depth) for _ in range(self.random.randint(least, most))]

    def attributes(self) -> list[Any]:
        choice = self.random.choice
        return [choice(NAMES), list(choice(CLASSES)), list(choice(LANGS))]

    def inlines(self, depth: int) -> list[Node]:
        return self.some(self.inline, depth, 4)

    def inline(self, depth: int) -> Node:
        choice = self.random.choice
        kind = choice(
            ["Str", "Str", "Str", "Space", "Space", "SoftBreak", "LineBreak", "Code", "Math"]
            + (["Quoted", "Cite", "Span", "Link", "Image", "Note", *PHRASES] if depth else [])
        )
        inner = self.inlines(depth - 1) if depth else []
        contents: dict[str, Any] = {
            "Str": choice(WORDS),
            "Code": [NONE, choice(["f(x)", "a  b"])],
            "Math": [{"t": choice(["InlineMath", "DisplayMath"])}, choice(FORMULAS)],
            "Quoted": [{"t": choice(["SingleQuote", "DoubleQuote"])}, inner],
            "Cite": [[{"citationId": key} for key in choice(["x", "y", "xy", "z"])], inner],
            "Span": [self.attributes(), inner],
            "Link": [NONE, inner, [choice(TARGETS), ""]],
            "Image": [NONE, [{"t": "Str", "c": "A"}], ["dot.png", ""]],
            "Note": [{"t": "Para", "c": inner}],
        }
        if kind in ("Space", "SoftBreak", "LineBreak"):
            return {"t": kind}
        return {"t": kind, "c": contents.get(kind, inner)}

    def blocks(self, depth: int) -> list[Node]:
        return self.some(self.block, depth, 5 if depth == 3 else 3)

    def block(self, depth: int) -> Node:
        choice = self.random.choice
        kind = choice(
            ["Para", "Para", "Plain", "Header", "CodeBlock", "LineBlock", "HorizontalRule"]
            + ([*HELD] if depth else [])
        )
        if kind in HELD:
            return {"t": kind, "c": getattr(self, kind)(depth - 1)}
        if kind == "HorizontalRule":
            return {"t": kind}
        head = [choice(NAMES), choice([[], ["appendix"], ["unnumbered"]]), []]
        contents: dict[str, Any] = {
            "Header": [self.random.randint(1, 4), head, self.inlines(2)],
            "CodeBlock": [["", ["python"], []], choice(["x = 1", "a\n  b"])],
            "LineBlock": self.some(self.inlines, 2, 3),
        }
        return {"t": kind, "c": contents.get(kind) or self.inlines(2)}

    def BlockQuote(self, depth: int) -> Any:  # noqa: N802 (pandoc's name)
        return self.blocks(depth)

    def BulletList(self, depth: int) -> Any:  # noqa: N802
        return self.some(lambda d: self.some(self.block, d, 2, 0), depth, 3)

    def OrderedList(self, depth: int) -> Any:  # noqa: N802
        style = {"t": self.random.choice(["Decimal", "LowerAlpha", "UpperRoman"])}
        end = {"t": self.random.choice(["Period", "TwoParens"])}
        return [[self.random.choice([1, 1, 3]), style, end], self.BulletList(depth)]

    def DefinitionList(self, depth: int) -> Any:  # noqa: N802
        return self.some(lambda d: [self.inlines(2), self.some(self.blocks, d, 2, 0)], depth, 2)

    def Div(self, depth: int) -> Any:  # noqa: N802
        return [self.attributes(), self.blocks(depth)]

    def Figure(self, depth: int) -> Any:  # noqa: N802
        return [NONE, self.caption(), self.blocks(depth)]

    def Table(self, depth: int) -> Any:  # noqa: N802
        align = self.random.choice(["AlignLeft", "AlignDefault"])
        column = [{"t": align}, {"t": "ColWidthDefault"}]
        body = [NONE, 0, [], self.rows(depth)]
        head, foot = [NONE, self.rows(depth)], [NONE, self.rows(depth)]
        return [NONE, self.caption(), [column] * 4, head, [body], foot]

    def caption(self) -> Any:
        filled = self.random.choice([True, False])
        return [None, [{"t": "Plain", "c": self.inlines(2)}] if filled else []]

    def rows(self, depth: int) -> Any:
        return self.some(lambda d: [NONE, self.some(self.cell, d, 2)], depth, 2, 0)

    def cell(self, depth: int) -> Any:
        spans = self.random.randint(1, 2), self.random.randint(1, 2)
        return [NONE, {"t": "AlignDefault"}, *spans, self.some(self.block, depth, 2, 0)]


HELD = (
    "BlockQuote", "BulletList", "OrderedList", "DefinitionList", "Div", "Figure", "Table",
)  # fmt: skip


def numbered(tree: list[Node]) -> list[Node]:
    """The blocks with their notes numbered in reading order, and none within another."""
    inner: Any = edit(tree, _bare, {"Note"})
    numbers = count(1)

    def change(note: Node) -> Node:
        return {**note, "n": next(numbers)}

    made: list[Node] = edit(inner, change, {"Note"})
    return made


def _bare(note: Node) -> Node:
    kept: Any = edit(note["c"], lambda one: None, {"Note"})
    return {**note, "c": kept}
