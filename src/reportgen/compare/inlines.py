"""Two states of a paragraph's inlines as one: what was inserted and deleted in Spans.

Such a Span has `change`, which is "ins" or "del".
"""

import re
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from reportgen.alignment import changes
from reportgen.compare.known import DELETED, INSERTED, Known
from reportgen.tree.nodes import Node, span

WRAPPERS = frozenset(
    {"Emph", "Strong", "Underline", "Strikeout", "Superscript", "Subscript", "SmallCaps", "Span"}
)
"""Inlines whose contents are compared word by word."""
ALONE = frozenset({"Note", "Link", "Image", "Math", "LineBreak"})
"""Inlines that have a mark of their own, since a text alternative would hide what they are."""
PLAIN = frozenset({"t", "c", "at"})
WORDS = re.compile(r"[^\W_]+|[\W_]")

Note = Callable[[Node, Node], Node]
"""A note of two states made of both."""


@dataclass(frozen=True)
class Token:
    """A word, a blank, or an inline that is compared as a whole, with the inlines around it."""

    key: Hashable
    node: Node
    around: tuple[Node, ...] = ()


PILCROW = "¶"
MARK = Token(("mark",), {"t": "Str", "c": PILCROW, "ends": True})
"""The end of a paragraph that was divided or joined, which is shown."""


def merged_inlines(
    old: Sequence[list[Node]], new: Sequence[list[Node]], known: Known, note: Note
) -> list[Node]:
    """The inlines of both; `note` merges those that are in both.

    Each is of one paragraph, or of two with a `MARK` between them.
    """
    here, there = (
        [token for n, one in enumerate(part) for token in [MARK] * bool(n) + _tokens(one, known, o)]
        for part, o in ((old, True), (new, False))
    )
    out: list[Node] = []
    i = j = 0
    found = changes([t.key for t in here], [t.key for t in there], _is_weak)
    for i1, i2, j1, j2 in [*found, (len(here), len(here), len(there), len(there))]:
        kept = [_kept(a, b, note) for a, b in zip(here[i:i1], there[j:j1], strict=True)]
        out += _rebuilt(kept)
        out += marked(DELETED, _rebuilt(here[i1:i2]), known)
        out += marked(INSERTED, _rebuilt(there[j1:j2]), known)
        i, j = i2, j2
    return out


def marked(kind: str, inlines: list[Node], known: Known) -> list[Node]:
    """Inlines in Spans that say that they were inserted or deleted."""
    shown = deleted(inlines, known) if kind == DELETED else inlines
    out: list[Node] = []
    for alone, group in groupby(shown, lambda node: node["t"] in ALONE):
        inner = list(group)
        pieces = [[node] for node in inner] if alone else [inner]
        out += [{**span(piece), "change": kind} for piece in pieces]
    return out


def deleted(tree: Any, known: Known) -> Any:
    """What is deleted, without the names that something else may have now."""
    if isinstance(tree, list):
        return [deleted(item, known) for item in tree]
    if not isinstance(tree, dict):
        return tree
    kind = tree.get("t")
    if kind == "Link" and tree["c"][2][0].startswith("#"):
        return span(deleted(tree["c"][1], known))
    if kind == "Image":
        attributes, words, (name, title) = tree["c"]
        tree = {**tree, "c": [attributes, words, [known.earlier(name), title]]}
    tree = {key: value for key, value in tree.items() if key not in ("label", "also")}
    at = {"Header": 1}.get(str(kind), 0)
    named = kind in ("Div", "Span", "Code", "CodeBlock", "Table", "Figure", "Image", "Link")
    if (named or kind == "Header") and tree["c"][at][0]:
        content = list(tree["c"])
        content[at] = ["", *content[at][1:]]
        tree = {**tree, "c": content}
    return {k: deleted(v, known) if k != "at" else v for k, v in tree.items()}


def _tokens(
    inlines: list[Node], known: Known, old: bool, around: tuple[Node, ...] = ()
) -> list[Token]:
    out: list[Token] = []
    kept = tuple(_look(node, known) for node in around)
    for node in inlines:
        kind = node["t"]
        if kind in WRAPPERS and node.keys() <= PLAIN:
            inner = node["c"][1] if kind == "Span" else node["c"]
            out += _tokens(inner, known, old, (*around, node))
        elif kind == "Quoted":
            marks = known.language.quotes
            pair = marks[:2] if node["c"][0]["t"] == "DoubleQuote" else marks[2:]
            quoted = [{"t": "Str", "c": pair[0]}, *node["c"][1], {"t": "Str", "c": pair[1]}]
            out += _tokens(quoted, known, old, around)
        elif kind == "Str":
            words = WORDS.findall(node["c"])
            out += [Token((w, kept), {"t": "Str", "c": w}, around) for w in words]
        elif kind in ("Space", "SoftBreak"):
            out.append(Token((" ", kept), {"t": "Space"}, around))
        elif kind == "Note" and node.get("n"):
            number = known.notes.get(node["n"], -1) if old else node["n"]
            out.append(Token(("note", number, kept), node, around))
        else:
            out.append(Token((known.key(node, old=old), kept), node, around))
    return out


def _look(node: Node, known: Known) -> str:
    """What an inline around others makes of them, without its name."""
    if node["t"] == "Span":
        _, classes, pairs = node["c"][0]
        return f"{classes}{pairs}"
    return str(node["t"])


def _is_weak(key: Hashable) -> bool:
    """Whether a token is a blank or a mark, which is no agreement of two texts by itself."""
    return isinstance(key, tuple) and len(key) == 2 and len(key[0]) == 1 and not key[0].isalnum()


def _kept(old: Token, new: Token, note: Note) -> Token:
    """A token that is in both."""
    if new.node["t"] != "Note" or not new.node.get("n"):
        return new
    return Token(new.key, note(old.node, new.node), new.around)


def _rebuilt(tokens: list[Token], depth: int = 0) -> list[Node]:
    """Tokens as inlines again, those with one inline around them inside it."""
    out: list[Node] = []
    for owner, group in groupby(
        tokens, lambda t: id(t.around[depth]) if len(t.around) > depth else 0
    ):
        inner = list(group)
        if not owner:
            out += _joined([token.node for token in inner])
            continue
        wrapper = inner[0].around[depth]
        contents = _rebuilt(inner, depth + 1)
        content = [wrapper["c"][0], contents] if wrapper["t"] == "Span" else contents
        out.append({**wrapper, "c": content})
    return out


def _joined(nodes: list[Node]) -> list[Node]:
    """Neighbouring words as one."""
    out: list[Node] = []
    for node in nodes:
        if node["t"] == "Str" and out and out[-1]["t"] == "Str" and not _ends(node, out[-1]):
            out[-1] = {"t": "Str", "c": out[-1]["c"] + node["c"]}
        else:
            out.append(node)
    return out


def _ends(*nodes: Node) -> bool:
    return any("ends" in node for node in nodes)


def paragraphs(inlines: list[Node]) -> list[list[Node]]:
    """Inlines as the paragraphs that they are, each behind the mark that was inserted."""
    out: list[list[Node]] = [[]]
    for node in inlines:
        if node.get("change") != INSERTED:
            out[-1].append(node)
            continue
        attributes, inner = node["c"]
        at = next((n for n, one in enumerate(inner, 1) if _ends(one)), 0)
        for piece in [inner[:at], inner[at:]] if at else [inner]:
            if piece:
                out[-1].append({**node, "c": [attributes, piece]})
            if at and piece is not inner and piece == inner[:at]:
                out.append([])
    return [one for one in out if one]
