"""The policy brief: one page of the findings and recommendations that the article marks."""

from reportgen.ast import Node, attr, div, string, walk
from reportgen.diag import Bag
from reportgen.editions import Edition
from reportgen.resolve import Report, without

SHOWN = ("key-finding", "recommendation", "brief-only")


def shows(report: Report) -> bool:
    return report.front.brief is not None or bool(_marked(report.blocks))


def make(report: Report, bag: Bag) -> Edition | None:
    """The brief; None where neither the front matter nor the text says what it should show."""
    marked = _marked(report.blocks)
    if report.front.brief is None and not marked:
        bag.error(
            "brief-empty",
            "there is nothing for the brief to show",
            help="add `brief:` to the front matter, or mark text with `::: {.key-finding}`",
        )
        return None
    brief = report.front.brief
    words = report.words
    parts = [
        _section("findings", words["findings"], _of(marked, "key-finding")),
        _exhibit(report, (brief.exhibit or "") if brief else ""),
        _section("recommendations", words["recommendations"], _of(marked, "recommendation")),
        _section("more", "", _of(marked, "brief-only")),
    ]
    elsewhere = (brief.url or "") if brief else ""
    return Edition("brief", report, [p for p in parts if p], pages=1, elsewhere=str(elsewhere))


def _marked(blocks: list[Node]) -> list[Node]:
    """The outermost marked Divs, in document order."""
    out: list[Node] = []
    for block in blocks:
        if block["t"] != "Div":
            continue
        if set(SHOWN) & set(attr(block)[1]):
            out.append(block)
        elif "article-only" not in attr(block)[1]:
            out += _marked(block["c"][1])
    return out


def _of(marked: list[Node], name: str) -> list[Node]:
    """The marked Divs of one class, without what is for the article alone."""
    found = [block for block in marked if name in attr(block)[1]]
    return [{**b, "c": [b["c"][0], without(b["c"][1], "article-only")]} for b in found]


def _section(name: str, title: str, blocks: list[Node]) -> Node | None:
    if not blocks:
        return None
    items = [_titled(block) for block in blocks]
    head = [{"t": "Header", "c": [1, [name, [], []], string(title)]}] if title else []
    return div([*head, *items], name)


def _titled(block: Node) -> Node:
    """A block with its title, where it has one, as a heading."""
    title = attr(block)[2].get("title", "")
    if not title:
        return block
    heading = {"t": "Header", "c": [2, ["", [], []], string(title)]}
    return {**block, "c": [block["c"][0], [heading, *block["c"][1]]]}


def _exhibit(report: Report, label: str) -> Node | None:
    for node in walk(report.blocks):
        if label and node["t"] in ("Figure", "Table") and attr(node)[0] == label.lstrip("#@"):
            return div([node], "exhibit")
    return None
