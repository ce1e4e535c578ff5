"""Mark words in another script with their language, and with their direction where it is another.

Screen readers change their voice by it, layout engines and Word their face; a run from right to
left keeps its order with all that stands within it (Unicode Standard Annex 9, isolates). A whole
paragraph of the other direction becomes a Div.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from reportgen.languages import direction
from reportgen.tree.nodes import ATTRIBUTED, Node, attr, text

HEBREW = "\u0590-\u05ff\ufb1d-\ufb4f"
ARABIC = "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc"
_LETTERS = {
    "he": HEBREW, "ar": ARABIC, "hi": "\u0900-\u097f\ua8e0-\ua8ff", "th": "\u0e00-\u0e7f",
}  # fmt: skip
"""The language that a script is taken for, where a text does not say it."""
_SHARED = {"he": ("yi",), "ar": ("fa", "ur", "ps"), "hi": ("mr", "ne", "sa")}
_ANY = re.compile(f"[{''.join(_LETTERS.values())}]")
_OUTSIDE = frozenset("،؛؟")
"""Marks that are shared, and belong to what stands around a run as often as to it."""
_GATHERED = frozenset(
    ("Str", "Emph", "Strong", "Underline", "SmallCaps", "Quoted", "Link", "Code", "Cite")
)
_INLINES = _GATHERED | {
    "Space", "SoftBreak", "LineBreak", "Strikeout", "Superscript", "Subscript", "Math",
    "RawInline", "Image", "Note", "Span",
}  # fmt: skip
_BRIDGES = frozenset(("Space", "SoftBreak", "Str"))
LTR = "ltr"
"""What stands for the language of a run that is only known to go from left to right."""


def in_other_script(word: str) -> bool:
    """Whether a word has letters that are marked in a text of another script."""
    return max(word) > "\u058f" and _ANY.search(word) is not None


def mark(tree: list[Node], lang: str) -> list[Node]:
    """The blocks or inlines with each run of another script in a Span of its language."""
    marked: list[Node] = _marked(tree, lang.split("-")[0].lower(), direction(lang), False)
    return marked


def _marked(tree: Any, lang: str, way: str, noted: bool) -> Any:
    if isinstance(tree, list):
        if tree and isinstance(tree[0], dict) and tree[0].get("t") in _INLINES:
            return _line(tree, lang, way, noted)
        return [_block(item, lang, way, noted) for item in tree]
    return _block(tree, lang, way, noted)


def _block(node: Any, lang: str, way: str, noted: bool) -> Any:
    if isinstance(node, list):
        return _marked(node, lang, way, noted)
    if not isinstance(node, dict) or "c" not in node:
        return node
    kind = node.get("t")
    if kind in ATTRIBUTED and {"lang", "dir"} & attr(node)[2].keys():
        return node
    whole = "csl-entry" in attr(node)[1] if kind == "Div" else kind == "Para" and not noted
    other = _mostly(text(node), lang, way) if whole else ""
    if other and direction(other if other != LTR else "en") != way:
        pairs = _pairs(other, way)
        if kind == "Para":
            return {"t": "Div", "c": [["", [], pairs], [node]]}
        identifier, classes, own = node["c"][0]
        return {**node, "c": [[identifier, classes, [*own, *pairs]], node["c"][1]]}
    noted = noted or kind == "Note"
    content = node["c"]
    if kind == "Cite":
        return {**node, "c": [content[0], _marked(content[1], lang, way, noted)]}
    if isinstance(content, list):
        return {**node, "c": [_marked(part, lang, way, noted) for part in content]
                if not _is_line(content) else _line(content, lang, way, noted)}  # fmt: skip
    return node


def _is_line(content: list[Any]) -> bool:
    return bool(content) and isinstance(content[0], dict) and content[0].get("t") in _INLINES


def _line(inlines: list[Node], lang: str, way: str, noted: bool) -> list[Node]:
    """Inlines with their runs in Spans; what holds several scripts is looked into."""
    pieces = [piece for node in inlines for piece in _pieces(node, lang, way)]
    out: list[Node] = []
    run: list[Node] = []
    language, kept = "", 0

    def close() -> None:
        nonlocal language
        if run:
            out.append({"t": "Span", "c": [["", [], _pairs(language, way)], run[:kept]]})
            out.extend(run[kept:])
            run.clear()
        language = ""

    for node, own in pieces:
        if own and own == language:
            run.append(node)
            kept = len(run)
        elif own:
            close()
            run.append(node)
            language, kept = own, 1
        elif run and node["t"] in _BRIDGES and not _strong(text(node)):
            run.append(node)
        else:
            close()
            out.append(_block(node, lang, way, noted))
    close()
    return out


def _pieces(node: Node, lang: str, way: str) -> Iterator[tuple[Node, str]]:
    """An inline, or the parts of a word, with the language that it is marked with, if any."""
    if node["t"] not in _GATHERED:
        yield node, ""
        return
    if node["t"] != "Str":
        kinds = set(_languages(text(node), lang, way))
        single = len(kinds) == 1 and "" not in kinds
        yield node, kinds.pop() if single else ""
        return
    word, at = node["c"], 0
    for start, end, own in _runs(word, lang, way):
        if start > at:
            yield {**node, "c": word[at:start]}, ""
        yield {**node, "c": word[start:end]}, own
        at = end
    if at < len(word):
        yield {**node, "c": word[at:]}, ""


def _runs(word: str, lang: str, way: str) -> list[tuple[int, int, str]]:
    """Where the runs of one language stand in a word, from their first letter to their last."""
    found: list[tuple[int, int, str]] = []
    for i, character in enumerate(word):
        own = _language(character, lang, way)
        if own is None or character in _OUTSIDE:
            continue
        if found and found[-1][2] == own:
            found[-1] = (found[-1][0], i + 1, own)
        else:
            found.append((i, i + 1, own))
    return [run for run in found if run[2]]


def _languages(words: str, lang: str, way: str) -> Iterator[str]:
    return (own for c in words if (own := _language(c, lang, way)) is not None)


def _language(character: str, lang: str, way: str) -> str | None:
    """The language that a letter is marked with, "" where it needs none; None for other signs."""
    if character > "\u058f":
        for name, letters in _LETTERS.items():
            if re.match(f"[{letters}]", character):
                return "" if lang in (name, *_SHARED.get(name, ())) else name
    if unicodedata.bidirectional(character) != "L":
        return None
    return LTR if way == "rtl" else ""


def _strong(words: str) -> bool:
    return any(unicodedata.bidirectional(c) in ("L", "R", "AL") for c in words)


def _mostly(words: str, lang: str, way: str) -> str:
    """The language that a paragraph begins with and is mostly in; "" where that is its own."""
    letters = list(_languages(words, lang, way))
    first = letters[0] if letters else ""
    return first if first and letters.count(first) * 3 > len(letters) * 2 else ""


def _pairs(language: str, way: str) -> list[list[str]]:
    if language == LTR:
        return [["dir", "ltr"]]
    own = direction(language)
    return [["lang", language], *([["dir", own]] if own != way else [])]
