"""What was changed, one by one: the number of each change, where it is, its words."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any

from reportgen.tree.nodes import LEAVES, Node, text

SHOWN = 60
"""How many letters of what stayed are shown beside what was changed."""
_FIELDS = {"keyword": "keywords"}
LONGEST = 400
"""How many letters of a change are shown."""


@dataclass(frozen=True)
class Piece:
    """Words; `change` is "ins", "del", or empty for what stayed."""

    change: str
    text: str


@dataclass(frozen=True)
class Change:
    """A change: its number, the heading that it stands under, its words.

    `field` is the field of the front matter that it is in; its number is 0 where no text shows it.
    """

    number: int
    heading: str
    pieces: tuple[Piece, ...]
    field: str = ""


def numbered(tree: Any, numbers: "count[int] | None" = None) -> Any:
    """A tree with the number of each change in it, from the first on, as its identifier."""
    given = numbers or count(1)
    if isinstance(tree, list):
        return [numbered(item, given) for item in tree]
    if not isinstance(tree, dict) or tree.get("t") in LEAVES:
        return tree
    if "redline" in tree:
        number = next(given)
        attributes, content = tree["c"]
        named = [f"redline-{number}", *attributes[1:]]
        return {**tree, "redline": number, "c": [named, numbered(content, given)]}
    return {k: numbered(v, given) if k != "at" else v for k, v in tree.items()}


def listed(prose: Mapping[str, list[Node]], trees: list[list[Node]]) -> list[Change]:
    """The changes in numbered trees, in their order: those of the front matter, of the text."""
    out: list[Change] = []
    for field, tree in prose.items():
        _walk(tree, out, [""], re.sub(r"-\d+$", "", field))
    _walk(trees, out, [""], "")
    return sorted(out, key=lambda change: change.number)


def _walk(tree: Any, out: list[Change], heading: list[str], field: str) -> None:
    if isinstance(tree, list | tuple):
        for item in tree:
            _walk(item, out, heading, field)
    elif isinstance(tree, dict):
        if tree.get("t") in LEAVES:
            return
        if tree.get("t") == "Header":
            heading[0] = " ".join(text(tree["c"][2]).split())
        if tree.get("redline"):
            found = shortened(list(pieces(tree["c"][1])))
            out.append(Change(tree["redline"], heading[0], tuple(found), _FIELDS.get(field, field)))
        for key, value in tree.items():
            if key != "at":
                _walk(value, out, heading, field)


def pieces(tree: Any, change: str = "") -> Iterator[Piece]:
    """The words of a tree and what became of them; notes are changes of their own."""
    if isinstance(tree, list):
        for item in tree:
            yield from pieces(item, change)
        return
    if not isinstance(tree, dict):
        return
    change = tree.get("change", "") or change
    kind = tree.get("t")
    if kind == "Str":
        yield Piece(change, tree["c"])
    elif kind in ("Space", "SoftBreak", "LineBreak"):
        yield Piece(change, " ")
    elif kind in ("Code", "CodeBlock", "Math"):
        yield Piece(change, str(tree["c"][1]))
    elif kind == "Image":
        name = tree["c"][2][0].rpartition("/")[2]
        yield Piece(change, f"[{name}]")
    elif kind == "Note":
        yield Piece(change, f"[{tree.get('n', '')}]" if change else "")
    elif kind != "RawInline" and kind != "RawBlock":
        yield from pieces(tree.get("c"), change)
        if kind in ("Para", "Plain", "Header"):
            yield Piece("", " ")


def shortened(found: list[Piece]) -> list[Piece]:
    """Pieces joined; of what stayed the words next to what was changed."""
    joined: list[Piece] = []
    for piece in found:
        if joined and joined[-1].change == piece.change:
            joined[-1] = Piece(piece.change, joined[-1].text + piece.text)
        elif piece.text:
            joined.append(piece)
    out = []
    for n, piece in enumerate(joined):
        words = " ".join(piece.text.split())
        left = " " if piece.text[:1].isspace() else ""
        right = " " if piece.text[-1:].isspace() else ""
        if piece.change and len(words) > LONGEST:
            words = f"{words[:LONGEST]}…"
        elif not piece.change and len(words) > 2 * SHOWN:
            head = words[:SHOWN].rpartition(" ")[0] if n else ""
            tail = words[-SHOWN:].partition(" ")[2] if n < len(joined) - 1 else ""
            words = f"{head} … {tail}".strip()
        if words or left:
            out.append(Piece(piece.change, left + words + (right if words else "")))
    return out
