"""Headings -> sections: every part of a text inside the one that it belongs to."""

from reportgen.jats import named_blocks
from reportgen.jats.blocks import blocks
from reportgen.jats.context import Context
from reportgen.jats.elements import LANG, Element, append, element, filled
from reportgen.jats.inlines import inlines
from reportgen.jats.inlines import title as title_of
from reportgen.tree import theorems
from reportgen.tree.named_blocks import APPENDIX, kind
from reportgen.tree.nodes import Node, attr, find, text


def opened(tree: list[Node], lang: str = "") -> list[Node]:
    """The blocks with those in place of each Div that is none in JATS, if it holds headings."""
    out: list[Node] = []
    for node in tree:
        plain_div = node["t"] == "Div" and not _is_kept(node)
        if plain_div and find(node["c"][1], {"Header"}):
            out += opened(node["c"][1], attr(node)[2].get("lang", "") or lang)
        else:
            out.append({**node, "lang": lang} if lang else node)
    return out


def _is_seen(node: Node) -> bool:
    """Whether a block shows anything."""
    return bool(text(node).strip() or find(node, {"Image", "Note", "HorizontalRule"}))


def _is_heading(node: Node) -> bool:
    """Whether a block is a heading that says something."""
    if node["t"] != "Header":
        return False
    words = node["c"][2]
    return bool(text(words).strip() or find(words, {"Image"}))


def _is_kept(node: Node) -> bool:
    classes = attr(node)[1]
    return bool(kind(node) or theorems.kind(classes)) or named_blocks.is_boxed(node)


def parted(tree: list[Node]) -> tuple[list[Node], list[Node], list[Node]]:
    """The text, the appendices at its end, and the heading of the list of references, if any.

    That list has an element of its own, which its heading is the title of.
    """
    kept: list[Node] = []
    title: list[Node] = []
    for node in opened(tree):
        if named_blocks.is_bibliography(node):
            at = next((i for i in range(len(kept) - 1, -1, -1) if _is_seen(kept[i])), 0)
            if kept and kept[at]["t"] == "Header":
                title = kept.pop(at)["c"][2]
        else:
            kept.append(node)
    heads = [(i, node) for i, node in enumerate(kept) if _is_heading(node)]
    for place, (i, head) in enumerate(heads):
        if APPENDIX not in attr(head)[1]:
            continue
        later = (other for _, other in heads[place:] if other["c"][0] <= head["c"][0])
        before = [other["c"][0] for _, other in heads[:place]]
        if all(APPENDIX in attr(other)[1] for other in later) and head["c"][0] <= min(
            before, default=6
        ):
            return kept[:i], kept[i:], title
    return kept, [], title


def sectioned(tree: list[Node], context: Context, appended: bool = False) -> list[Element]:
    """The blocks before the first heading, and the sections; `appended` ones are `app`."""
    top = element("body")
    stack: list[tuple[int, Element]] = [(0, top)]
    for node in tree:
        if node["t"] != "Header":
            append(stack[-1][1], _with_language(blocks([node], context), node))
            continue
        level = node["c"][0]
        made = _section(node, context)
        if made is None:
            continue
        while stack[-1][0] >= level:
            stack.pop()
        if appended and stack[-1][1] is top:
            made.tag = "app"
        append(stack[-1][1], *_with_language([made], node))
        stack.append((level, made))
    return list(top)


def _with_language(made: list[Element], node: Node) -> list[Element]:
    for one in made:
        if node.get("lang") and one.get(LANG) is None and one.tag != "alternatives":
            one.set(LANG, node["lang"])
    return made


def _section(node: Node, context: Context) -> Element | None:
    """The section that a heading begins; None for one without words."""
    _, (identifier, _, _), words = node["c"]
    number, rest = _numbered(words)
    label = filled(element("label", inlines(number, context))) if number else None
    title = title_of(rest, context)
    if title is None and label is not None:
        title, label = label, None
        title.tag = "title"
    if title is None:
        return None
    return element("sec", label, title, id=context.id(identifier, "section"))


def _numbered(words: list[Node]) -> tuple[list[Node], list[Node]]:
    """The number of a heading with the word before it, and the other words."""
    if words and "number" in words[0]:
        return [{"t": "Str", "c": words[0]["number"]}], words[1:]
    at = next((i for i, n in enumerate(words) if "heading-number" in attr(n)[1]), None)
    if at is None:
        return [], words
    end = at + 1
    while end < len(words) and words[end]["t"] == "Str" and words[end]["c"].strip():
        if not set(words[end]["c"]) <= set(".:—– "):
            break
        end += 1
    rest = words[end:]
    while rest and not text(rest[0]).strip():
        rest = rest[1:]
    return words[:end], rest
