"""Walking and editing a tree: nothing is missed, and what is not touched is shared."""

from copy import deepcopy
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from reportgen.tree.nodes import LEAVES, Node, div, edit, find, para, string, text, walk
from reportgen.tree.visitor import (
    Context,
    rewrite,
    visit,
    with_repeated_captions,
    without_repeated_captions,
)

WORDS = st.sampled_from([{"t": "Str", "c": "word"}, {"t": "Space"}, {"t": "SoftBreak"}])
TREES = st.lists(
    st.recursive(
        WORDS,
        lambda inner: st.builds(
            lambda kind, content: {"t": kind, "c": content, "at": [0, 1]},
            st.sampled_from(["Emph", "Para", "Note"]),
            st.lists(inner, max_size=3),
        ),
        max_leaves=12,
    ),
    max_size=4,
)


def plainly(tree: Any) -> list[Node]:
    """Every node, found in the simplest way."""
    if isinstance(tree, list):
        return [node for item in tree for node in plainly(item)]
    if isinstance(tree, dict):
        return [tree, *(node for value in tree.values() for node in plainly(value))]
    return []


@given(TREES)
def test_every_node_is_walked_in_its_order(tree: list[Node]) -> None:
    assert list(walk(tree)) == plainly(tree)
    assert [node for node, _ in visit(tree)] == [n for n in plainly(tree) if n["t"] not in LEAVES]


@given(TREES)
def test_an_edit_of_some_kinds_is_the_edit_that_leaves_the_others_alone(tree: list[Node]) -> None:
    before = deepcopy(tree)

    def change(node: Node) -> Node | list[Node] | None:
        return {"Emph": node.get("c"), "Note": None}.get(node["t"], node)

    assert edit(tree, change, {"Emph", "Note"}) == edit(tree, change)
    assert tree == before
    assert edit(tree, lambda node: node) is tree
    assert edit(tree, lambda node: node, {"Para"}) is tree


@given(TREES)
def test_a_rewrite_that_changes_nothing_is_the_same_tree(tree: list[Node]) -> None:
    before = deepcopy(tree)
    kinds = {"Emph", "Note", "Str", "Space"}
    assert rewrite(tree, lambda out, node, context: node, kinds) == tree == before


@given(TREES)
def test_a_rewrite_drops_what_is_not_written(tree: list[Node]) -> None:
    kept = rewrite(tree, lambda out, node, context: None, {"Note"})
    assert kept == edit(tree, lambda node: None, {"Note"})


def figure(caption: str, description: str) -> Node:
    image = {"t": "Image", "c": [["", [], []], string(description), ["a.png", ""]]}
    parts = [[None, [{"t": "Plain", "c": string(caption)}]], [{"t": "Plain", "c": [image]}]]
    return {"t": "Figure", "c": [["", [], []], *parts]}


def test_a_node_knows_its_note_its_caption_its_table_and_its_classes() -> None:
    note = {"t": "Note", "c": [para([{"t": "Emph", "c": string("in a note")}])]}
    tree = [div([para([note]), figure("words", "other")], "outer", "inner")]
    contexts = {node["t"]: context for node, context in visit(tree)}
    assert contexts["Emph"].note is note
    assert contexts["Note"].note is None
    assert contexts["Emph"].classes == {"outer", "inner"}
    assert contexts["Image"].caption is None
    caption = [n for n, c in visit(tree) if c.caption is not None]
    assert [text(node) for node in caption] == ["words\n"]


def test_a_rewrite_knows_what_it_stands_in() -> None:
    seen: list[tuple[str, Context]] = []

    def change(out: list[Any], node: Node, context: Context) -> Node:
        seen.append((node["c"], context))
        return node

    cell = [["", [], []], {"t": "AlignDefault"}, 1, 1, [para(string("cell"))]]
    table = {"t": "Table", "c": [["", [], []], [None, [para(string("said"))]], [cell]]}
    rewrite([table], change, {"Str"})
    assert [(word, bool(c.caption), bool(c.table)) for word, c in seen] == [
        ("said", True, False),
        ("cell", False, True),
    ]


def test_a_description_that_repeats_the_caption_is_held_once() -> None:
    repeated, own = figure("The caption.", "The caption."), figure("The caption.", "A cat.")
    bare = without_repeated_captions([repeated, own])
    words = [text(n["c"][1]) for n in walk(bare) if n["t"] == "Image"]
    assert words == ["", "A cat."]
    again = with_repeated_captions(bare)
    words = [text(n["c"][1]) for n in walk(again) if n["t"] == "Image"]
    assert words == ["The caption.", "A cat."]


@given(TREES)
def test_finding_nodes_of_some_types_finds_what_walking_finds(tree: list[Node]) -> None:
    for kinds in ({"Emph"}, {"Para", "Note"}):
        assert find(tree, kinds) == [node for node in walk(tree) if node["t"] in kinds]
