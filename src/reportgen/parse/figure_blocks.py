"""Divs that Quarto and MyST give a meaning: figures, tables, and callouts; GitHub's callouts too.

Sources: Quarto, "Figures: Divs", "Callout blocks"; GitHub, "Alerts"; Obsidian, "Callouts". The
classes `figure-block`, `list-table` and `callout-title` are what `dialects` writes for MyST.
"""

from typing import Any

from reportgen.parse import alerts
from reportgen.parse.panels import panel
from reportgen.tree.named_blocks import BOX, CALLOUT, TITLE
from reportgen.tree.nodes import Node, attr, div, edit, para, plain, span, string, text, walk

CELLS = 100_000
"""The most cells of a list that becomes a table."""
CALLOUTS = ("note", "tip", "warning", "caution", "important")


def read_blocks(blocks: list[Node]) -> list[Node]:
    """The blocks with figures, tables and boxes in the place of such Divs."""
    edited: list[Node] = edit(blocks, _read, {"Div", "Span", "BlockQuote"})
    return edited


def _read(node: Node) -> Node | list[Node] | None:
    if node["t"] == "BlockQuote":
        return alerts.alert(node)
    identifier, classes, pairs = attr(node)
    content = node["c"][1]
    if node["t"] == "Span":
        if pairs.get("label") and not identifier:  # as JOSS has it in captions
            return [span([], "label", id=pairs["label"]), *content]
        aside = "aside" in classes or "column-margin" in classes
        return {"t": "Note", "c": [para(content)]} if aside and content else node
    if "panel-tabset" in classes:
        return {**node, "c": [node["c"][0], [_tab(block) for block in content]]}
    if "list-table" in classes:
        return list_table(node, identifier, pairs, content)
    if any(name in classes for name in (f"callout-{kind}" for kind in CALLOUTS)):
        return _callout(node, classes, pairs, content)
    if "blockquote" in classes:
        return {**node, "t": "BlockQuote", "c": content}
    kind = _kind(identifier, classes)
    if kind == "table":
        return _table(node, identifier, content)
    if kind == "figure":
        return _figure(node, identifier, content)
    return node


def _kind(identifier: str, classes: list[str]) -> str:
    if "panel" in classes:  # a part of a figure that `panels` has read
        return ""
    if "not-run-table" in classes or identifier.startswith(("tbl-", "tbl:", "tab:")):
        return "table"
    if {"figure-block", "not-run-figure"} & set(classes):
        return "figure"
    return "figure" if identifier.startswith(("fig-", "fig:")) else ""


def _figure(node: Node, identifier: str, content: list[Node]) -> Node | list[Node]:
    """A figure; its caption are the paragraphs behind its last picture, table or block of code."""
    inner = [block for item in content for block in _opened(item)]
    last = max((i for i, block in enumerate(inner) if not _words(block)), default=-1)
    if last < 0 and inner and (len(inner) > 1 or "not-run-figure" in attr(node)[1]):
        last = 0
    if last < 0:
        return node
    shown, caption = _parts(inner[: last + 1]), inner[last + 1 :]
    classes = ["panels"] if shown != inner[: last + 1] else []
    if caption and node["t"] == "Div":
        shown = edit(shown, lambda image: {**image, "captioned": True}, {"Image"})
    place = {"at": node["at"]} if node.get("at") else {}
    return {
        "t": "Figure",
        "c": [[identifier, classes, []], [None, caption], shown],
        **place,
    }


def _tab(block: Node) -> Node:
    """A heading that names a tab, as a line: all tabs stand below each other."""
    return para([{"t": "Strong", "c": block["c"][2]}]) if block["t"] == "Header" else block


def _opened(block: Node) -> list[Node]:
    """What a figure without a label of its own holds: its picture, then its caption."""
    if block["t"] == "Figure" and not attr(block)[0]:
        captions = [{**b, "t": "Para"} for b in block["c"][1][1]]
        return [*block["c"][2], *captions]
    return [block]


def _parts(shown: list[Node]) -> list[Node]:
    """What a figure shows, figures in it as its panels."""
    out: list[Node] = []
    count = 0
    for block in shown:
        if block["t"] != "Figure" or "panels" in attr(block)[1]:
            out.append(block)
            continue
        words = [n for b in block["c"][1][1] for n in b["c"] if b["t"] in ("Para", "Plain")]
        out.append(panel(count, attr(block)[0], words, block["c"][2]))
        count += 1
    return out


