"""The authors' own works, cited so that a reader does not learn who wrote them."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any

from reportgen.parse.front_matter import Author
from reportgen.parse.name_forms import is_author
from reportgen.resolve import Report
from reportgen.tree.nodes import Node, attr, edit, para, string, text

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

    def cite(node: Node) -> Node | list[Node]:
        keys = [c["citationId"] for c in node["c"][0] if "mode" in c]
        return _shown(node, masks) if any(key in own for key in keys) else node

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


def _shown(node: Node, masks: Mapping[str, str]) -> Node | list[Node]:
    """A citation of an own work, alone or among others, in the text or in a note."""
    citations, inlines = node["c"]
    first = citations[0]
    others = [c for c in citations if c["citationId"] not in masks]
    typed = {c["citationId"]: c for c in citations}
    named = first.get("mode") == "AuthorInText" and first["citationId"] in masks
    note = next((i for i, inline in enumerate(inlines) if inline["t"] == "Note"), None)
    if note is not None:  # the names stand before the note
        words = string(masks[first["citationId"]]) if named else inlines[:note]
        inner = inlines[note]
        if others:
            said = edit(inner["c"], lambda one: _masked(one, masks, typed), {"Link", "Cite"})
        else:
            said = [para(string(_joined(citations, masks, text(inner["c"]))))]
        return [*words, {**inner, "c": said}, *inlines[note + 1 :]]
    if not others:
        made = string(_joined(citations, masks, text(inlines)))
        return {"t": "Span", "c": [["", [], []], made]}
    if named:  # what stands before the brackets are the names
        opening = (i for i, one in enumerate(inlines) if str(one.get("c", ""))[:1] in ("(", "["))
        inlines = inlines[next(opening, 0) :]
    said = edit(inlines, lambda one: _masked(one, masks, typed), {"Link", "Cite"})
    return {**node, "c": [others, said]}


def _joined(citations: list[Mapping[str, Any]], masks: Mapping[str, str], usual: str) -> str:
    """Citations of own works alone, that begin and end as what is usually printed for them."""
    said = "; ".join(_said(citation, masks[citation["citationId"]]) for citation in citations)
    usual = usual.strip()
    said = said[:1].upper() + said[1:] if usual[:1].isupper() else said
    return said + ("." if usual.endswith(".") else "")


def _masked(
    node: Node, masks: Mapping[str, str], typed: Mapping[str, Mapping[str, Any]]
) -> Node | list[Node]:
    """What was set for one source of several, with its locator as it was typed."""
    if node["t"] == "Cite":
        key = node["c"][0][0]["citationId"]
    else:
        key = node["c"][2][0].removeprefix(f"#{ENTRY}")
    if key not in masks or key not in typed:
        return node
    suffix = str(typed[key].get("suffix", ""))
    last = re.split(r"\s", suffix.strip(" ,.;"))[-1]
    return string(masks[key] + (suffix if last and last in text(node) else ""))


def _said(citation: Mapping[str, Any], mask: str) -> str:
    """A citation with what the author typed around it."""
    prefix, suffix = citation.get("prefix", ""), citation.get("suffix", "")
    before = f"{prefix.rstrip()} " if prefix.strip() else ""
    behind = suffix if not suffix or suffix[0] in ",;: " else f" {suffix}"
    return f"{before}{mask}{behind}"


def _year(item: Mapping[str, Any]) -> str:
    parts = (item.get("issued") or {}).get("date-parts") or [[]]
    return str(parts[0][0]) if parts[0] else ""
