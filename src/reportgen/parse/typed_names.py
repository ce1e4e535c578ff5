"""References before which their author typed what they refer to: `Figure \\ref{fig:one}`.

LaTeX's `\\ref` is a number alone, so that its users type the word before it; a reference here
brings its own. It is reduced to its number where the word is there.
"""

import re
from collections.abc import Mapping

from reportgen.tree.nodes import Node, attr, edit

_NAMES = {
    "box": r"box|encadré|상자",
    "figure": r"fig(?:\.|ure|uren|ura)|abb(?:\.|ildung)|그림|図|图|圖",
    "table": r"tab(?:\.|le|elle|la|leau)|tbl\.|표|表",
    "section": r"sec(?:\.|t\.|tion|ción)|chapter|appendix|annexe?|부록|§|abschnitt|kapitel|절",
    "equation": r"eq(?:\.|n\.|uation)|équation|gl(?:\.|eichung)|식|式",
    "listing": r"listing|목록",
    "theorem": r"listing|theorem|lemma|corollary|proposition|conjecture|definition|example|"
    r"hypothesis|satz|théorème|teorema|정리",
}
_PLURALS = {
    "box": r"boxes|encadrés",
    "figure": r"fig(?:s\.|ures|uras)|abbildungen|abb\.",
    "table": r"tab(?:s\.|les|ellen|las|leaux)|tbls\.",
    "section": r"sec(?:s\.|ts\.|tions|ciones)|chapters|appendices|§§|abschnitte",
    "equation": r"eq(?:s\.|ns\.|uations)|équations|gleichungen",
    "listing": r"listings",
    "theorem": r"theorems|lemmas|lemmata|propositions|definitions|examples|hypotheses|sätze",
}
_BEFORE = r"(?:^|(?<=[\s(\[“\"‘'—–/]))"
_AFTER = r"[~\u00a0 ](?P<bracket>\(?)$"
_ONE = {k: re.compile(f"{_BEFORE}(?:{p}){_AFTER}", re.I) for k, p in _NAMES.items()}
_MANY = {k: re.compile(f"{_BEFORE}(?:{p}){_AFTER}", re.I) for k, p in _PLURALS.items()}
_BETWEEN = re.compile(
    r"[ ,;]*(?:(?:and|&|or|to|through|und|oder|bis|et|ou|y|o|및|와|과|[-–—])[ ]?)?$"
)
"""What stands between the numbers that one plural names."""


def join_typed_names(blocks: list[Node], kinds: Mapping[str, str]) -> list[Node]:
    """The blocks with the number alone for each reference behind the word for its kind.

    `kinds` are those of the labels: "figure", "table", "section", "equation", "listing".
    """

    def change(node: Node) -> Node:
        if all(item["t"] != "Link" for item in node["c"]):
            return node
        content = list(node["c"])
        plural, after = "", 0
        for i, item in enumerate(content):
            kind = _kind(item, kinds)
            if not kind:
                continue
            listed = plural == kind and _BETWEEN.match(_words(content[after:i]))
            before = _words(content[max(i - 3, after) : i])
            many, one = _MANY[kind].search(before), _ONE[kind].search(before)
            plural, after = (kind if many or listed else ""), i + 1
            if listed or _joined(content, i, many or one):
                content[i] = _numbered(item)
        return {**node, "c": [item for item in content if item.get("c") != ""]}

    edited: list[Node] = edit(blocks, change, {"Para", "Plain"})
    return edited


def _joined(content: list[Node], i: int, found: re.Match[str] | None) -> bool:
    """Whether a word names what the reference `i` leads to; its tie and brackets are set anew.

    A formula's number has brackets of its own.
    """
    if found is None:
        return False
    word = content[i - 1].get("c", "")
    if found["bracket"]:
        following = content[i + 1] if i + 1 < len(content) else {"t": ""}
        if following["t"] != "Str" or not following["c"].startswith(")"):
            return False
        content[i + 1] = {**following, "c": following["c"][1:]}
        word = word[:-1]
    if content[i - 1]["t"] == "Str":
        content[i - 1] = {"t": "Str", "c": word.replace("~", "\u00a0")}
    else:
        content[i - 1] = {"t": "Str", "c": "\u00a0"}
    return True


def _kind(node: Node, kinds: Mapping[str, str]) -> str:
    """What a cross-reference leads to, if it is one with a word of its own."""
    if node["t"] != "Link" or "xref" not in attr(node)[1] or "number" in attr(node)[1]:
        return ""
    kind = kinds.get(node["c"][2][0][1:], "")
    return kind if kind in _NAMES else ""


def _words(inlines: list[Node]) -> str:
    """Words and spaces; whatever else there is stands for no word."""
    spaces = ("Space", "SoftBreak")
    return "".join(
        item["c"] if item["t"] == "Str" else " " if item["t"] in spaces else "\ufffc"
        for item in inlines
    )


def _numbered(node: Node) -> Node:
    (identifier, classes, pairs), *rest = node["c"]
    return {**node, "c": [[identifier, [*classes, "number"], pairs], *rest]}
