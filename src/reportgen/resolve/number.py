"""Give numbers to notes, figures, tables and equations, and words to what refers to them."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count
from string import ascii_lowercase
from typing import Any

from reportgen.parse.front_matter import Front
from reportgen.tree import named_blocks, theorems
from reportgen.tree.nodes import ATTRIBUTED, Node, attr, edit, span, string, text, walk
from reportgen.tree.selection import Selection
from reportgen.tree.visitor import Context, rewrite


@dataclass(frozen=True)
class Target:
    """What a label stands for: its kind, its number ("" where it has none) and its title.

    `place` is the identifier that stands in the outputs, where it is not the label itself.
    """

    kind: str
    number: str
    title: str
    place: str = ""


def unique_identifiers(blocks: list[Node]) -> list[Node]:
    """The blocks with every identifier used once; of two the first keeps it."""
    seen: set[str] = set()

    def change(node: Node) -> Node:
        name = attr(node)[0]
        if not name:
            return node
        if name not in seen:
            seen.add(name)
            return node
        fresh = next(f"{name}-{i}" for i in count(1) if f"{name}-{i}" not in seen)
        seen.add(fresh)
        at = 1 if node["t"] == "Header" else 0
        content = list(node["c"])
        content[at] = [fresh, *content[at][1:]]
        return {**node, "c": content}

    changed: list[Node] = edit(blocks, change, ATTRIBUTED)
    return changed


def number_notes(blocks: list[Node], work: Selection) -> list[Node]:
    """The blocks with each note's number as `n`, numbered through the whole work.

    What the work does not show has no note of its own in it: such a note takes the number of the
    first note of the work that prints the same words; 0 where there is none.
    """
    numbers = count(1)
    printed: dict[str, int] = {}

    def first(out: list[Any], node: Node, context: Context) -> Node:
        if context.note is not None or not work.includes(context.classes):
            return node
        n = next(numbers)
        printed.setdefault(text(node["c"]).strip(), n)
        return {**node, "n": n}

    def second(out: list[Any], node: Node, context: Context) -> Node:
        if context.note is not None or "n" in node:
            return node
        words = text(node["c"]).strip().rstrip(".")
        return {**node, "n": next((n for whole, n in printed.items() if words in whole), 0)}

    numbered: list[Node] = rewrite(rewrite(blocks, first, {"Note"}), second, {"Note"})
    return numbered


def number_exhibits(blocks: list[Node]) -> list[Node]:
    """The blocks with the number of each captioned figure, table, box and labelled formula.

    Each appendix counts its own: `A1`.
    """
    counts: dict[tuple[str, str], count[int]] = defaultdict(lambda: count(1))

    def numbered(node: Node, kind: str) -> Node:
        letter = node.get("appendix", "")
        return {**node, "number": f"{letter}{next(counts[letter, kind])}"}

    def change(node: Node) -> Node:
        match node["t"]:
            case "Figure":
                return numbered(node, "figure")
            case "Table" if _captioned(node):
                return numbered(node, "table")
            case "Math" if node.get("label"):
                return numbered(node, "equation")
            case "Div" if kind := theorems.kind(attr(node)[1]):
                if theorems.numbered(attr(node)[0], kind):
                    return numbered(node, kind)
            case "Div" if named_blocks.is_numbered_box(node):
                return numbered(node, "box")
        return node

    changed: list[Node] = edit(blocks, change, {"Figure", "Table", "Math", "Div"})
    return changed


def targets(blocks: list[Node], front: Front) -> dict[str, Target]:
    """Every label of the document and what it stands for."""
    out: dict[str, Target] = {}
    levels = [0] * 7
    section = Target("other", "", "")
    figure, letters = "", iter("")
    for node in walk(number_exhibits(blocks)):
        name, classes, pairs = attr(node)
        match node["t"]:
            case "Header":
                level = node["c"][0]
                number = node.get("part", "")
                if node.get("appendix"):
                    pass
                elif front.number_sections and "unnumbered" not in classes:
                    levels[level] += 1
                    levels[level + 1 :] = [0] * (6 - level)
                    top = next((i for i in range(1, 7) if levels[i]), 1)
                    number = ".".join(str(levels[i]) for i in range(top, level + 1))
                appended = named_blocks.APPENDIX in classes and not number
                if appended:
                    number = node.get("appendix", "")
                kind = "appendix" if appended else "section"
                section = Target(kind, number, text(node["c"][2]).strip())
                out[name] = section
            case "Figure" | "Table":
                kind = node["t"].lower()
                said = named_blocks.caption_words(node["c"][1][1])
                target = Target(kind, node.get("number", ""), text(said).strip())
                for inner in [name, *_labels(node)]:
                    out[inner] = target
                if kind == "figure":
                    figure, letters = target.number, iter(ascii_lowercase)
            case "Div" if "panel" in classes:
                panel = figure + next(letters, "")
                out[name] = Target("figure", panel, text(node["c"][1]).strip())
            case "Div" if kind := theorems.kind(classes):
                out[name] = Target(kind, node.get("number", ""), "")
            case "Div" if node.get("number"):
                out[name] = Target("box", node["number"], "")
            case "Div" if pairs.get("name"):
                out[name] = Target("named", pairs["name"], "")
            case "Math" if node.get("label"):
                target = Target("equation", node["number"], "", node["label"])
                for inner in [node["label"], *node.get("also", ())]:
                    out[inner] = target
            case "Span" if "label" in classes:
                out.setdefault(name, section)
            case _ if name:
                out.setdefault(name, Target("other", "", ""))
    out.pop("", None)
    return out


def move_points_into_quotes(tree: list[Node]) -> list[Node]:
    """The tree with a comma or period behind a quoted reference inside the marks (Chicago 6.9)."""

    def change(out: list[Any], node: Node, context: Context) -> Node:
        quoted = _quoted(out[-1]) if out else None
        point = node["c"][:1]
        if quoted is None or not point or point not in ",.":
            return node
        out[-1] = _with_quoted(out[-1], [*quoted, {"t": "Str", "c": point}])
        return {**node, "c": node["c"][1:]}

    moved: list[Node] = rewrite(tree, change, {"Str"})
    return moved


def _quoted(node: Any) -> list[Node] | None:
    """What a cross-reference quotes, where it quotes a title."""
    if isinstance(node, dict) and node.get("t") == "Link" and "xref" in attr(node)[1]:
        said = node["c"][1]
        if len(said) == 1 and said[0]["t"] == "Quoted":
            quoted: list[Node] = said[0]["c"][1]
            return quoted
    return None


def _with_quoted(node: Node, quoted: list[Node]) -> Node:
    marks = node["c"][1][0]["c"][0]
    return {**node, "c": [node["c"][0], [{"t": "Quoted", "c": [marks, quoted]}], node["c"][2]]}


def resolve_references(
    blocks: list[Node], found: Mapping[str, Target], words: Mapping[str, str]
) -> list[Node]:
    """The blocks with the words of each cross-reference: "Figure 1", or a section's title.

    `??`, a node with `unknown`, stands for what has no label in the document.
    """

    def change(node: Node) -> Node:
        if "xref" not in attr(node)[1]:
            return node
        a, _, (target, title) = node["c"]
        meant = found.get(target[1:])
        if meant is None:
            unknown = span([{"t": "Str", "c": "??"}], "mark")
            return {**unknown, "unknown": True, "at": node.get("at")}
        said = _words(meant, words, "number" in attr(node)[1])
        place = f"#{meant.place}" if meant.place else target
        return {**node, "c": [a, said or string(target[1:]), [place, title]]}

    changed: list[Node] = edit(blocks, change, {"Link"})
    return changed


def _words(target: Target | None, words: Mapping[str, str], bare: bool) -> list[Node]:
    if target is None or target.kind == "other":
        return []
    if target.kind == "section" and not target.number:
        return [{"t": "Quoted", "c": [{"t": "DoubleQuote"}, string(target.title)]}]
    if target.kind == "named":  # "Theorem 1", which stands in the text
        said = target.number.rpartition(" ")[2] if bare else target.number
        return [{"t": "Str", "c": said.replace(" ", "\u00a0")}]
    number = f"({target.number})" if target.kind == "equation" else target.number
    if bare:
        return [{"t": "Str", "c": number}]
    form = words.get(f"{target.kind}-reference", words[target.kind])
    return [{"t": "Str", "c": form.format(number).replace(" ", "\u00a0")}]


def _captioned(node: Node) -> bool:
    return bool(named_blocks.caption_words(node["c"][1][1])) or bool(attr(node)[0])


def _labels(node: Node) -> list[str]:
    """The labels that LaTeX habits put into a caption."""
    return [attr(n)[0] for n in walk(node["c"][1]) if n["t"] == "Span" and "label" in attr(n)[1]]
