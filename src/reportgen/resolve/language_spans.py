"""Mark the words of another script with their language: Korean in an English text.

Screen readers change their voice by it, layout engines and Word their face.
"""

import re
from typing import Any

from reportgen.languages import direction
from reportgen.resolve import script_spans
from reportgen.tree.nodes import ATTRIBUTED, Node, attr
from reportgen.tree.visitor import Context, rewrite

HANGUL = "\u1100-\u11ff\u3130-\u318f\uac00-\ud7af\ua960-\ua97f\ud7b0-\ud7ff"
HANJA = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
KANA = "\u3040-\u30ff"
MARKS = "\u3000-\u303f\uff00-\uffef\u30fb"
KOREAN = f"[{HANGUL}{HANJA}{MARKS}](?:[{HANGUL}{HANJA}{MARKS}·・,.:0-9-]*[{HANGUL}{HANJA}{MARKS}])?"
EASTERN = f"[{HANGUL}{HANJA}{KANA}{MARKS}]"
"""Compiled where a text first needs them: sets of so many characters take milliseconds."""


def mark_languages(blocks: list[Node], lang: str) -> list[Node]:
    """The blocks with each run of Korean words in a Span of the language `ko`.

    In an East Asian document none of these is marked. Kana in a run makes it Japanese, `ja`. Other
    scripts are marked in documents of all languages (`script_spans`).
    """
    eastern = lang.split("-")[0] in ("ko", "ja", "zh")
    others = [direction(lang) == "rtl"]

    def change(out: list[Any], node: Node, context: Context) -> Node | None:
        if node["t"] == "Str":
            word = node["c"]
            if word.isascii():
                return node
            if not others[0] and script_spans.in_other_script(word):
                others[0] = True
            if eastern or not _eastern(word):
                return node
            for piece in _pieces(node["c"]):
                _join(out, piece)
            return None
        if "lang" in attr(node)[2]:
            out.append(node)
            return None
        return node

    marked: list[Node] = rewrite(blocks, change, {"Str", *ATTRIBUTED})
    return script_spans.mark(marked, lang) if others[0] else marked


def _eastern(word: str) -> bool:
    if not any(c > "\u2fff" or "\u1100" <= c <= "\u11ff" for c in word):
        return False
    return re.search(EASTERN, word) is not None


def _pieces(word: str) -> list[Node]:
    """A word in parts: Strs, and Spans where it is Korean."""
    out: list[Node] = []
    at = 0
    for found in re.finditer(KOREAN, word):
        if found.start() > at:
            out.append({"t": "Str", "c": word[at : found.start()]})
        lang = "ja" if re.search(f"[{KANA}]", found.group().replace("\u30fb", "")) else "ko"
        inner = [{"t": "Str", "c": found.group()}]
        out.append({"t": "Span", "c": [["", [], [["lang", lang]]], inner]})
        at = found.end()
    if at < len(word):
        out.append({"t": "Str", "c": word[at:]})
    return out


def _join(out: list[Node], piece: Node) -> None:
    """Add a piece; two Spans of one language with a space between become one."""
    if piece["t"] == "Span" and len(out) > 1 and out[-1] == {"t": "Space"}:
        before = out[-2]
        if before.get("t") == "Span" and before["c"][0] == piece["c"][0]:
            out[-2:] = [
                {**before, "c": [before["c"][0], [*before["c"][1], {"t": "Space"}, *piece["c"][1]]]}
            ]
            return
    out.append(piece)
