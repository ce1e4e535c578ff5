"""Points and quotation marks: in American order a point stands inside (Chicago Manual 6.9)."""

from itertools import count
from typing import Any

from reportgen.tree.nodes import Node, text, walk
from reportgen.tree.visitor import Context, rewrite

POINTS = (".", ",")
_CLOSING = "”"
_INNER = "”’"
_ENDED = (".", ",", "!", "?", "…")
_HOLDERS = ("Emph", "Strong", "SmallCaps", "Underline")


def with_point(node: Node, point: str) -> Node | None:
    """An inline that ends with a quotation, with a point inside; None where it ends otherwise.

    Nothing is added behind a point, an exclamation or a question mark of the quotation's own; a
    comma behind one of the two marks stays outside (None).
    """
    match node.get("t"):
        case "Quoted":
            inner = _pointed(node["c"][1], point)
            return None if inner is None else {**node, "c": [node["c"][0], inner]}
        case "Str":
            return _word(node, point)
        case "Cite" if is_closed(node):
            return with_point_in_words(node, point)
    return None


def is_closed(node: Node) -> bool:
    """Whether the words of a node end with closing quotation marks, typed or set as characters."""
    return text(node)[-1:] in tuple(_INNER)


def with_point_in_words(node: Node, point: str) -> Node:
    """The node with a point before its closing quotation marks, unless one stands there."""
    words = [n["c"] for n in walk(node) if n["t"] == "Str"]
    last = len(words) - 1
    while last and not words[last].rstrip(_INNER):
        last -= 1
    bare = words[last].rstrip(_INNER)
    if bare[-1:] in (".", ",", "!", "?"):
        return node
    number = count()

    def change(out: list[Any], word: Node, context: Context) -> Node:
        if next(number) != last:
            return word
        return {**word, "c": bare + point + words[last][len(bare) :]}

    pointed: Node = rewrite(node, change, {"Str"})
    return pointed


def without_point(quoted: Node) -> tuple[Node, str]:
    """A quotation without the point at its end, and that point; empty where there is none."""
    inlines = quoted["c"][1]
    last = inlines[-1] if inlines else {}
    word = last["c"] if last.get("t") == "Str" else ""
    if not word.endswith(POINTS) or word.endswith("..") or word.count(".") > 1:
        return quoted, ""
    kept = [{**last, "c": word[:-1]}] if word[:-1] else []
    return {**quoted, "c": [quoted["c"][0], [*inlines[:-1], *kept]]}, word[-1]


def _pointed(inlines: list[Node], point: str) -> list[Node] | None:
    last = inlines[-1] if inlines else {}
    if last.get("t") == "Quoted":
        inner = with_point(last, point)
        return None if inner is None else [*inlines[:-1], inner]
    if last.get("t") == "Str":
        word = last["c"]
        if word.rstrip(_INNER).endswith(_ENDED):
            return inlines if _enough(word.rstrip(_INNER)[-1], point) else None
        return [*inlines[:-1], {**last, "c": word + point}]
    if last.get("t") == "Cite" and text(last)[-1:] in _ENDED:
        return inlines if _enough(text(last)[-1], point) else None
    if last.get("t") in (*_HOLDERS, "Cite"):
        return [*inlines, {"t": "Str", "c": point}]
    return None


def _word(node: Node, point: str) -> Node | None:
    """A word that ends with typed quotation marks; a lone apostrophe is none."""
    bare = node["c"].rstrip(_INNER)
    marks = node["c"][len(bare) :]
    if _CLOSING not in marks:
        return None
    if bare.endswith(_ENDED):
        return node if _enough(bare[-1], point) else None
    return {**node, "c": bare + point + marks}


def _enough(mark: str, point: str) -> bool:
    """Whether a mark that stands there takes the place of a point."""
    return point == "." or mark == point
