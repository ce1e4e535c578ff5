"""The authors' own works, cited so that a reader does not learn who wrote them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any

from reportgen.parse.front_matter import Author
from reportgen.parse.name_forms import is_author
from reportgen.resolve import Report
from reportgen.tree.nodes import Node, attr, edit, string, text

ENTRY = "ref-"
NAMES = ("author", "editor", "container-author", "translator")


def own_works(sources: Iterable[Mapping[str, Any]], authors: Collection[Author]) -> dict[str, str]:
    """The keys of the cited works that an author has written or edited, with their years."""
    return {
        str(item["id"]): _year(item)
        for item in sources
        if any(is_author(name, authors) for role in NAMES for name in item.get(role, ()))
    }


def hidden(report: Report) -> Report:
    """The report with its authors' own works cited as `[author, 2024]`, and listed nowhere."""
    own = own_works(report.sources, report.front.authors)
    if not own:
        return report
    masks = {
        key: report.words["self-citation"].format(year or "–").replace("\u00a0", " ")
        for key, year in own.items()
    }

    def cite(node: Node) -> Node:
        keys = [citation["citationId"] for citation in node["c"][0]]
        if not any(key in own for key in keys):
            return node
        if not all(key in own for key in keys):
            shown = edit(node["c"][1], lambda link: _masked_link(link, masks), {"Link"})
            return {**node, "c": [[c for c in node["c"][0] if c["citationId"] not in own], shown]}
        parts = [_said(citation, masks[citation["citationId"]]) for citation in node["c"][0]]
        usual, said = text(node["c"][1]).strip(), "; ".join(parts)
        said = said[:1].upper() + said[1:] if usual[:1].isupper() else said
        end = "." if usual.endswith(".") else ""
        return {"t": "Span", "c": [["", [], []], string(said + end)]}

    def listed(node: Node) -> Node | None:
        return None if attr(node)[0].removeprefix(ENTRY) in own and attr(node)[0] else node

    def masked(tree: Any) -> Any:
        return edit(edit(tree, cite, {"Cite"}), listed, {"Div"})

    return replace(
        report,
        blocks=masked(report.blocks),
        prose={name: masked(said) for name, said in report.prose.items()},
        bibliography=masked(report.bibliography),
        sources=tuple(item for item in report.sources if str(item["id"]) not in own),
    )


def _masked_link(node: Node, masks: Mapping[str, str]) -> Node | list[Node]:
    key = node["c"][2][0].removeprefix(f"#{ENTRY}")
    return string(masks[key]) if key in masks else node


def _said(citation: Mapping[str, Any], mask: str) -> str:
    """A citation with what the author typed around it."""
    prefix, suffix = citation.get("prefix", ""), citation.get("suffix", "")
    before = f"{prefix.rstrip()} " if prefix.strip() else ""
    behind = suffix if not suffix or suffix[0] in ",;: " else f" {suffix}"
    return f"{before}{mask}{behind}"


def _year(item: Mapping[str, Any]) -> str:
    parts = (item.get("issued") or {}).get("date-parts") or [[]]
    return str(parts[0][0]) if parts[0] else ""
