"""How long a text is, counted as word processors do it.

What stands between two spaces is a word, a dash too; a Chinese character and a Japanese syllable
are one word each, Korean is counted by its spaces. A formula is one word. Pictures, and what the
pages say by themselves (`Figure 1`), are none.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from reportgen.tree.nodes import Node

_IDEOGRAPHS = r"\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_IDEOGRAPHS}]|[^\s{_IDEOGRAPHS}]+")
_UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff]")
_FORMULA = "\u25a1"

UNITS: Mapping[str, Callable[[str], int]] = {
    "words": lambda text: len(_WORD.findall(text)),
    "characters": lambda text: len(" ".join(text.split())),
    "characters-without-spaces": lambda text: len("".join(text.split())),
}
"""How a text is counted, by the name of what is counted."""


def length(tree: Iterable[object], unit: str, notes: bool = False) -> int:
    """How many units a tree has, with the text of its notes or without."""
    return UNITS[unit](shown_text(tree, notes))


def shown_text(tree: object, notes: bool = False) -> str:
    """The text of a tree as readers see it, each block on lines of its own, notes last."""
    out: list[str] = []
    behind: list[Node] = []
    _gather(tree, out, behind)
    while notes and behind:
        note, *behind = behind
        out.append("\n")
        _gather(note["c"], out, behind)
    return _UNSEEN.sub("", "".join(out))


def _gather(tree: object, out: list[str], notes: list[Node]) -> None:
    if isinstance(tree, list | tuple):
        for item in tree:
            _gather(item, out, notes)
        return
    if not isinstance(tree, dict):
        return
    kind = tree.get("t")
    content: Any = tree.get("c")
    match kind:
        case "Str":
            out.append(content)
        case "Space" | "SoftBreak" | "LineBreak":
            out.append(" ")
        case "Code" | "CodeBlock":
            out.append(content[1])
        case "Math":
            out.append(_FORMULA)
        case "Quoted":
            marks = "‘’" if content[0]["t"] == "SingleQuote" else "“”"
            out.append(marks[0])
            _gather(content[1], out, notes)
            out.append(marks[1])
        case "Note":
            notes.append(tree)
        case "Cite":
            _gather(content[1], out, notes)
        case "Image" | "RawInline" | "RawBlock":
            pass
        case _:
            _gather(content, out, notes)
    if kind in ("Para", "Plain", "Header", "CodeBlock", "LineBlock"):
        out.append("\n")
