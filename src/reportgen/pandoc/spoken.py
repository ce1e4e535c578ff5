"""Formulas in words, for those who listen: MathML read out in English, elsewhere on one line.

After the rules of MathSpeak in its brief form: what has an end that cannot be heard says it.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

OPERATORS = {
    "+": "plus", "-": "minus", "−": "minus", "±": "plus or minus", "×": "times", "⋅": "times",
    "·": "times", "*": "times", "/": "over", "÷": "divided by", "=": "equals",
    "≠": "is not equal to", "<": "is less than", ">": "is greater than", "≤": "is at most",
    "≥": "is at least", "≈": "is approximately", "∼": "is distributed as", "≡": "is equivalent to",
    "∝": "is proportional to", "∑": "the sum", "∏": "the product", "∫": "the integral",
    "∞": "infinity", "∂": "partial", "∇": "nabla", "→": "to", "⇒": "implies",
    "⇔": "if and only if", "∈": "in", "∉": "not in", "⊂": "subset of", "⊆": "subset of",
    "∪": "union", "∩": "intersection", "∀": "for all", "∃": "there is", "∧": "and", "∨": "or",
    "¬": "not", "(": "open parenthesis", ")": "close parenthesis", "[": "open bracket",
    "]": "close bracket", "{": "open brace", "}": "close brace", "|": "bar", "∣": "given",
    "∥": "norm bar",
    "′": "prime", "″": "double prime", "!": "factorial", "%": "percent", "…": "and so on",
    "⋯": "and so on", ",": ",", ";": ";", ":": "colon", ".": "point", "\u2061": "of",
    "\u2062": "", "\u2063": "", "\u2064": "plus",
}  # fmt: skip
ACCENTS = {
    "^": "hat", "ˆ": "hat", "¯": "bar", "‾": "bar", "\u0304": "bar", "~": "tilde", "˜": "tilde",
    "→": "vector", "⃗": "vector", "˙": "dot", "¨": "double dot", "ˇ": "check", "_": "underlined",
}  # fmt: skip
POWERS = {"2": "squared", "3": "cubed", "′": "prime", "″": "double prime", "*": "star"}
_HIDDEN = ("annotation", "annotation-xml", "mspace", "mphantom", "none")


def words(mathml: str, tex: str, lang: str) -> str:
    """What a formula says: in English words, in other languages one line, `(a + b)/2`."""
    from lxml import etree

    try:
        tree = etree.fromstring(mathml, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return tex
    if not lang.lower().startswith("en"):
        return re.sub(r"\s+", " ", _plain(tree)).strip() or tex
    said = re.sub(r"\s+", " ", _said(tree)).replace(" ,", ",").replace(" ;", ";").strip(" ,")
    return said or tex


def _plain(node: Any) -> str:
    """A part on the line, with parentheses around what belongs together."""
    name = _name(node)
    if name in _HIDDEN:
        return " " if name == "mspace" else ""
    parts = [kid for kid in node if _name(kid) not in _HIDDEN]
    match name, parts:
        case "mo", _:
            sign = "".join(node.itertext()).strip()
            spaced = unicodedata.category(sign[:1] or " ") in ("Sm", "Pd")
            return f" {sign} " if spaced else sign.strip("\u2061\u2062\u2063")
        case (("mi" | "mn" | "ms" | "mtext"), _):
            return unicodedata.normalize("NFKC", "".join(node.itertext()))
        case "mfrac", [above, below]:
            return f"{_held(above)}/{_held(below)}"
        case "msqrt", _:
            return f"√({''.join(map(_plain, parts)).strip()})"
        case "mroot", [inner, index]:
            return f"{_held(index)}√({_plain(inner).strip()})"
        case ("mover", [base, mark]) if "".join(mark.itertext()).strip() in ACCENTS:
            return _plain(base) + "".join(mark.itertext()).strip()
        case (("msup" | "mover"), [base, high]):
            return f"{_held(base)}^{_held(high)}"
        case (("msub" | "munder"), [base, low]):
            return f"{_held(base)}_{_held(low)}"
        case (("msubsup" | "munderover"), [base, low, high]):
            return f"{_held(base)}_{_held(low)}^{_held(high)} "
        case "mtable", _:
            return "; ".join(", ".join(_plain(cell).strip() for cell in row) for row in parts)
    return "".join(map(_plain, parts))


def _held(node: Any) -> str:
    return _plain(node).strip() if _simple(node) else f"({_plain(node).strip()})"


def _said(node: Any) -> str:
    name = _name(node)
    if name in _HIDDEN:
        return ""
    parts = [kid for kid in node if _name(kid) not in _HIDDEN]
    match name, parts:
        case (("mi" | "mn" | "ms" | "mtext"), _):
            return _letters("".join(node.itertext()))
        case "mo", _:
            return _operator("".join(node.itertext()).strip())
        case "mfrac", [above, below]:
            if _simple(above) and _simple(below):
                return f"{_said(above)} over {_said(below)}"
            return f"the fraction {_said(above)} over {_said(below)}, end fraction,"
        case "msqrt", _:
            return _ended("the square root of", parts, "root")
        case "mroot", [inner, index]:
            return _ended(f"the root of order {_said(index)} of", [inner], "root")
        case "msup", [base, power]:
            return f"{_said(base)} {_power(power)}"
        case "msub", [base, index]:
            return f"{_said(base)} {_ended('sub', [index], 'sub')}"
        case "msubsup", [base, low, high]:
            if _large(base):
                return f"{_said(base)} from {_said(low)} to {_said(high)} of"
            return f"{_said(base)} {_ended('sub', [low], 'sub')} {_power(high)}"
        case "munderover", [base, low, high]:
            return f"{_said(base)} from {_said(low)} to {_said(high)} of"
        case (("mover" | "munder"), [base, mark]):
            accent = ACCENTS.get("".join(mark.itertext()).strip())
            if accent:
                return f"{_said(base)} {accent}"
            place = "over" if name == "munder" else "under"
            return f"{_said(base)} {place} {_said(mark)}{' of' if _large(base) else ''}"
        case "mtable", _:
            rows = (f"row {i}: {_row(row)};" for i, row in enumerate(parts, 1))
            return f"a table of {len(parts)} rows: {' '.join(rows)} end table,"
    return " ".join(filter(None, map(_said, parts)))


def _row(row: Any) -> str:
    return ", ".join(filter(None, map(_said, row)))


def _power(node: Any) -> str:
    exact = "".join(node.itertext()).strip()
    return POWERS.get(exact) or _ended("to the power", [node], "power")


def _ended(opening: str, parts: list[Any], name: str) -> str:
    """What an opening word stands before, and where that ends, if it is more than one sign."""
    inner = " ".join(filter(None, map(_said, parts)))
    simple = len(parts) == 1 and _simple(parts[0])
    return f"{opening} {inner}" if simple else f"{opening} {inner}, end {name},"


def _simple(node: Any) -> bool:
    """Whether a part is one sign, number or word."""
    while _name(node) in ("mrow", "mstyle") and len(node) == 1:
        node = node[0]
    return len(node) == 0


def _large(node: Any) -> bool:
    return "".join(node.itertext()).strip() in ("∑", "∏", "∫")


def _letters(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text)
    return " ".join(_greek(plain)) if len(plain) == 1 else plain


def _greek(letter: str) -> Iterator[str]:
    named = re.fullmatch(
        r"GREEK (SMALL|CAPITAL) (?:LETTER )?(\w+)(?: SYMBOL)?", unicodedata.name(letter, "")
    )
    if named:
        yield ("capital " if named[1] == "CAPITAL" else "") + named[2].lower()
    else:
        yield OPERATORS.get(letter, letter)


def _operator(sign: str) -> str:
    if sign in OPERATORS:
        return OPERATORS[sign]
    return unicodedata.name(sign, sign).lower() if len(sign) == 1 and not sign.isalnum() else sign


def _name(node: Any) -> str:
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else "none"