def _words(block: Node) -> bool:
    """Whether a block is a paragraph of words."""
    if block["t"] not in ("Para", "Plain"):
        return False
    shown = [n for n in block["c"] if n["t"] not in ("Space", "SoftBreak", "LineBreak")]
    return (
        not shown
        or any(n["t"] not in ("Image", "Link") for n in shown)
        or not any(n["t"] == "Image" for n in walk(shown))
    )


def _table(node: Node, identifier: str, content: list[Node]) -> Node | list[Node]:
    """A table with the Div's label, and with its last paragraph for a caption where it has none."""
    tables = [block for block in content if block["t"] == "Table"]
    if len(tables) == 1:
        (table,) = tables
        attributes, (short, caption), *rest = table["c"]
        others = [block for block in content if block is not table]
        if not caption and others and _words(others[-1]):
            caption, others = [{**others[-1], "t": "Plain"}], others[:-1]
        named = [identifier or attributes[0], *attributes[1:]]
        made = {**table, "c": [named, [short, caption], *rest]}
        return [*_split(others, content, table), made, *_split(others, content, table, behind=True)]
    if tables or not content:
        return node
    caption = [content[-1]] if len(content) > 1 and _words(content[-1]) else []
    body = content[: len(content) - len(caption)]
    rows = [[_cell(body)]]
    return _made(identifier, caption, [], rows, 1, 0)


def _split(
    others: list[Node], content: list[Node], table: Node, behind: bool = False
) -> list[Node]:
    at = next(i for i, block in enumerate(content) if block is table)
    side = content[at + 1 :] if behind else content[:at]
    return [block for block in side if any(block is other for other in others)]


def list_table(
    node: Node, identifier: str, pairs: dict[str, str], content: list[Node]
) -> Node | list[Node]:
    """A table whose rows are the items of a list, and whose cells are the items of lists in them.

    Source: docutils, "list-table".
    """
    lists = [block for block in content if block["t"] == "BulletList"]
    if len(lists) != 1:
        return node
    rows = []
    for item in lists[0]["c"]:
        if len(item) != 1 or item[0]["t"] != "BulletList":
            return node
        rows.append([_cell(cell) for cell in item[0]["c"]])
    width = max(len(row) for row in rows)
    if width * len(rows) > CELLS:
        return node
    rows = [[*row, *(_cell([]) for _ in range(width - len(row)))] for row in rows]
    heads = min(int(pairs.get("header-rows", "0")[:3] or 0), len(rows))
    caption = [block for block in content if block["t"] != "BulletList"]
    stubs = min(int(pairs.get("stub-columns", "0")[:3] or 0), width)
    return _made(identifier, caption, rows[:heads], rows[heads:], width, stubs)


def _cell(blocks: list[Node]) -> Any:
    return [["", [], []], {"t": "AlignDefault"}, 1, 1, blocks]


def _made(
    identifier: str,
    caption: list[Node],
    heads: list[list[Any]],
    rows: list[list[Any]],
    width: int,
    stubs: int,
) -> Node:
    none: list[Any] = ["", [], []]
    return {
        "t": "Table",
        "c": [
            [identifier, [], []],
            [
                None,
                [{**block, "t": "Plain"} if block["t"] == "Para" else block for block in caption],
            ],
            [[{"t": "AlignDefault"}, {"t": "ColWidthDefault"}] for _ in range(width)],
            [none, [[none, row] for row in heads]],
            [[none, stubs, [], [[none, row] for row in rows]]],
            [none, []],
        ],
    }


def _callout(node: Node, classes: list[str], pairs: dict[str, str], content: list[Node]) -> Node:
    """A box under its title: the attribute, a first heading or span, or the kind's name."""
    first: Node = content[0] if content else {"t": ""}
    rest = content[1:]
    titled = (
        first["t"] == "Para" and len(first["c"]) == 1 and "callout-title" in attr(first["c"][0])[1]
    )
    if titled:
        title = first["c"][0]["c"][1]
    elif pairs.get("title"):
        title, rest = string(pairs["title"]), content
    elif first["t"] == "Header":
        title = first["c"][2]
    else:
        title, rest = [], content
    named = any(name.startswith("named-") for name in classes)
    head = [] if named and not text(title).strip() else [div([plain(title)], TITLE)]
    kind = next(name for name in classes if name.startswith("callout-"))
    return {**node, "c": [[node["c"][0][0], [BOX, CALLOUT, kind], []], [*head, *rest]]}
