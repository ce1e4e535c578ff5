"""Put into the text what was set for its citations, with the punctuation beside it in order."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from reportgen.resolve import markers
from reportgen.tree.nodes import Node, edit, string
from reportgen.tree.notes import begins_with_note
from reportgen.tree.visitor import Context, rewrite

KINDS = frozenset({"Cite", "Note", "Str", "Link", "Quoted"})
"""What is written anew where citations are set: they, and what stands beside their marks."""
_ITALIC = ("book", "legal_case", "hearing", "motion_picture", "periodical")
_TAG = re.compile(r"</?(?:i|b|sc|sub|sup|span)\b[^<>]*>")


@dataclass(frozen=True)
class Rules:
    """How citations stand in a text.

    `notes` says that the style prints notes, `american` that points stand inside quotation marks;
    `titles` are the cited works' titles by key, for those that the style names no author of.
    """

    notes: bool
    american: bool
    titles: Mapping[str, list[Node]] = field(default_factory=dict)


def title(item: Mapping[str, Any]) -> list[Node]:
    """A work's title as a text names it: in italics for what is published alone, else in quotes."""
    words = _TAG.sub("", str(item.get("title-short") or item.get("title") or "")).strip("\u2060 ")
    if not words:
        return string(str(item.get("publisher") or "")) if item.get("publisher") else []
    if item.get("type") in _ITALIC:
        return [{"t": "Emph", "c": string(words)}]
    return [{"t": "Quoted", "c": [{"t": "DoubleQuote"}, string(words)]}]


def placed(part: list[Node], rendered: Mapping[int, list[Node]], rules: Rules) -> list[Node]:
    """The part with its citations, by their numbers `i`, replaced by what they print as."""

    quoted = 0

    def change(out: list[Any], node: Node, context: Context) -> Node | None:
        nonlocal quoted
        match node["t"]:
            case "Cite":
                inlines = rendered.get(node["i"], node["c"][1])
                if context.note and rules.notes:
                    inlines = edit(inlines, _without_parentheses, {"Cite"})
                inlines = _named(node, inlines, rules, inside=quoted > 0)
                markers.drop_space_before_marker(out, inlines)
                point = "" if rules.notes else markers.take_point(out, inlines, node)
                out.extend(inlines)
                if point:
                    out.append({"t": "Str", "c": point})
            case "Note":
                markers.drop_space_before_marker(out, [node])
                return node
            case "Link":
                inner = rewrite(node["c"][1], change, KINDS, context)
                out.extend(markers.lift_notes(node, inner))
            case "Quoted":
                double = node["c"][0]["t"] == "DoubleQuote"
                quoted += double
                inner = rewrite(node["c"][1], change, KINDS, context)
                quoted -= double
                out.extend(markers.lift_last_notes(node, inner))
            case _ if markers.ends_with_marker(out):
                markers.move_before_marker(out, node["c"], rules.american)
            case _ if rules.american and context.note and out and out[-1].get("t") == "Cite":
                word = markers.move_into_quotes(out, node["c"])
                return {**node, "c": word} if word else None
            case _:
                return node
        return None

    spliced: list[Node] = rewrite(part, change, KINDS)
    return spliced


def _named(cite: Node, inlines: list[Node], rules: Rules, *, inside: bool) -> list[Node]:
    """What was set for `@key`, with the work's title before its mark where no author is.

    `inside` says that it stands in quotation marks; those of the title are then single.
    """
    first = cite["c"][0][0]
    alone = first["citationMode"]["t"] == "AuthorInText" and rules.notes
    if not (alone and inlines and begins_with_note(inlines[0])):
        return inlines
    named = rules.titles.get(first["citationId"], [])
    if inside:
        single = {"t": "SingleQuote"}
        named = [{**n, "c": [single, n["c"][1]]} if n["t"] == "Quoted" else n for n in named]
    return [*named, *inlines]


def _without_parentheses(node: Node) -> Node:
    """A citation in a note without the parentheses that citeproc sets around it there."""
    citations, inlines = node["c"]
    if not inlines or inlines[0].get("t") != "Str" or inlines[-1].get("t") != "Str":
        return node
    first, last = inlines[0]["c"], inlines[-1]["c"]
    if not (first.startswith("(") and last.endswith(")")):
        return node
    if len(inlines) == 1:
        kept = [first[1:-1]]
        return {**node, "c": [citations, [{"t": "Str", "c": word} for word in kept]]}
    ends = [{"t": "Str", "c": first[1:]}], [{"t": "Str", "c": last[:-1]}]
    head, tail = ([n for n in end if n["c"]] for end in ends)
    return {**node, "c": [citations, [*head, *inlines[1:-1], *tail]]}
