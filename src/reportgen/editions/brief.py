"""The policy brief: one page of the findings and recommendations that the article marks."""

import re

from reportgen.diagnostics import Bag
from reportgen.diagnostics.source import nfc
from reportgen.editions import Edition, EditionSpec, blocks_of
from reportgen.resolve import Report, bounds, without
from reportgen.resolve.listed_sources import listed_sources
from reportgen.tree.nodes import Node, attr, div, edit, span, string, walk
from reportgen.tree.selection import Selection

END = re.compile(r"[.!?][\"'”’)\]]*$")
SHORT = re.compile(r"(?:^|\W)(?:(?:[A-Z]\.)+|(?:Mr|Mrs|Ms|Dr|Prof|No|vs|St|Jr|Sr|cf|al|etc)\.)$")
"""Abbreviations, whose full stop ends no sentence."""
EDITION = EditionSpec(
    Selection(
        "brief",
        whole=False,
        shows=frozenset({"key-finding", "recommendation", "brief-only"}),
        hides=frozenset({"article-only"}),
    ),
    template="brief",
)


def shows(report: Report) -> bool:
    return report.front.brief is not None or bool(blocks_of(EDITION.selection, report.blocks))


def make(report: Report, bag: Bag) -> Edition | None:
    """The brief; None where neither the front matter nor the text says what it should show."""
    marked = blocks_of(EDITION.selection, report.blocks)
    if report.front.brief is None and not marked:
        bag.error(
            "brief-empty",
            "there is nothing for the brief to show",
            report.front.place("brief"),
            "add `brief:` to the front matter, or mark text with `::: {.key-finding}`",
        )
        return None
    brief = report.front.brief
    words = report.words
    findings, recommendations, rest = _sorted(marked)
    heads = (
        (brief and brief.findings_heading) or words["findings"],
        (brief and brief.recommendations_heading) or words["recommendations"],
    )
    parts = [
        _section("findings", heads[0], [_led(block) for block in findings]),
        _exhibit(report, (brief and brief.exhibit) or "", bag),
        _section("recommendations", heads[1], recommendations),
        _section("more", "", rest),
    ]
    elsewhere = str((brief and brief.url) or "")
    shown = [p for p in parts if p]
    sources = listed_sources(shown, [*report.blocks, *report.bibliography])
    bounds.check_brief(report, shown, bag)
    blocks = _outward(shown, elsewhere, sources)
    return Edition(
        EDITION,
        report,
        blocks,
        title=(brief and brief.title) or report.front.title,
        date=(brief and brief.date) or report.front.date,
        summary=("standfirst", "abstract"),
        pages=1,
        elsewhere=elsewhere,
        bibliography=sources,
    )


def _sorted(marked: list[Node]) -> tuple[list[Node], list[Node], list[Node]]:
    """The findings, the recommendations, and what stands behind both.

    What only the brief shows stays before the block that it precedes in the manuscript.
    """
    findings: list[Node] = []
    recommendations: list[Node] = []
    waiting: list[Node] = []
    for block in marked:
        shown = {**block, "c": [block["c"][0], without(block["c"][1], *EDITION.selection.hides)]}
        waiting.append(shown)
        if "brief-only" not in attr(block)[1]:
            finds = "key-finding" in attr(block)[1]
            (findings if finds else recommendations).extend(waiting)
            waiting = []
    return findings, recommendations, waiting


def _led(block: Node) -> Node:
    """A finding whose first sentence leads: it is what a reader takes away."""
    first, *rest = block["c"][1] or [None]
    if "key-finding" not in attr(block)[1] or not first or first["t"] != "Para":
        return block
    end = _sentence(first["c"])
    lead = span(first["c"][:end], "lead")
    return {**block, "c": [block["c"][0], [{**first, "c": [lead, *first["c"][end:]]}, *rest]]}


def _sentence(inlines: list[Node]) -> int:
    """Where the first sentence ends, with the notes on it."""
    ended = False
    for i, node in enumerate(inlines):
        if node["t"] in ("Space", "SoftBreak") and ended:
            return i
        if node["t"] == "Str":
            ended = bool(END.search(node["c"])) and not SHORT.search(node["c"])
    return len(inlines)


def _section(name: str, title: str, blocks: list[Node]) -> Node | None:
    if not blocks:
        return None
    items = [_titled(block) for block in blocks]
    head = [{"t": "Header", "c": [1, [name, [], []], string(title)]}] if title else []
    numbered = sum("brief-only" not in attr(block)[1] for block in blocks)
    return div([*head, *items], name, *(["single"] if numbered == 1 else []))


def _titled(block: Node) -> Node:
    """A block with its title, where it has one, as a heading."""
    title = attr(block)[2].get("title", "")
    if not title:
        return block
    heading = {"t": "Header", "c": [2, ["", [], []], string(title)]}
    return {**block, "c": [block["c"][0], [heading, *block["c"][1]]]}


def _outward(blocks: list[Node], elsewhere: str, sources: tuple[Node, ...]) -> list[Node]:
    """The blocks with links to what only the article has leading there, or as plain words."""
    here = {attr(node)[0] for node in walk([*blocks, *sources])}

    def change(node: Node) -> Node | list[Node]:
        target = node["c"][2][0]
        if not target.startswith("#") or target[1:] in here:
            return node
        attributes, inlines, (_, title) = node["c"]
        if not elsewhere:
            return list(inlines)
        return {**node, "c": [attributes, inlines, [elsewhere + target, title]]}

    changed: list[Node] = edit(blocks, change, {"Link"})
    return changed


def _exhibit(report: Report, label: str, bag: Bag) -> Node | None:
    name = nfc(label.lstrip("#@"))
    for node in walk(report.blocks):
        if name and node["t"] in ("Figure", "Table") and attr(node)[0] == name:
            return div([node], "exhibit")
    if name:
        bag.warning(
            "brief-exhibit",
            f"no figure or table has the label `{name}` that the brief is to show",
            report.front.place("brief", "exhibit"),
            f"add `{{#{name}}}` to one, or name another",
        )
    return None
