"""Items of lists that begin with a box: tasks, open or done."""

from reportgen.tree.nodes import Node, edit

OPEN, DONE, CROSSED = "☐", "☑", "☒"


def is_task(item: list[Node]) -> bool:
    """Whether an item of a list begins with a box."""
    return _box(item) in (OPEN, DONE)


def tick(blocks: list[Node]) -> list[Node]:
    """The blocks with a tick in the box of each task that is done: few faces have a cross in one.

    Pandoc reads `- [x]` as a box with a cross (extension `task_lists`).
    """

    def change(node: Node) -> Node:
        if all(_box(item) != CROSSED for item in node["c"]):
            return node
        return {**node, "c": [_ticked(item) for item in node["c"]]}

    ticked: list[Node] = edit(blocks, change, {"BulletList"})
    return ticked


def _box(item: list[Node]) -> str:
    head = item[0]["c"] if item and item[0]["t"] in ("Para", "Plain") else []
    return str(head[0]["c"]) if head and head[0]["t"] == "Str" else ""


def _ticked(item: list[Node]) -> list[Node]:
    if _box(item) != CROSSED:
        return item
    head = item[0]
    return [{**head, "c": [{"t": "Str", "c": DONE}, *head["c"][1:]]}, *item[1:]]
