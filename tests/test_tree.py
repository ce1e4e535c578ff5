"""Walking and editing a tree: nothing is missed, and what is not touched is shared."""

from copy import deepcopy
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from reportgen.ast import Node, edit, find, walk
from reportgen.parse.place import once

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
    assert list(walk(tree)) == list(once(tree)) == plainly(tree)


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
def test_finding_nodes_of_some_types_finds_what_walking_finds(tree: list[Node]) -> None:
    for kinds in ({"Emph"}, {"Para", "Note"}):
        assert find(tree, kinds) == [node for node in walk(tree) if node["t"] in kinds]
