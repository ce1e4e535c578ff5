"""Documents made at random: pandoc's blocks and inlines of every type, in one another."""

from itertools import count
from typing import Any

from hypothesis import strategies as st

from reportgen.tree.nodes import Node, edit

WORDS = st.sampled_from(
    ["alpha", "beta,", "12", "한국어", "שלום", "日本", "<&>", "😀", "é", "x\u00a0y", "—", "A."]
)
FORMULAS = ("x^2", r"\frac{a}{b}", r"\unknown", "a<b")
CLASSES = st.sampled_from(
    [[], ["box"], ["key-takeaways"], ["pull-quote"], ["epigraph"], ["key-finding"],
     ["recommendation"], ["statements"], ["statement"], ["box", "callout", "callout-note"],
     ["theorem", "proof"], ["theorem", "theorem"], ["unknown"]]
)  # fmt: skip
LANGS = st.sampled_from([[], [], [["lang", "ko"]], [["lang", "ar"]]])
NAMES = st.sampled_from(["", "", "one", "two", "a b", "1st", "fn-1", "figure-1", "ref-x"])
TARGETS = st.sampled_from(
    [
        "#one",
        "#two",
        "#nowhere",
        "#ref-x",
        "#ref-y",
        "https://example.org/a?b=1&c",
        "mailto:a@b.org",
    ]
)


def attributes() -> st.SearchStrategy[Any]:
    return st.tuples(NAMES, CLASSES, LANGS).map(list)


def node(kind: str, *parts: st.SearchStrategy[Any]) -> st.SearchStrategy[Node]:
    """A node whose content is the only part, or a list of the parts."""
    content = parts[0] if len(parts) == 1 else st.tuples(*parts).map(list)
    return content.map(lambda c: {"t": kind, "c": c})


def formula() -> st.SearchStrategy[Node]:
    kind = st.sampled_from([{"t": "InlineMath"}, {"t": "DisplayMath"}])
    return node("Math", kind, st.sampled_from(FORMULAS))


def leaves() -> st.SearchStrategy[Node]:
    return st.one_of(
        WORDS.map(lambda word: {"t": "Str", "c": word}),
        st.sampled_from([{"t": "Space"}, {"t": "SoftBreak"}, {"t": "LineBreak"}]),
        node("Code", st.just(["", [], []]), st.sampled_from(["f(x)", "a  b"])),
        formula(),
    )


def inlines() -> st.SearchStrategy[list[Node]]:
    inner = st.recursive(leaves().map(lambda leaf: [leaf]), _wrapped, max_leaves=8)
    return st.lists(inner, min_size=1, max_size=4).map(
        lambda runs: [n for run in runs for n in run]
    )


def _wrapped(inner: st.SearchStrategy[list[Node]]) -> st.SearchStrategy[list[Node]]:
    plain = [
        "Emph", "Strong", "Underline", "Strikeout", "Superscript", "Subscript", "SmallCaps",
    ]  # fmt: skip
    keys = st.lists(st.sampled_from(["x", "y", "z"]), min_size=1, max_size=2)
    cites = keys.map(lambda found: [{"citationId": key} for key in found])
    quotes = st.sampled_from([{"t": "SingleQuote"}, {"t": "DoubleQuote"}])
    described = st.just([{"t": "Str", "c": "A"}])
    return st.one_of(
        *(node(kind, inner) for kind in plain),
        node("Quoted", quotes, inner),
        node("Cite", cites, inner),
        node("Span", attributes(), inner),
        node("Link", st.just(["", [], []]), inner, TARGETS.map(lambda target: [target, ""])),
        node("Image", st.just(["", [], []]), described, st.just(["dot.png", ""])),
        node("Note", inner.map(lambda made: [{"t": "Para", "c": made}])),
    ).map(lambda made: [made])


def blocks() -> st.SearchStrategy[list[Node]]:
    inner = st.recursive(_simple().map(lambda one: [one]), _held, max_leaves=8)
    return st.lists(inner, min_size=1, max_size=5).map(
        lambda runs: [n for run in runs for n in run]
    )


def _simple() -> st.SearchStrategy[Node]:
    level = st.integers(1, 4)
    heads = st.tuples(NAMES, st.sampled_from([[], ["appendix"], ["unnumbered"]]), st.just([]))
    return st.one_of(
        node("Para", inlines()),
        node("Plain", inlines()),
        node("Header", level, heads.map(list), inlines()),
        node("CodeBlock", st.just(["", ["python"], []]), st.sampled_from(["x = 1", "a\n  b"])),
        node("LineBlock", st.lists(inlines(), min_size=1, max_size=3)),
        st.just({"t": "HorizontalRule"}),
    )


def _held(inner: st.SearchStrategy[list[Node]]) -> st.SearchStrategy[list[Node]]:
    items = st.lists(st.one_of(inner, st.just([])), min_size=1, max_size=3)
    styles = st.sampled_from(["Decimal", "LowerAlpha", "UpperRoman"]).map(lambda s: {"t": s})
    ends = st.sampled_from(["Period", "TwoParens"]).map(lambda s: {"t": s})
    numbers = st.tuples(st.sampled_from([1, 1, 3]), styles, ends).map(list)
    terms = st.tuples(inlines(), st.lists(inner, max_size=2)).map(list)
    return st.one_of(
        node("BlockQuote", inner),
        node("BulletList", items),
        node("OrderedList", numbers, items),
        node("DefinitionList", st.lists(terms, min_size=1, max_size=2)),
        node("Div", attributes(), inner),
        node("Figure", st.just(["", [], []]), _captions(), inner),
        _table(inner),
    ).map(lambda made: [made])


def _captions() -> st.SearchStrategy[Any]:
    return st.one_of(st.just([]), inlines().map(lambda c: [{"t": "Plain", "c": c}])).map(
        lambda caption: [None, caption]
    )


def _table(inner: st.SearchStrategy[list[Node]]) -> st.SearchStrategy[Node]:
    left = {"t": "AlignLeft"}
    spans = st.integers(1, 2)
    cell = st.tuples(st.just(["", [], []]), st.just(left), spans, spans, inner).map(list)
    row = st.lists(cell, min_size=1, max_size=2).map(lambda cells: [["", [], []], cells])
    rows = st.lists(row, max_size=2)
    columns = st.just([[left, {"t": "ColWidthDefault"}]] * 4)
    part = rows.map(lambda listed: [["", [], []], listed])
    body = st.tuples(st.just(["", [], []]), st.just(0), st.just([]), rows).map(lambda b: [list(b)])
    return node("Table", st.just(["", [], []]), _captions(), columns, part, body, part)


def numbered(tree: list[Node]) -> list[Node]:
    """The blocks with their notes numbered in reading order, and none within another."""
    inner: Any = edit(tree, _bare, {"Note"})
    numbers = count(1)

    def change(note: Node) -> Node:
        return {**note, "n": next(numbers)}

    return edit(inner, change, {"Note"})  # type: ignore[no-any-return]


def _bare(note: Node) -> Node:
    kept: Any = edit(note["c"], lambda one: None, {"Note"})
    return {**note, "c": kept}
